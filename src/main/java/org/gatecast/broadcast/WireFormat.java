package org.gatecast.broadcast;

/** The form in which a spectator takes messages. */
enum WireFormat {
    /** WebSocket, as they are. */
    PLAIN,
    /** WebSocket, compressed in step with the rest of the group, context kept from message to message. */
    IN_STEP,
    /** WebSocket, each compressed alone: the client keeps no context, or a small one. */
    ALONE,
    /** Server-Sent Events. */
    EVENTS;

    /** What one client agreed to: the form, and the longest message it can take compressed, in bytes. */
    record Agreed(WireFormat format, int windowBytes) {
        static final Agreed PLAINLY = new Agreed(PLAIN, Integer.MAX_VALUE);
        static final Agreed AS_EVENTS = new Agreed(EVENTS, Integer.MAX_VALUE);
    }
}
