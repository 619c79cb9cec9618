package org.gatecast.canoe123.push;

/** Hears of what concerns the whole event. On the context of the lanes. */
public interface PushListener {
    /** No call will be accepted with this key. */
    void keyRefused(String reason);

    /** The event's state admits no such data. */
    void notNow();

    /** A call will never be accepted. */
    void refused(DataKind kind, String reason);
}
