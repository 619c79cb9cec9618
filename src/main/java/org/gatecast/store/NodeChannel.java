package org.gatecast.store;

import org.gatecast.bus.OnCourseReport;
import org.gatecast.model.EventId;

/**
 * What the nodes on one database tell each other at once. Any message may be lost, so nothing may depend on one. The
 * store's thread.
 */
public interface NodeChannel {
    /** What other nodes tell; called on the store's thread. */
    interface Listener {
        /** Another node has committed {@code version} of an event. */
        void onDoorbell(EventId event, EventVersion version);

        /** Riders on course were reported to another node. */
        void onRiders(OnCourseReport report);
    }

    /** Called once. What came before is lost. */
    void listen(Listener listener);

    /**
     * Tells the other nodes of a commit. Only the last version of an event is told if there are several at once.
     *
     * @param version {@link EventVersion#deleted} if the event is deleted
     */
    void ring(EventId event, EventVersion version);

    /** Tells the other nodes of riders on course. */
    void send(OnCourseReport report);
}
