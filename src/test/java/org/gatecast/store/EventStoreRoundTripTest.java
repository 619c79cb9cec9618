package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;

import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.gatecast.config.Settings;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.store.StoreKind.TestDatabase;
import org.gatecast.testing.PostgresCluster;

/** Any event that was saved is loaded unchanged after a restart. */
class EventStoreRoundTripTest {
    private static final Settings.Journal JOURNAL = Settings.defaults().journal();
    private static final EventId EVENT = new EventId("e");

    private static Vertx vertx;
    private static List<TestDatabase> databases;

    @BeforeContainer
    static void createDatabases() {
        vertx = Vertx.vertx();
        databases = Arrays.stream(StoreKind.values())
                .filter(kind -> kind != StoreKind.POSTGRESQL || PostgresCluster.isInstalled())
                .map(StoreKind::create)
                .toList();
    }

    @AfterContainer
    static void removeDatabases() {
        await(vertx.close());
        databases.forEach(TestDatabase::close);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void whatIsSavedComesBackAfterARestartAndADeletionLeavesNothing(
            @ForAll("first") EventState first, @ForAll("second") EventState second, @ForAll("third") EventState third) {
        databases.forEach(database -> check(database, first, second, third));
    }

    private static void check(TestDatabase database, EventState first, EventState second, EventState third) {
        EventStore store = database.open(vertx, JOURNAL);
        await(store.create(first, null));
        assertSame(await(store.loadAll()), first);
        await(store.save(StateDiff.between(first, second), ChangeSet.NOTHING, null, Field.absent()));
        await(store.close());

        store = database.open(vertx, JOURNAL);
        EventState loaded = await(store.loadAll()).get(0);
        assertSame(List.of(loaded), second);
        EventState resultsChanged = withResultsOfNextRows(second);
        await(store.save(StateDiff.between(loaded, resultsChanged), ChangeSet.NOTHING, null, Field.absent()));
        await(store.close());

        store = database.open(vertx, JOURNAL);
        loaded = await(store.loadAll()).get(0);
        assertSame(List.of(loaded), resultsChanged);
        await(store.save(StateDiff.between(loaded, third), ChangeSet.NOTHING, null, Field.absent()));
        await(store.close());

        store = database.open(vertx, JOURNAL);
        assertSame(await(store.loadAll()), third);
        assertThat(await(store.load(EVENT))).contains(third);
        await(store.delete(third.meta()));
        assertThat(database.tables())
                .allSatisfy(table -> assertThat(database.count(table)).isZero());
        await(store.close());
    }

    /** A later version in which each result has the values of the next one, and nothing else differs. */
    private static EventState withResultsOfNextRows(EventState state) {
        List<Result> rows = state.results().values().stream()
                .flatMap(race -> race.values().stream())
                .toList();
        Map<RaceId, Map<ParticipantId, Result>> results = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Result row = rows.get(i);
            Result next = rows.get((i + 1) % rows.size());
            results.computeIfAbsent(row.raceId(), race -> new LinkedHashMap<>())
                    .put(
                            row.participantId(),
                            new Result(
                                    row.raceId(),
                                    row.participantId(),
                                    next.listed(),
                                    next.bib(),
                                    next.startOrder(),
                                    next.startTime(),
                                    next.heatNr(),
                                    next.exportReport(),
                                    next.streamReport(),
                                    next.fromPrimary(),
                                    next.streamWins(),
                                    next.corrected()));
        }
        return state.withResults(results)
                .withMeta(state.meta().withVersion(state.meta().version() + 1));
    }

    @Provide
    Arbitrary<EventState> first() {
        return RandomEventStates.any(EVENT, 1);
    }

    @Provide
    Arbitrary<EventState> second() {
        return RandomEventStates.any(EVENT, 2);
    }

    @Provide
    Arbitrary<EventState> third() {
        return RandomEventStates.any(EVENT, 7);
    }

    private static void assertSame(List<EventState> loaded, EventState expected) {
        assertThat(loaded).containsExactly(expected);
        EventState actual = loaded.get(0);
        assertSameOrder(actual.classes(), expected.classes());
        assertSameOrder(actual.courses(), expected.courses());
        assertSameOrder(actual.races(), expected.races());
        assertSameOrder(actual.participants(), expected.participants());
        expected.results()
                .forEach((race, rows) -> assertSameOrder(actual.results().get(race), rows));
    }

    private static void assertSameOrder(Map<?, ?> actual, Map<?, ?> expected) {
        assertThat(List.copyOf(actual.keySet())).isEqualTo(List.copyOf(expected.keySet()));
    }
}
