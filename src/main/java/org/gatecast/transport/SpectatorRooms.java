package org.gatecast.transport;

/** The rooms of all events, which the broadcaster keeps. This is all that connections know of it. Any thread. */
public interface SpectatorRooms {
    /**
     * Adds a spectator to the room of its event. The spectator first receives {@code full}, or what it missed since its
     * cursor, and then every message. It is closed if there is no such event any more, or if the event is over.
     */
    Membership join(SubscribeRequest request, Spectator spectator);

    /** A spectator in its room. Any thread; calls take effect in their order. */
    interface Membership {
        /** The connection has ended. */
        void leave();

        /** Asks for the messages after {@code version}, the last one that the spectator received whole. Sent later. */
        void catchUp(long version);
    }
}
