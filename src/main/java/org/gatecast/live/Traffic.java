package org.gatecast.live;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.gatecast.tally.LoopCount;
import org.gatecast.tally.Tally;

/** What goes through the spectators' connections of one event loop, counted on it. */
final class Traffic {
    private final LoopCount deliveries = new LoopCount();
    private final LoopCount bytes = new LoopCount();
    private final LoopCount fellBehind = new LoopCount();
    private final LoopCount left = new LoopCount();
    private final LoopCount silent = new LoopCount();
    private final Map<Wire, LoopCount> open = new EnumMap<>(Wire.class);
    private final Map<CloseReason, LoopCount> closed = new EnumMap<>(CloseReason.class);

    Traffic() {
        for (Wire wire : Wire.values()) {
            open.put(wire, new LoopCount());
        }
        for (CloseReason reason : CloseReason.values()) {
            closed.put(reason, new LoopCount());
        }
    }

    void declareIn(Tally tally) {
        tally.counter(
                "gatecast_deliveries_total",
                "Hand-overs to a spectator's connection: a message, or several that belong together.",
                deliveries);
        tally.counter(
                "gatecast_delivered_bytes_total",
                "Bytes of these as they went out, compressed if so agreed, before TLS.",
                bytes);
        tally.counter(
                "gatecast_slow_total",
                "Times a spectator's connection was full and messages passed it by until it drained.",
                fellBehind);
        open.forEach((wire, count) -> tally.gauge(
                "gatecast_connections", "Spectators connected now.", count::getAsLong, "transport", transport(wire)));
        closed.forEach((reason, count) -> ended(tally, count, reason.name().toLowerCase(Locale.ROOT)));
        ended(tally, silent, "silent");
        ended(tally, left, "left");
    }

    private static void ended(Tally tally, LoopCount count, String reason) {
        tally.counter(
                "gatecast_connections_ended_total",
                "Spectators' connections that ended: closed for a reason of specs/close-codes.md, cut because no"
                        + " answer came (silent), or ended by the other side (left).",
                count,
                "reason",
                reason);
    }

    private static String transport(Wire wire) {
        return switch (wire) {
            case PLAIN -> "websocket";
            case IN_STEP, ALONE -> "websocket_deflate";
            case EVENTS -> "event_stream";
        };
    }

    void opened(Wire wire) {
        open.get(wire).increment();
    }

    void ended(Wire wire) {
        open.get(wire).add(-1);
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
