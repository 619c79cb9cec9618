package org.gatecast.transport;

import java.util.Locale;
import java.util.Map;
import org.gatecast.metrics.EventLoopCounter;
import org.gatecast.metrics.MetricsRegistry;

/** Counts the spectators of one event loop and what is sent to them. Confined to that event loop. */
final class TransportMetrics {
    private final EventLoopCounter deliveries = new EventLoopCounter();
    private final EventLoopCounter bytes = new EventLoopCounter();
    private final EventLoopCounter fellBehind = new EventLoopCounter();
    private final EventLoopCounter closedByClient = new EventLoopCounter();
    private final EventLoopCounter pongTimeouts = new EventLoopCounter();
    private final Map<WireFormat, EventLoopCounter> openByFormat = EventLoopCounter.forEach(WireFormat.class);
    private final Map<CloseReason, EventLoopCounter> closedByReason = EventLoopCounter.forEach(CloseReason.class);

    void registerWith(MetricsRegistry metrics) {
        metrics.counter(
                "gatecast_deliveries_total",
                "Writes to a spectator's connection: one message, or several that belong together.",
                deliveries);
        metrics.counter(
                "gatecast_delivered_bytes_total",
                "Bytes of these deliveries as sent, compressed if so negotiated, before TLS.",
                bytes);
        metrics.counter(
                "gatecast_slow_consumers_total",
                "Times a spectator's connection was full, so that messages were held back until it drained.",
                fellBehind);
        openByFormat.forEach((format, count) -> metrics.gauge(
                "gatecast_connections", "Spectators connected now.", count::getAsLong, "transport", transport(format)));
        closedByReason.forEach(
                (reason, count) -> ended(metrics, count, reason.name().toLowerCase(Locale.ROOT)));
        ended(metrics, pongTimeouts, "pong_timeout");
        ended(metrics, closedByClient, "closed_by_client");
    }

    private static void ended(MetricsRegistry metrics, EventLoopCounter count, String reason) {
        metrics.counter(
                "gatecast_connections_ended_total",
                "Spectators' connections that ended: closed for a reason of specs/close-codes.md, closed because no pong"
                        + " came (pong_timeout), or closed by the client (closed_by_client).",
                count,
                "reason",
                reason);
    }

    private static String transport(WireFormat format) {
        return switch (format) {
            case PLAIN -> "websocket";
            case SHARED_DEFLATE, STANDALONE_DEFLATE -> "websocket_deflate";
            case EVENT_STREAM -> "event_stream";
        };
    }

    void opened(WireFormat format) {
        openByFormat.get(format).increment();
    }

    void ended(WireFormat format) {
        openByFormat.get(format).add(-1);
    }

    void delivered(int length) {
        deliveries.increment();
        bytes.add(length);
    }

    void fellBehind() {
        fellBehind.increment();
    }

    void closed(CloseReason reason) {
        closedByReason.get(reason).increment();
    }

    void pongTimedOut() {
        pongTimeouts.increment();
    }

    void closedByClient() {
        closedByClient.increment();
    }
}
