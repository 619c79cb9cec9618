package org.gatecast.broadcast;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.gatecast.metrics.EventLoopCounter;
import org.gatecast.metrics.MetricsRegistry;

/** What the rooms tell, and how spectators are brought up to date; counted on the broadcaster's loop. */
final class BroadcastMetrics {
    private final Map<MessageType, EventLoopCounter> messagesByType = new EnumMap<>(MessageType.class);
    private final Map<FullReason, EventLoopCounter> fullsByReason = new EnumMap<>(FullReason.class);
    private final EventLoopCounter resumes = new EventLoopCounter();
    private final EventLoopCounter catchUps = new EventLoopCounter();

    /** A message for a group. */
    enum MessageType {
        FULL,
        DIFF,
        ONCOURSE,
        REFRESH
    }

    /** Why a spectator needs to be told how things stand. */
    enum FullReason {
        /** It is new. */
        JOIN,
        /** It names a cursor. */
        CURSOR,
        /** Messages passed it by. */
        SLOW,
        /** So much has changed that only the whole tells it. */
        IMPORT
    }

    BroadcastMetrics() {
        for (MessageType type : MessageType.values()) {
            messagesByType.put(type, new EventLoopCounter());
        }
        for (FullReason reason : FullReason.values()) {
            fullsByReason.put(reason, new EventLoopCounter());
        }
    }

    void registerWith(MetricsRegistry metrics) {
        messagesByType.forEach((type, count) -> metrics.counter(
                "gatecast_messages_total",
                "Messages made, once for all spectators of the same races of an event.",
                count,
                "type",
                type.name().toLowerCase(Locale.ROOT)));
        fullsByReason.forEach((reason, count) -> metrics.counter(
                "gatecast_fulls_total",
                "Spectators given the whole state: because they are new (join), because what they missed since their"
                        + " cursor cannot be proved or is longer (cursor), the same after messages passed them by"
                        + " (slow), or after an import (import).",
                count,
                "reason",
                reason.name().toLowerCase(Locale.ROOT)));
        metrics.counter(
                "gatecast_resumes_total",
                "Spectators that named a cursor and were told only what they missed.",
                resumes);
        metrics.counter(
                "gatecast_folds_total",
                "Times a spectator whom messages had passed by was told their sum instead.",
                catchUps);
    }

    void countMessages(MessageType type, int count) {
        messagesByType.get(type).add(count);
    }

    void countFulls(FullReason reason, int spectators) {
        fullsByReason.get(reason).add(spectators);
    }

    /** Only what was missed. */
    void countDiffOnly(FullReason reason) {
        (reason == FullReason.SLOW ? catchUps : resumes).increment();
    }
}
