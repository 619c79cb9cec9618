package org.gatecast.limits;

/** The memory of one body, from its first byte until its response. Any thread. */
public interface BodyMemoryReservation {
    /** The body has arrived and cannot be evicted any more; false if it was evicted before. */
    boolean keep();

    /** Frees the memory. Further calls do nothing. */
    void release();
}
