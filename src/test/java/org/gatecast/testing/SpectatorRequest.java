package org.gatecast.testing;

import java.util.List;
import java.util.Map;

/** The requests with which spectators connect, as text. Headers are given as name, value, name, value. */
public final class SpectatorRequest {
    private SpectatorRequest() {}

    /** The header with which browsers offer compression. */
    public static String[] browserHeaders() {
        return new String[] {"Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"};
    }

    /**
     * A WebSocket handshake.
     *
     * @param headers besides the necessary ones, or in their place
     */
    public static String webSocket(String target, String... headers) {
        Map<String, List<String>> all = RawHttpClient.map(
                "Host", "127.0.0.1",
                "Connection", "Upgrade",
                "Upgrade", "websocket",
                "Sec-WebSocket-Version", "13",
                "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        all.putAll(RawHttpClient.map(headers));
        return RawHttpClient.head("GET", target, all);
    }

    /** The handshake for an event's WebSocket. */
    public static String ofEvent(String eventId, String... headers) {
        return webSocket("/api/v1/events/" + eventId + "/ws", headers);
    }

    public static String eventStream(String target, String... headers) {
        Map<String, List<String>> all = RawHttpClient.map("Host", "127.0.0.1", "Accept", "text/event-stream");
        all.putAll(RawHttpClient.map(headers));
        return RawHttpClient.head("GET", target, all);
    }
}
