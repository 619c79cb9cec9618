package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;
import static org.gatecast.store.StoreFutures.awaitTrouble;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.store.EventArchives;
import org.gatecast.store.EventStore;
import org.gatecast.store.SampleStates;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.testing.PostgresCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The archives of one database that several services use. */
class PostgresArchivesTest {
    private static final Instant OFFICIAL = Instant.parse("2026-06-20T10:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final List<EventState> written = new ArrayList<>();
    private PostgresCluster cluster;
    private String name;
    private EventStore store;
    private EventArchives archives;

    @BeforeEach
    void open() {
        cluster = PostgresCluster.shared();
        name = cluster.newDatabase();
        Settings.Database settings =
                SettingsLoader.load(Map.of("database.url", cluster.url(name))).database();
        store = await(
                PostgresEventStore.open(vertx, settings, Settings.defaults().journal(), (event, directory) -> {
                    written.add(event.state());
                    return Future.succeededFuture(directory.resolve("event.db"));
                }));
        archives = store.archives().orElseThrow();
    }

    @AfterEach
    void close() {
        if (store != null) {
            await(store.close());
        }
        await(vertx.close());
        if (name != null) {
            cluster.drop(name);
        }
    }

    @Test
    void oneServiceArchivesAtATime() throws SQLException {
        List<String> runs = new ArrayList<>();
        try (Connection other = cluster.connect(name);
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + PostgresArchives.LOCK + ")");
            await(archives.exclusively(() -> run(runs, "beside another")));
        }
        await(archives.exclusively(
                () -> run(runs, "alone").compose(done -> archives.exclusively(() -> run(runs, "beside itself")))));
        await(archives.exclusively(() -> run(runs, "again")));
        assertThat(runs).containsExactly("alone", "again");
    }

    private static Future<Void> run(List<String> runs, String run) {
        runs.add(run);
        return Future.succeededFuture();
    }

    @Test
    void theDaysCountFromTheLaterOfOfficialAndRestored() {
        EventState event = official();
        await(store.create(event, null));
        assertThat(await(archives.officialSinceBefore(OFFICIAL))).isEmpty();
        assertThat(await(archives.officialSinceBefore(OFFICIAL.plusMillis(1))))
                .containsExactly(event.meta().eventId());
        cluster.execute(name, "UPDATE events SET restored_at = status_changed_at + 1000");
        assertThat(await(archives.officialSinceBefore(OFFICIAL.plusMillis(1000))))
                .isEmpty();
        assertThat(await(archives.officialSinceBefore(OFFICIAL.plusMillis(1001))))
                .hasSize(1);
    }

    @Test
    void anEventThatWasReplacedMeanwhileIsNotArchived() {
        EventState event = official();
        await(store.create(event, null));
        Path directory = Path.of("archives");
        assertThat(await(archives.archive(event.meta(), directory))).isEqualTo(directory.resolve("event.db"));
        assertThat(written).containsExactly(event);
        cluster.execute(name, "UPDATE events SET generation = 'another'");
        assertThat(awaitTrouble(archives.archive(event.meta(), directory)).reason())
                .isEqualTo(Reason.STALE);
        assertThat(written).hasSize(1);
    }

    private static EventState official() {
        EventState draft = SampleStates.draft("e1");
        return draft.withMeta(draft.meta().withStatus(EventStatus.OFFICIAL, OFFICIAL));
    }
}
