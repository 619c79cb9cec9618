package org.gatecast.broadcast;

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
 * Takes a connection over from the HTTP server: answers the request, clears its channel of everything HTTP and leaves
 * the spectator as the only handler. A spectator only listens, so that none of what a full connection costs, two
 * message queues above all, is of use to it. On the connection's event loop.
 */
final class SpectatorHandshake {
    private static final String ACCEPT_SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String END = "\r\n";

    private SpectatorHandshake() {}

    /** The answer that turns the connection into a WebSocket (RFC 6455, section 4.2.2). */
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

    /** The answer that starts an event stream; it ends with the connection, so that nothing needs to frame it. */
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

    /**
     * Has the system hold no more for the connection than a spectator may let lie; closes a connection that has ended.
     *
     * @return whether it is still there to be taken over
     */
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
    static void takeOver(HttpServerRequest request, String answer, SpectatorConnection spectator) {
        Channel channel = channel(request);
        channel.config().setAutoRead(true);
        ChannelPipeline pipeline = channel.pipeline();
        List<String> http = new ArrayList<>(pipeline.toMap().keySet());
        http.remove("ssl");
        pipeline.addLast("spectator", spectator);
        for (int i = http.size() - 1; i > 0; i--) {
            pipeline.remove(http.get(i));
        }
        spectator.sendHandshake(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII));
        // Last the decoder: what came in one packet with the request is the spectator's now, and answered after this.
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
