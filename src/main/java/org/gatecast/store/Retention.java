package org.gatecast.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts events away that have been official for long enough: at start, and once a day. An event is on the disk as an
 * archive, whole, before it leaves the database; a crash in between leaves both. Confined to the store's context.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration AFTER_TROUBLE = Duration.ofHours(1);
    /** So often is the clock looked at, which may be set while a timer runs. */
    private static final long LOOK_MILLIS = 1_000;

    private final Vault vault;
    private final Ledger ledger;
    private final Turns turns;
    private final Settings.Retention settings;
    private final Clock clock;
    private Instant due = Instant.MIN;
    private boolean working;

    Retention(Vault vault, Ledger ledger, Turns turns, Settings.Retention settings, Clock clock) {
        this.vault = vault;
        this.ledger = ledger;
        this.turns = turns;
        this.settings = settings;
        this.clock = clock;
    }

    /** On the store's context; ends with it. */
    void begin(Vertx vertx) {
        if (settings.archiveAfterDays() > 0) {
            look();
            vertx.setPeriodic(LOOK_MILLIS, timer -> look());
        }
    }

    private void look() {
        Instant now = clock.instant();
        // A clock that was ahead and is set back leaves a date that is too far away.
        boolean later = now.isBefore(due) && !due.isAfter(now.plus(EVERY));
        if (working || later) {
            return;
        }
        working = true;
        vault.officialSinceBefore(now.minus(Duration.ofDays(settings.archiveAfterDays())))
                .compose(this::putAway)
                .onComplete(done -> {
                    working = false;
                    due = now.plus(done.succeeded() ? EVERY : AFTER_TROUBLE);
                    if (done.failed()) {
                        LOG.error(
                                "Events could not be archived, and stay: {}",
                                done.cause().getMessage());
                    }
                });
    }

    private Future<Void> putAway(List<EventId> events) {
        Future<Void> done = Future.succeededFuture();
        for (EventId event : events) {
            done = done.compose(before -> putAway(event));
        }
        return done;
    }

    private Future<Void> putAway(EventId eventId) {
        if (!ledger.has(eventId)) {
            return Future.succeededFuture();
        }
        EventMeta event = ledger.state(eventId).meta();
        return vault.archive(event, settings.archiveDirectory()).compose(archive -> turns.take(
                        eventId, () -> remove(event))
                .done()
                .onSuccess(gone -> LOG.info(
                        "Event {}, official since {}, is archived in {}", eventId, event.statusChangedAt(), archive)));
    }

    /** Unless it went while it was archived, or another one has its name now. */
    private Future<Void> remove(EventMeta event) {
        return ledger.has(event.eventId())
                        && ledger.state(event.eventId()).meta().equals(event)
                ? ledger.delete(event.eventId())
                : Future.succeededFuture();
    }
}
