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
 * Archives events that have been official for long enough: at start, and once a day. An event is deleted only after its
 * archive is complete on disk; a crash in between leaves both. Of several services on one database, one archives at a
 * time. Confined to the store's context.
 */
final class RetentionJob {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionJob.class);
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration RETRY_AFTER = Duration.ofHours(1);
    /** How often the clock is read; it may be set while a timer runs. */
    private static final long CHECK_MILLIS = 1_000;

    private final EventArchives archives;
    private final EventStates eventStates;
    private final SerialExecutor executor;
    private final Settings.Retention settings;
    private final Clock clock;
    private Instant due = Instant.MIN;
    private boolean working;

    RetentionJob(
            EventArchives archives,
            EventStates eventStates,
            SerialExecutor executor,
            Settings.Retention settings,
            Clock clock) {
        this.archives = archives;
        this.eventStates = eventStates;
        this.executor = executor;
        this.settings = settings;
        this.clock = clock;
    }

    /** Starts the job on the store's context, with which it ends. */
    void schedule(Vertx vertx) {
        if (settings.archiveAfterDays() > 0) {
            check();
            vertx.setPeriodic(CHECK_MILLIS, timer -> check());
        }
    }

    private void check() {
        Instant now = clock.instant();
        // If a clock that was ahead is set back, the due date is too far in the future.
        boolean later = now.isBefore(due) && !due.isAfter(now.plus(EVERY));
        if (working || later) {
            return;
        }
        working = true;
        Instant then = now.minus(Duration.ofDays(settings.archiveAfterDays()));
        archives.exclusively(() -> archives.officialSinceBefore(then).compose(this::archiveAndRemove))
                .onComplete(done -> {
                    working = false;
                    due = now.plus(done.succeeded() ? EVERY : RETRY_AFTER);
                    if (done.failed()) {
                        LOG.error(
                                "Events could not be archived, and stay: {}",
                                done.cause().getMessage());
                    }
                });
    }

    private Future<Void> archiveAndRemove(List<EventId> events) {
        Future<Void> done = Future.succeededFuture();
        for (EventId event : events) {
            done = done.compose(before -> archiveAndRemove(event));
        }
        return done;
    }

    private Future<Void> archiveAndRemove(EventId eventId) {
        if (!eventStates.contains(eventId)) {
            return Future.succeededFuture();
        }
        EventMeta event = eventStates.state(eventId).meta();
        return archives.archive(event, settings.archiveDirectory()).compose(archive -> executor.submit(
                        eventId, () -> remove(event))
                .done()
                .onSuccess(gone -> LOG.info(
                        "Event {}, official since {}, is archived in {}", eventId, event.statusChangedAt(), archive)));
    }

    /** Deletes the event, unless it was changed or replaced while it was archived. */
    private Future<Void> remove(EventMeta event) {
        return eventStates.contains(event.eventId())
                        && eventStates.state(event.eventId()).meta().equals(event)
                ? eventStates.delete(event.eventId())
                : Future.succeededFuture();
    }
}
