package org.gatecast.broadcast;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.gatecast.metrics.EventLoopCounter;
import org.gatecast.metrics.MetricsRegistry;

/** What goes through the spectators' connections of one event loop, counted on it. */
final class TransportMetrics {
    private final EventLoopCounter deliveries = new EventLoopCounter();
    private final EventLoopCounter bytes = new EventLoopCounter();
    private final EventLoopCounter fellBehind = new EventLoopCounter();
    private final EventLoopCounter left = new EventLoopCounter();
    private final EventLoopCounter silent = new EventLoopCounter();
    private final Map<WireFormat, EventLoopCounter> open = new EnumMap<>(WireFormat.class);
    private final Map<CloseReason, EventLoopCounter> closed = new EnumMap<>(CloseReason.class);

    TransportMetrics() {
        for (WireFormat format : WireFormat.values()) {
            open.put(format, new EventLoopCounter());
        }
        for (CloseReason reason : CloseReason.values()) {
            closed.put(reason, new EventLoopCounter());
        }
    }

    void declareIn(MetricsRegistry metrics) {
        metrics.counter(
                "gatecast_deliveries_total",
                "Hand-overs to a spectator's connection: a message, or several that belong together.",
                deliveries);
        metrics.counter(
                "gatecast_delivered_bytes_total",
                "Bytes of these as they went out, compressed if so agreed, before TLS.",
                bytes);
        metrics.counter(
                "gatecast_slow_total",
                "Times a spectator's connection was full and messages passed it by until it drained.",
                fellBehind);
        open.forEach((format, count) -> metrics.gauge(
                "gatecast_connections", "Spectators connected now.", count::getAsLong, "transport", transport(format)));
        closed.forEach((reason, count) -> ended(metrics, count, reason.name().toLowerCase(Locale.ROOT)));
        ended(metrics, silent, "silent");
        ended(metrics, left, "left");
    }

    private static void ended(MetricsRegistry metrics, EventLoopCounter count, String reason) {
        metrics.counter(
                "gatecast_connections_ended_total",
                "Spectators' connections that ended: closed for a reason of specs/close-codes.md, cut because no"
                        + " answer came (silent), or ended by the other side (left).",
                count,
                "reason",
                reason);
    }

    private static String transport(WireFormat format) {
        return switch (format) {
            case PLAIN -> "websocket";
            case IN_STEP, ALONE -> "websocket_deflate";
            case EVENTS -> "event_stream";
        };
    }

    void opened(WireFormat format) {
        open.get(format).increment();
    }

    void ended(WireFormat format) {
        open.get(format).add(-1);
    }

    void delivered(int length) {
        deliveries.increment();
        bytes.add(length);
    }

    void fellBehind() {
        fellBehind.increment();
    }

    void closed(CloseReason reason) {
        closed.get(reason).increment();
    }

    void foundSilent() {
        silent.increment();
    }

    void left() {
        left.increment();
    }
}
