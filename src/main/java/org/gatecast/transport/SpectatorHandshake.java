package org.gatecast.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Takes a connection over from the HTTP server: sends the response, removes all HTTP handlers from the channel and leaves
 * the {@link SpectatorConnection} as the only one. Spectators only listen, so they need none of the queues of a Vert.x
 * connection. On the connection's event loop.
 */
final class SpectatorHandshake {
    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String END = "\r\n";

    private SpectatorHandshake() {}

    /** The response that makes the connection a WebSocket (RFC 6455, section 4.2.2). */
    static String webSocketResponse(
            HttpServerRequest request, DeflateNegotiation deflateNegotiation, String requestId) {
        String extensions = deflateNegotiation.responseHeader() == null
                ? ""
                : "Sec-WebSocket-Extensions: " + deflateNegotiation.responseHeader() + END;
        return "HTTP/1.1 101 Switching Protocols" + END
                + "Upgrade: websocket" + END
                + "Connection: Upgrade" + END
                + "Sec-WebSocket-Accept: " + accept(request.getHeader("Sec-WebSocket-Key")) + END
                + "X-Request-Id: " + requestId + END
                + extensions
                + END;
    }

    /** The response that starts an event stream. It ends with the connection, so it has neither a length nor chunks. */
    static String eventStreamResponse(String requestId) {
        return "HTTP/1.1 200 OK" + END
                + "Content-Type: text/event-stream" + END
                + "Cache-Control: no-store" + END
                + "X-Accel-Buffering: no" + END
                + "Access-Control-Allow-Origin: *" + END
                + "X-Request-Id: " + requestId + END
                + "Connection: close" + END
                + END
                + "retry: 3000\n\n";
    }

    /** Limits the socket's send buffer. Returns whether the connection is still open. */
    static boolean prepare(HttpServerRequest request, int sendBufferBytes) {
        Channel channel = channel(request);
        try {
            if (channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_SNDBUF, sendBufferBytes);
                return true;
            }
        } catch (ChannelException ended) {
            channel.close();
        }
        return false;
    }

    /** After {@link #prepare}. */
    static void takeOver(HttpServerRequest request, String response, SpectatorConnection spectator) {
        Channel channel = channel(request);
        channel.config().setAutoRead(true);
        ChannelPipeline pipeline = channel.pipeline();
        List<String> http = new ArrayList<>(pipeline.toMap().keySet());
        http.remove("ssl");
        pipeline.addLast("spectator", spectator);
        for (int i = http.size() - 1; i > 0; i--) {
            pipeline.remove(http.get(i));
        }
        spectator.sendHandshake(Unpooled.copiedBuffer(response, StandardCharsets.US_ASCII));
        // The decoder goes last. It passes on what came in one packet with the request, which must follow the response.
        pipeline.remove(http.get(0));
    }

    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key.strip() + ACCEPT_SALT).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
