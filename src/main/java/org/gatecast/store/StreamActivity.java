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
 * When the live stream last spoke of each race, be it news or not: by that an import tells the jury's corrections from
 * what is merely late. In memory it is exact. On the disk, news is dated in its row; a mention without news is written
 * ahead, as if the stream spoke for another third of the quiet time, so that a table which is repeated every second
 * costs a small write every ten. After a crash the stream therefore counts as silent for up to that much less than it
 * was, never for more; after an orderly stop for exactly as long. Confined to the store's thread.
 */
final class StreamActivity {
    private static final Logger LOG = LoggerFactory.getLogger(StreamActivity.class);

    private final EventStore store;
    private final StoreMetrics storeMetrics;
    private final Duration quiet;
    private final Map<EventId, Map<RaceId, Instant>> written = new HashMap<>();
    private final Map<EventId, Map<RaceId, Instant>> mentions = new HashMap<>();

    /**
     * @param quiet for how long the stream has to be silent about a race before a change in an export is a correction
     */
    StreamActivity(EventStore store, StoreMetrics storeMetrics, Duration quiet) {
        this.store = store;
        this.storeMetrics = storeMetrics;
        this.quiet = quiet;
    }

    /** Begins with what is on the disk. */
    Future<Void> open() {
        return store.loadMentions().map(onDisk -> {
            onDisk.forEach((event, races) -> written.put(event, new HashMap<>(races)));
            return null;
        });
    }

    /** For an import into an event. */
    StreamSilence silence(EventState event) {
        return new StreamSilence(lastMentions(event), quiet);
    }

    /**
     * The stream spoke of some of an event's races. Never fails: what cannot be written is known nevertheless, until a
     * crash.
     *
     * @param event with what was new already in it
     * @param at when the call arrived; after the clock was set back, earlier than what came before it
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

    /** Forgets an event that is gone. */
    void remove(EventId event) {
        mentions.remove(event);
        written.remove(event);
    }

    /** Writes what was written ahead as it is, before an orderly stop. */
    Future<Void> writeExact() {
        Future<Void> done = Future.succeededFuture();
        for (EventId event : mentions.keySet()) {
            Map<RaceId, Instant> exact = new HashMap<>(mentions.get(event));
            Map<RaceId, Instant> onDisk = written.getOrDefault(event, Map.of());
            exact.entrySet()
                    .removeIf(mention -> !onDisk.containsKey(mention.getKey())
                            || !onDisk.get(mention.getKey()).isAfter(mention.getValue()));
            done = done.compose(before -> write(event, exact));
        }
        return done;
    }

    private Future<Void> write(EventId event, Map<RaceId, Instant> times) {
        if (times.isEmpty()) {
            return Future.succeededFuture();
        }
        return storeMetrics
                .commit(() -> store.saveMentions(event, times))
                .onSuccess(done -> written.get(event).putAll(times))
                .recover(failure -> {
                    LOG.warn("When event {} was last spoken of could not be saved: {}", event, failure.getMessage());
                    return Future.succeededFuture();
                });
    }

    /** The last mention of each race; what is not known since the start follows from the disk. */
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

    /** When the stream last said anything new of a race; {@code null} when it has said nothing. */
    private static Instant lastNews(EventState event, RaceId race) {
        return event.resultsOf(race).values().stream()
                .map(Result::tcp)
                .filter(Objects::nonNull)
                .map(said -> said.at())
                .max(Instant::compareTo)
                .orElse(null);
    }

    private static boolean isLater(Instant one, Instant other) {
        return other == null || one.isAfter(other);
    }
}
