package org.gatecast.broadcast;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.gatecast.metrics.EventLoopCounter;
import org.gatecast.metrics.MetricsRegistry;

/** What the rooms tell, and how spectators are brought up to date; counted on the broadcaster's loop. */
final class BroadcastMetrics {
    private final Map<Kind, EventLoopCounter> messages = new EnumMap<>(Kind.class);
    private final Map<Why, EventLoopCounter> fulls = new EnumMap<>(Why.class);
    private final EventLoopCounter resumes = new EventLoopCounter();
    private final EventLoopCounter folds = new EventLoopCounter();

    /** A message for a group. */
    enum Kind {
        FULL,
        DIFF,
        ONCOURSE,
        REFRESH
    }

    /** Why a spectator needs to be told how things stand. */
    enum Why {
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
        for (Kind kind : Kind.values()) {
            messages.put(kind, new EventLoopCounter());
        }
        for (Why why : Why.values()) {
            fulls.put(why, new EventLoopCounter());
        }
    }

    void declareIn(MetricsRegistry metrics) {
        messages.forEach((kind, count) -> metrics.counter(
                "gatecast_messages_total",
                "Messages made, once for all spectators of the same races of an event.",
                count,
                "type",
                kind.name().toLowerCase(Locale.ROOT)));
        fulls.forEach((why, count) -> metrics.counter(
                "gatecast_fulls_total",
                "Spectators given the whole state: because they are new (join), because what they missed since their"
                        + " cursor cannot be proved or is longer (cursor), the same after messages passed them by"
                        + " (slow), or after an import (import).",
                count,
                "reason",
                why.name().toLowerCase(Locale.ROOT)));
        metrics.counter(
                "gatecast_resumes_total",
                "Spectators that named a cursor and were told only what they missed.",
                resumes);
        metrics.counter(
                "gatecast_folds_total",
                "Times a spectator whom messages had passed by was told their sum instead.",
                folds);
    }

    void message(Kind kind, int count) {
        messages.get(kind).add(count);
    }

    void full(Why why, int spectators) {
        fulls.get(why).add(spectators);
    }

    /** Only what was missed. */
    void missed(Why why) {
        (why == Why.SLOW ? folds : resumes).increment();
    }
}
