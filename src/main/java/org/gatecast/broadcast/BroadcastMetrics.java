package org.gatecast.broadcast;

import java.util.Locale;
import java.util.Map;
import org.gatecast.metrics.EventLoopCounter;
import org.gatecast.metrics.MetricsRegistry;

/** Counts the messages of the rooms, and how spectators catch up. Confined to the broadcaster's event loop. */
final class BroadcastMetrics {
    private final Map<MessageType, EventLoopCounter> messagesByType = EventLoopCounter.forEach(MessageType.class);
    private final Map<FullReason, EventLoopCounter> fullsByReason = EventLoopCounter.forEach(FullReason.class);
    private final EventLoopCounter resumes = new EventLoopCounter();
    private final EventLoopCounter catchUps = new EventLoopCounter();

    enum MessageType {
        FULL,
        DIFF,
        ONCOURSE,
        REFRESH
    }

    /** Why spectators are sent the whole state. */
    enum FullReason {
        /** The spectator is new. */
        JOIN,
        /** The spectator came with a cursor. */
        CURSOR,
        /** The spectator was too slow and missed messages. */
        SLOW,
        /** An import changed more than a diff can contain. */
        IMPORT
    }

    void registerWith(MetricsRegistry metrics) {
        messagesByType.forEach((type, count) -> metrics.counter(
                "gatecast_messages_total",
                "Messages made; one serves all spectators of the same races of an event.",
                count,
                "type",
                type.name().toLowerCase(Locale.ROOT)));
        fullsByReason.forEach((reason, count) -> metrics.counter(
                "gatecast_fulls_total",
                "full messages sent to spectators: because they are new (join), because the changes since their cursor are"
                        + " unknown or too many (cursor), the same for a slow consumer (slow), or after an import (import).",
                count,
                "reason",
                reason.name().toLowerCase(Locale.ROOT)));
        metrics.counter(
                "gatecast_resumes_total", "Spectators that named a cursor and got only what they had missed.", resumes);
        metrics.counter(
                "gatecast_catch_ups_total",
                "Times a slow consumer got the sum of the messages it had missed.",
                catchUps);
    }

    void countMessages(MessageType type, int count) {
        messagesByType.get(type).add(count);
    }

    void countFulls(FullReason reason, int spectators) {
        fullsByReason.get(reason).add(spectators);
    }

    void countDiffOnly(FullReason reason) {
        (reason == FullReason.SLOW ? catchUps : resumes).increment();
    }
}
