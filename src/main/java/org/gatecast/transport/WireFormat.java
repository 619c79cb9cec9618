package org.gatecast.transport;

/** How messages are sent to a spectator. */
enum WireFormat {
    /** WebSocket, not compressed. */
    PLAIN,
    /** WebSocket, compressed by the compressor of the group, whose context lasts from message to message. */
    SHARED_DEFLATE,
    /** WebSocket, each message compressed alone, since the client keeps no context or a small one. */
    STANDALONE_DEFLATE,
    /** Server-Sent Events. */
    EVENT_STREAM;

    /** What was agreed with one client. It can take compressed messages of up to {@code windowBytes} bytes. */
    record AgreedFormat(WireFormat format, int windowBytes) {
        static final AgreedFormat PLAIN_FORMAT = new AgreedFormat(PLAIN, Integer.MAX_VALUE);
        static final AgreedFormat EVENT_STREAM_FORMAT = new AgreedFormat(EVENT_STREAM, Integer.MAX_VALUE);
    }
}
