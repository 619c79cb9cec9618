package org.gatecast.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.sqlite.StoreFutures.await;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
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
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.store.RandomEventStates;
import org.gatecast.testing.TemporaryDirectory;

/** Any event that was saved is loaded unchanged after a restart. */
class EventStoreRoundTripTest {
    private static final Settings.Journal JOURNAL = Settings.defaults().journal();
    private static final EventId EVENT = new EventId("e");

    private static Vertx vertx;
    private static TemporaryDirectory directory;
    private static Path file;

    @BeforeContainer
    static void makeDirectory() {
        vertx = Vertx.vertx();
        directory = TemporaryDirectory.create("gatecast");
        file = directory.path().resolve("events.db");
    }

    @AfterContainer
    static void removeDirectory() {
        await(vertx.close());
        directory.close();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void whatIsSavedComesBackAfterARestartAndADeletionLeavesNothing(
            @ForAll("first") EventState first, @ForAll("second") EventState second, @ForAll("third") EventState third) {
        SqliteEventStore store = open();
        await(store.create(first, null));
        assertSame(await(store.loadAll()), first);
        await(store.save(StateDiff.between(first, second), null, Field.absent()));
        await(store.close());

        store = open();
        EventState loaded = await(store.loadAll()).get(0);
        assertSame(List.of(loaded), second);
        await(store.save(StateDiff.between(loaded, third), null, Field.absent()));
        await(store.close());

        SqliteDatabase database = await(SqliteDatabase.open(vertx, file, Duration.ofSeconds(5)));
        store = new SqliteEventStore(vertx, database, JOURNAL);
        assertSame(await(store.loadAll()), third);
        assertThat(await(database.query("PRAGMA foreign_key_check", Tuple.tuple(), RowReader::text)))
                .isEmpty();
        assertThat(await(store.delete(EVENT))).isTrue();
        assertThat(rowsLeft(database)).isZero();
        await(store.close());
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

    private static SqliteEventStore open() {
        return new SqliteEventStore(vertx, await(SqliteDatabase.open(vertx, file, Duration.ofSeconds(5))), JOURNAL);
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

    private static long rowsLeft(SqliteDatabase database) {
        return SqliteRows.tables(database).stream()
                .mapToLong(table -> SqliteRows.count(database, table))
                .sum();
    }
}
