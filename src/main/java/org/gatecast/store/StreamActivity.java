package org.gatecast.store;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gatecast.merge.StreamSilence;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the live stream last mentioned each race, with or without anything new. With that, an import can tell the jury's
 * corrections from late data. In memory the times are exact. On disk, a changed result has its own time. A mention
 * without anything new is written ahead by a third of the quiet time, so that a table repeated every second costs one
 * small write every ten seconds. After a crash the stream may therefore count as silent for up to that much shorter
 * than it was, never for longer; after an orderly stop the times are exact. Confined to the store's thread.
 */
final class StreamActivity {
    private static final Logger LOG = LoggerFactory.getLogger(StreamActivity.class);

    private final EventStore store;
    private final StoreMetrics storeMetrics;
    private final Duration quiet;
    private final boolean shared;
    private final Map<EventId, Map<RaceId, Instant>> written = new HashMap<>();
    private final Map<EventId, Map<RaceId, Instant>> mentions = new HashMap<>();

    /**
     * @param quiet how long the stream must be silent about a race before a change in an export is a correction
     * @param shared whether other processes write to the store
     */
    StreamActivity(EventStore store, StoreMetrics storeMetrics, Duration quiet, boolean shared) {
        this.store = store;
        this.storeMetrics = storeMetrics;
        this.quiet = quiet;
        this.shared = shared;
    }

    /** Loads the times on disk. */
    Future<Void> open() {
        return store.loadMentions().map(onDisk -> {
            onDisk.forEach((event, races) -> written.put(event, new HashMap<>(races)));
            return null;
        });
    }

    /** Takes what other nodes know of an event. Completes at once if there are none. */
    Future<Void> follow(EventState event) {
        return shared
                ? store.loadMentions(event.meta().eventId()).map(onDisk -> {
                    follow(event, onDisk);
                    return null;
                })
                : Future.succeededFuture();
    }

    private void follow(EventState event, Map<RaceId, Instant> onDisk) {
        Map<RaceId, Instant> last = lastMentions(event);
        Map<RaceId, Instant> known = writtenMentions(event);
        onDisk.forEach((race, at) -> {
            if (event.races().containsKey(race) && !at.equals(known.put(race, at)) && isLater(at, last.get(race))) {
                last.put(race, at);
            }
        });
        for (RaceId race : event.races().keySet()) {
            Instant news = lastNews(event, race);
            if (news != null && isLater(news, last.get(race))) {
                last.put(race, news);
            }
        }
    }

    /** The stream's silence about an event's races, for an import. */
    StreamSilence silence(EventState event) {
        return new StreamSilence(lastMentions(event), quiet);
    }

    /**
     * Records that the stream mentioned some of an event's races. Never fails: a time that cannot be written is still
     * known in memory.
     *
     * @param event the state with the call's changes
     * @param at when the call arrived; may be earlier than the last call's time if the clock was set back
     */
    Future<Void> record(EventState event, Set<RaceId> races, Instant at) {
        Map<RaceId, Instant> last = lastMentions(event);
        Map<RaceId, Instant> onDisk = writtenMentions(event);
        Map<RaceId, Instant> ahead = new HashMap<>();
        for (RaceId race : races) {
            last.put(race, at);
            if (isLater(at, onDisk.get(race)) && isLater(at, lastNews(event, race))) {
                ahead.put(race, at.plus(quiet.dividedBy(3)));
            }
        }
        return write(event.meta().eventId(), ahead);
    }

    /** Forgets a deleted event. */
    void remove(EventId event) {
        mentions.remove(event);
        written.remove(event);
    }

    /** Replaces times written ahead by the exact times, before an orderly stop. */
    Future<Void> writeExact() {
        Future<Void> done = Future.succeededFuture();
        for (EventId event : mentions.keySet()) {
            Map<RaceId, Instant> exact = new HashMap<>(mentions.get(event));
            Map<RaceId, Instant> onDisk = written.getOrDefault(event, Map.of());
            exact.entrySet()
                    .removeIf(mention -> !onDisk.containsKey(mention.getKey())
                            || !onDisk.get(mention.getKey()).isAfter(mention.getValue()));
            done = done.compose(before -> shared ? writeOwn(event, exact, Map.copyOf(onDisk)) : write(event, exact));
        }
        return done;
    }

    /** A time that another node has written meanwhile stays. */
    private Future<Void> writeOwn(EventId event, Map<RaceId, Instant> exact, Map<RaceId, Instant> own) {
        if (exact.isEmpty()) {
            return Future.succeededFuture();
        }
        return store.loadMentions(event)
                .compose(onDisk -> {
                    exact.keySet().removeIf(race -> !own.get(race).equals(onDisk.get(race)));
                    return write(event, exact);
                })
                .otherwiseEmpty();
    }

    private Future<Void> write(EventId event, Map<RaceId, Instant> times) {
        if (times.isEmpty()) {
            return Future.succeededFuture();
        }
        return storeMetrics
                .commit(() -> store.saveMentions(event, times))
                .onSuccess(done ->
                        written.computeIfAbsent(event, first -> new HashMap<>()).putAll(times))
                .recover(failure -> {
                    LOG.warn(
                            "The time at which the stream last mentioned races of event {} could not be saved: {}",
                            event,
                            failure.getMessage());
                    return Future.succeededFuture();
                });
    }

    /** The last mention of each race; before the first call since the start, from disk. */
    private Map<RaceId, Instant> lastMentions(EventState event) {
        Map<RaceId, Instant> last = mentions.computeIfAbsent(event.meta().eventId(), first -> {
            Map<RaceId, Instant> found = new HashMap<>(writtenMentions(event));
            for (RaceId race : event.races().keySet()) {
                Instant news = lastNews(event, race);
                if (news != null && isLater(news, found.get(race))) {
                    found.put(race, news);
                }
            }
            return found;
        });
        last.keySet().retainAll(event.races().keySet());
        return last;
    }

    private Map<RaceId, Instant> writtenMentions(EventState event) {
        Map<RaceId, Instant> onDisk = written.computeIfAbsent(event.meta().eventId(), first -> new HashMap<>());
        onDisk.keySet().retainAll(event.races().keySet());
        return onDisk;
    }

    /** When the stream last changed a result of a race; {@code null} if it never did. */
    private static Instant lastNews(EventState event, RaceId race) {
        return event.resultsOf(race).values().stream()
                .map(Result::streamReport)
                .filter(Objects::nonNull)
                .map(reported -> reported.at())
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static boolean isLater(Instant one, Instant other) {
        return other == null || one.isAfter(other);
    }
}
