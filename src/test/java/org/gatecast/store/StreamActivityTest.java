package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The time of the stream's last mention of a race: exact in memory, rarely written, and never taken for earlier than it
 * was.
 */
class StreamActivityTest {
    private static final RaceId RACE = new RaceId("K1M_0_BR1");
    private static final RaceId OTHER = new RaceId("K1M_0_BR2");
    private static final EventId EVENT = new EventId("e1");
    private static final Duration QUIET = Duration.ofSeconds(30);
    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

    private final Map<EventId, Map<RaceId, Instant>> disk = new HashMap<>();
    private final List<Map<RaceId, Instant>> writes = new ArrayList<>();
    private final EventStore store = store();
    private boolean diskIsFull;
    private EventState event = SampleStates.imported(SampleStates.draft("e1"), 2);
    private StreamActivity activity;

    @BeforeEach
    void start() {
        StoreMetrics storeMetrics = new StoreMetrics();
        storeMetrics.registerWith(new MetricsRegistry(), new SerialExecutor());
        activity = new StreamActivity(store, storeMetrics, QUIET, false);
        assertThat(activity.open().succeeded()).isTrue();
    }

    @Test
    void aTableRepeatedEverySecondIsWrittenOnceInAThirdOfTheQuietTime() {
        for (int second = 0; second < 60; second++) {
            mention(RACE, second);
        }
        assertThat(writes).hasSize(6);
        assertThat(last(RACE)).isEqualTo(second(59));
    }

    @Test
    void newsIsNotWrittenBesideItsRow() {
        news(0);
        assertThat(writes).isEmpty();
        assertThat(last(RACE)).isEqualTo(second(0));
        start();
        assertThat(last(RACE)).as("after a crash").isEqualTo(second(0));
    }

    @Test
    void afterACrashTheStreamIsNeverTakenToHaveBeenSilentForLongerThanItWas() {
        news(0);
        for (int second = 1; second <= 25; second++) {
            mention(RACE, second);
            start();
            assertThat(last(RACE)).isBetween(second(second), second(second).plus(QUIET.dividedBy(3)));
        }
    }

    @Test
    void newsAfterARepetitionIsRememberedTooAfterACrash() {
        mention(RACE, 0);
        news(20);
        start();
        assertThat(last(RACE)).isEqualTo(second(20));
    }

    @Test
    void anOrderlyStopMakesNoDifference() {
        mention(RACE, 0);
        mention(RACE, 3);
        mention(OTHER, 4);
        activity.writeExact();
        start();
        assertThat(last(RACE)).isEqualTo(second(3));
        assertThat(last(OTHER)).isEqualTo(second(4));
        int written = writes.size();
        activity.writeExact();
        assertThat(writes).as("nothing is written twice").hasSize(written);
    }

    @Test
    void whatCannotBeWrittenIsKnownNevertheless() {
        diskIsFull = true;
        assertThat(activity.record(event, Set.of(RACE), second(1)).succeeded()).isTrue();
        assertThat(last(RACE)).isEqualTo(second(1));
        diskIsFull = false;
        mention(RACE, 2);
        assertThat(writes).hasSize(1);
    }

    @Test
    void aClockThatIsSetBackDoesNotLeaveAMentionInTheFuture() {
        mention(RACE, 3600);
        mention(RACE, 0);
        assertThat(last(RACE)).isEqualTo(second(0));
    }

    @Test
    void anEventThatIsGoneAndARaceThatIsGoneAreForgotten() {
        mention(RACE, 0);
        mention(OTHER, 0);
        event = new EventState(
                event.meta(),
                event.classes(),
                event.participants(),
                event.courses(),
                Map.of(OTHER, event.races().get(OTHER)),
                event.results(),
                List.of(),
                List.of());
        assertThat(activity.silence(event).lastMentions()).containsOnlyKeys(OTHER);
        activity.remove(EVENT);
        assertThat(activity.silence(event).lastMentions()).isEmpty();
    }

    private void mention(RaceId race, int second) {
        assertThat(activity.record(event, Set.of(race), second(second)).succeeded())
                .isTrue();
    }

    /** The stream gives one rider another time. */
    private void news(int second) {
        EventState next = SampleStates.withStreamResult(event, RACE, new ParticipantId("P0.K1M_0"), 9000 + second);
        Map<ParticipantId, Result> rows = new HashMap<>(next.resultsOf(RACE));
        rows.computeIfPresent(
                new ParticipantId("P0.K1M_0"),
                (id, row) -> new Result(
                        row.raceId(),
                        row.participantId(),
                        row.listed(),
                        row.bib(),
                        row.startOrder(),
                        row.startTime(),
                        row.heatNr(),
                        row.exportReport(),
                        row.streamReport().withTimestamp(second(second)),
                        false,
                        true,
                        false));
        Map<RaceId, Map<ParticipantId, Result>> entries = new HashMap<>(next.results());
        entries.put(RACE, rows);
        event = next.withResults(entries);
        mention(RACE, second);
    }

    private Instant last(RaceId race) {
        return activity.silence(event).lastMentions().get(race);
    }

    private static Instant second(int second) {
        return START.plusSeconds(second);
    }

    /** A store that keeps only in which races the stream was active; it outlives the object that uses it. */
    private EventStore store() {
        return (EventStore) Proxy.newProxyInstance(
                EventStore.class.getClassLoader(),
                new Class<?>[] {EventStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "loadMentions" -> Future.succeededFuture(Map.copyOf(disk));
                    case "saveMentions" -> save((EventId) arguments[0], arguments[1]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @SuppressWarnings("unchecked")
    private Future<Void> save(EventId eventId, Object times) {
        if (diskIsFull) {
            return Future.failedFuture(new StorageException(StorageException.Reason.FULL, "is full"));
        }
        writes.add(Map.copyOf((Map<RaceId, Instant>) times));
        disk.computeIfAbsent(eventId, id -> new HashMap<>()).putAll((Map<RaceId, Instant>) times);
        return Future.succeededFuture();
    }
}
