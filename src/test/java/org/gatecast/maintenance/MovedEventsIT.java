package org.gatecast.maintenance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.gatecast.model.EventId;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Recording;
import org.gatecast.testing.RestState;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events move between SQLite and PostgreSQL while services serve them. */
class MovedEventsIT {
    private static final String EVENT = "RACE";
    private static final String ADDRESS = "/api/v1/admin/events/" + EVENT;
    private static final String RESULT = "{'results': [{'raceId': '%s', 'bib': %d, 'time': %d, 'pen': 0}]}";
    private static final String IMAGE =
            Base64.getEncoder().encodeToString("\u0089PNG\r\n\u001a\n".getBytes(ISO_8859_1));

    @TempDir
    private Path directory;

    private enum Direction {
        TO_POSTGRESQL,
        TO_SQLITE;

        TestServer source() {
            return serving(this == TO_SQLITE);
        }

        TestServer target() {
            return serving(this == TO_POSTGRESQL);
        }

        private static TestServer serving(boolean postgres) {
            TestServer server = postgres ? TestServer.onPostgres() : TestServer.onSqlite();
            return server.start();
        }
    }

    /** What callers see of an event. */
    private record Seen(RestState rest, ApiResponse image, JsonNode keys, JsonNode config, List<JsonNode> journal) {
        static Seen by(BoothClient booth) {
            String[] key = {"X-API-Key", booth.apiKey()};
            JsonNode keys = booth.api().get(ADDRESS + "/keys", key).body();
            // Each service counts from its own start.
            keys.get("keys").forEach(each -> ((ObjectNode) each).remove("lastIngestAt"));
            JsonNode journal = booth.api().get(ADDRESS + "/ingests", key).body();
            return new Seen(
                    RestState.read(booth.api(), EVENT),
                    booth.api().get("/api/v1/events/" + EVENT + "/image"),
                    keys,
                    booth.config().body(),
                    StreamSupport.stream(journal.get("ingests").spliterator(), false)
                            .filter(entry -> entry.get("durable").asBoolean())
                            .toList());
        }

        void assertSameAs(Seen before) {
            assertThat(rest).isEqualTo(before.rest);
            assertThat(image.status()).isEqualTo(200);
            assertThat(image.bytes()).isEqualTo(before.image.bytes());
            assertThat(keys).isEqualTo(before.keys);
            assertThat(config).isEqualTo(before.config);
            assertThat(journal).hasSizeGreaterThan(2).isEqualTo(before.journal);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventMovesWithAllThatBelongsToIt(Direction direction) {
        BoothClient booth;
        Seen before;
        try (TestServer source = direction.source()) {
            booth = recordedRace(source);
            source.api().createEvent("OTHER");
            before = Seen.by(booth);
            assertThat(run(source, MaintenanceCommand.backupEvent(new EventId(EVENT), file())))
                    .contains("holds the event RACE", "checked");
            assertThat(booth.config().status()).isEqualTo(200);
        }
        try (TestServer target = direction.target()) {
            target.api().createEvent("NEIGHBOUR");
            assertThat(run(target, MaintenanceCommand.restoreEvents(file(), false)))
                    .contains("Event RACE is back");
            awaitEvent(target);
            BoothClient again = new BoothClient(target.api(), EVENT, booth.apiKey());
            Seen.by(again).assertSameAs(before);
            assertThat(target.api().event("OTHER").status()).isEqualTo(404);

            SpectatorClient spectator = target.watch(EVENT);
            assertThat(again.results(json(RESULT.formatted(Recording.RACE, 1, 7777)))
                            .status())
                    .isEqualTo(200);
            spectator.await("the next result", message -> message.toString().contains("7777"));
            spectator.assertSameAsRest();
            RestState later = RestState.read(target.api(), EVENT);
            target.restart();
            assertThat(RestState.read(target.api(), EVENT)).isEqualTo(later);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEventOfTheSameIdIsReplacedOnlyOnDemand(Direction direction) {
        RestState moved;
        try (TestServer source = direction.source()) {
            moved = RestState.read(recordedRace(source).api(), EVENT);
            run(source, MaintenanceCommand.backupEvent(new EventId(EVENT), file()));
        }
        try (TestServer target = direction.target()) {
            BoothClient own = smallRace(target, EVENT);
            SpectatorClient spectator = target.watch(EVENT);
            String cursor = spectator.cursor();
            RestState before = RestState.read(target.api(), EVENT);

            assertRefused(target, file(), Reason.REFUSED, "There is an event RACE already");
            assertThat(RestState.read(target.api(), EVENT)).isEqualTo(before);
            assertThat(own.config().status()).isEqualTo(200);
            assertThat(spectator.messages()).hasSize(1);

            run(target, MaintenanceCommand.restoreEvents(file(), true));
            spectator.awaitSince(
                    1, "the replaced event", message -> message.type().equals("full"));
            spectator.assertSameAsRest();
            assertThat(RestState.read(target.api(), EVENT)).isEqualTo(moved);
            assertThat(own.config().status()).isEqualTo(401);
            try (SpectatorClient back = SpectatorClient.open(target.api(), EVENT, "?since=" + cursor)) {
                back.await("full, since the cursor is of the event that was there", message -> message.type()
                        .equals("full"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBackupMovesAllEventsOrNone(Direction direction) {
        RestState moved;
        try (TestServer source = direction.source()) {
            moved = RestState.read(recordedRace(source).api(), EVENT);
            smallRace(source, "SMALL");
            assertThat(run(source, MaintenanceCommand.backup(file()))).contains("the 2 events");
        }
        try (TestServer target = direction.target()) {
            smallRace(target, "SMALL");
            assertRefused(target, file(), Reason.REFUSED, "There is an event SMALL already");
            assertThat(target.api().deleteEvent("SMALL").status()).isEqualTo(200);
            assertThat(target.api().event(EVENT).status()).isEqualTo(404);

            assertThat(run(target, MaintenanceCommand.restoreEvents(file(), false)))
                    .contains("2 events are back", "RACE, SMALL");
            awaitEvent(target);
            assertThat(RestState.read(target.api(), EVENT)).isEqualTo(moved);
            assertThat(target.api().results("SMALL", "K1M_BR1").body().toString())
                    .contains("9000");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsDamagedOrForeignChangesNothing(Direction direction) throws IOException, SQLException {
        try (TestServer source = direction.source()) {
            recordedRace(source);
            run(source, MaintenanceCommand.backup(file()));
            assertRefused(() -> run(source, MaintenanceCommand.backup(file())), Reason.REFUSED, "is a file", "already");
            assertRefused(
                    () -> run(
                            source, MaintenanceCommand.backupEvent(new EventId("NONE"), directory.resolve("none.db"))),
                    Reason.REFUSED,
                    "does not hold the event NONE");
            assertThat(directory.resolve("none.db")).doesNotExist();
        }
        try (TestServer target = direction.target()) {
            smallRace(target, "SMALL");
            for (double part : new double[] {0.01, 0.5, 0.9, 0.999}) {
                assertRefused(target, truncated(part), Reason.CORRUPT, "damaged");
            }
            assertRefused(target, overwritten(), Reason.CORRUPT, "damaged");
            Path foreign = Files.copy(file(), directory.resolve("foreign.db"));
            execute(foreign, "CREATE TRIGGER later AFTER UPDATE ON results BEGIN DELETE FROM events; END");
            assertRefused(target, foreign, Reason.FOREIGN, "a trigger later");
            Path empty = Files.copy(file(), directory.resolve("empty.db"));
            execute(empty, "PRAGMA foreign_keys = ON", "DELETE FROM events");
            assertRefused(target, empty, Reason.FOREIGN, "holds no event");
            assertRefused(target, directory.resolve("nowhere.db"), Reason.MISSING, "is not there");

            target.restart();
            assertThat(target.api().event(EVENT).status()).isEqualTo(404);
            assertThat(target.api().results("SMALL", "K1M_BR1").body().toString())
                    .contains("9000");
        }
    }

    /** Rows that no service would have written fail in the middle of the transaction. */
    @Test
    void anEventThatCannotBeReadUndoesTheOnesBeforeIt() throws SQLException {
        try (TestServer source = TestServer.onSqlite().start()) {
            smallRace(source, "FIRST");
            smallRace(source, "SECOND");
            run(source, MaintenanceCommand.backup(file()));
        }
        execute(file(), "UPDATE results SET xml_gates = 'x' WHERE event = (SELECT max(id) FROM events)");
        try (TestServer target = TestServer.onPostgres().start()) {
            assertRefused(target, file(), Reason.REFUSED, "cannot be used");
            target.restart();
            assertThat(target.api().adminEvents().toString()).doesNotContain("FIRST", "SECOND");
        }
    }

    private Path file() {
        return directory.resolve("moved.db");
    }

    private static BoothClient recordedRace(TestServer server) {
        BoothClient booth = server.api()
                .createEvent(EVENT)
                .imported(Recording.xml(server.clock().today()))
                .through("startlist", "running");
        ApiResponse image =
                server.api().patch(ADDRESS, json("{'imageData': '" + IMAGE + "'}"), "X-API-Key", booth.apiKey());
        assertThat(image.status()).isEqualTo(200);
        Recording.tables().stream().limit(40).forEach(booth::push);
        booth.configure(json("{'mergeStrategy': 'latest'}"));
        return booth;
    }

    private static BoothClient smallRace(TestServer server, String eventId) {
        BoothClient booth = server.api()
                .createEvent(eventId)
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        assertThat(booth.results(json(RESULT.formatted("K1M_BR1", 1, 9000))).status())
                .isEqualTo(200);
        return booth;
    }

    private static void awaitEvent(TestServer server) {
        Await.until("the service has the event", () -> server.api().event(EVENT).status() == 200);
    }

    private static String run(TestServer server, MaintenanceCommand command) {
        return command.run(server.databaseSettings(), server.clock());
    }

    private static void assertRefused(TestServer server, Path file, Reason reason, String says) {
        assertRefused(() -> run(server, MaintenanceCommand.restoreEvents(file, false)), reason, says);
    }

    private static void assertRefused(Runnable command, Reason reason, String... says) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(command::run)
                .satisfies(error -> assertThat(error.getMessage()).contains(says))
                .satisfies(error -> assertThat(error.reason()).isEqualTo(reason));
    }

    private Path truncated(double part) throws IOException {
        Path truncated = directory.resolve("truncated-" + part + ".db");
        Files.copy(file(), truncated);
        try (FileChannel channel = FileChannel.open(truncated, StandardOpenOption.WRITE)) {
            channel.truncate(Math.max(1, (long) (channel.size() * part)));
        }
        return truncated;
    }

    private Path overwritten() throws IOException {
        Path overwritten = Files.copy(file(), directory.resolve("overwritten.db"));
        try (RandomAccessFile raw = new RandomAccessFile(overwritten.toFile(), "rw")) {
            for (long page = 20 * 4096L; page < raw.length(); page += 4096) {
                raw.seek(page);
                raw.write(new byte[64]);
            }
        }
        return overwritten;
    }

    private static void execute(Path database, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
