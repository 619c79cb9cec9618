package org.gatecast.broadcast;

/** The form in which a spectator takes messages. */
enum WireFormat {
    /** WebSocket, as they are. */
    PLAIN,
    /** WebSocket, compressed in step with the rest of the group, context kept from message to message. */
    SHARED_DEFLATE,
    /** WebSocket, each compressed alone: the client keeps no context, or a small one. */
    STANDALONE_DEFLATE,
    /** Server-Sent Events. */
    EVENT_STREAM;

    /** What one client agreed to: the form, and the longest message it can take compressed, in bytes. */
    record AgreedFormat(WireFormat format, int windowBytes) {
        static final AgreedFormat PLAIN_FORMAT = new AgreedFormat(PLAIN, Integer.MAX_VALUE);
        static final AgreedFormat EVENT_STREAM_FORMAT = new AgreedFormat(EVENT_STREAM, Integer.MAX_VALUE);
    }
}
