package org.gatecast.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backups of an SQLite file are made, and put back, while the race goes on. */
class RestoreIT {
    private static final String RACE = "K1M_BR1";

    @RegisterExtension
    final TestServer server = TestServer.onSqlite("database.busy-timeout-millis", "200");

    @TempDir
    private Path directory;

    private BoothClient booth;

    @BeforeEach
    void race() {
        booth = server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        finishes(1, 9000);
    }

    @Test
    void theStateOfTheBackupIsRestoredAndSentAsFull() {
        SpectatorClient spectator = server.watch("TEST");
        JsonNode then = table();
        backup();
        server.api().createEvent("LATER");
        SpectatorClient other = later();
        finishes(2, 8000);
        spectator.await("the second rider's time", message -> message.toString().contains("8000"));
        String cursor = spectator.cursor();
        int before = spectator.messages().size();

        String report = restore();

        assertThat(report).contains("Restored 1 events", "previous database is kept as");
        assertThat(table()).isEqualTo(then);
        assertThat(server.api().event("LATER").status()).isEqualTo(404);
        assertThat(other.awaitClosed().code()).isEqualTo(1000);
        int heard = spectator.messages().size();
        spectator.awaitSince(
                before, "the restored state", message -> message.type().equals("full"));
        spectator.assertSameAsRest();
        try (SpectatorClient back = SpectatorClient.open(server.api(), "TEST", "?since=" + cursor)) {
            back.await("full, since its cursor tells of what has not happened", message -> message.type()
                    .equals("full"));
        }
        assertThat(finishes(3, 9500)).contains("\"changed\":1");
        spectator.awaitSince(
                heard, "news after the restore", message -> message.toString().contains("9500"));
        spectator.assertSameAsRest();
        server.restart();
        assertThat(table().toString()).contains("9000", "9500").doesNotContain("8000");
    }

    @Test
    void aBackupOfARunningRaceIsConsistent() {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> pushing = CompletableFuture.supplyAsync(() -> {
            int call = 0;
            while (!enough.get()) {
                call++;
                int time = 10_000 + call;
                booth.results(json("{'results': [%s, %s, %s]}".formatted(row(1, time), row(2, time), row(3, time))));
            }
            return call;
        });
        Await.until("the race is under way", () -> table().toString().contains("\"time\":100"));
        backup();
        enough.set(true);
        assertThat(pushing.join()).isPositive();

        restore();

        List<Integer> times = Stream.of(0, 1, 2)
                .map(place -> table().get("results").get(place).get("time").asInt())
                .distinct()
                .toList();
        assertThat(times).as("one call's rows").hasSize(1);
    }

    @Test
    void anInvalidBackupIsRefusedAndChangesNothing() throws IOException, SQLException {
        SpectatorClient spectator = server.watch("TEST");
        JsonNode then = table();
        Path damaged = Files.copy(backup(), directory.resolve("damaged.db"));
        try (RandomAccessFile raw = new RandomAccessFile(damaged.toFile(), "rw")) {
            for (long page = 20 * 4096L; page < raw.length(); page += 4096) {
                raw.seek(page);
                raw.write(new byte[64]);
            }
        }
        Path newer = Files.copy(file(), directory.resolve("newer.db"));
        execute(
                newer,
                "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                        + " execution_time, success) VALUES (99, '99', 'x', 'SQL', 'V99__x.sql', 'x', 1, 1)");
        Path foreign = directory.resolve("foreign.db");
        execute(foreign, "CREATE TABLE recipes (name TEXT)");
        Path text = Files.writeString(directory.resolve("diary.db"), "Dear diary, ".repeat(1000));

        assertRefused(damaged, Reason.CORRUPT, "damaged");
        assertRefused(newer, Reason.NEWER_VERSION, "newer version");
        assertRefused(foreign, Reason.FOREIGN, "another program");
        assertRefused(text, Reason.CORRUPT, "no SQLite database");
        assertRefused(directory.resolve("nowhere.db"), Reason.MISSING, "is not there");

        assertThat(table()).isEqualTo(then);
        assertThat(spectator.messages()).hasSize(1);
        assertThat(files()).noneMatch(name -> name.contains("incoming") || name.contains("before"));
        assertThat(finishes(2, 8000)).contains("\"changed\":1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TRIGGER later AFTER UPDATE ON results BEGIN DELETE FROM events; END | a trigger later",
                "CREATE VIEW spy AS SELECT * FROM event_keys | a view spy",
                "CREATE TABLE recipes (name TEXT) | a table recipes",
                "CREATE INDEX extra ON results (abs(bib)) | a index extra"
            })
    void aBackupWithForeignSchemaIsRefusedAndChangesNothing(String sql, String says) throws IOException, SQLException {
        JsonNode then = table();
        Path crafted = Files.copy(backup(), directory.resolve("crafted.db"));
        execute(crafted, sql);

        assertRefused(crafted, Reason.FOREIGN, says);
        server.api().deleteEvent("TEST");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> MaintenanceCommand.restoreEvents(crafted, false)
                        .run(server.databaseSettings(), Clock.systemUTC()))
                .withMessageContaining(says);
        assertThat(server.api().event("TEST").status()).isEqualTo(404);

        assertThat(files()).allMatch(name -> name.matches("test\\.db(-wal|-shm|\\.lock|\\.sock)?"));
        assertThat(restore()).contains("Restored 1 events");
        assertThat(table()).isEqualTo(then);
    }

    @Test
    void aDatabaseInUseIsNotReplaced() throws SQLException {
        backup();
        finishes(2, 8000);
        JsonNode then = table();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + server.database());
                Statement reading = other.createStatement()) {
            reading.execute("BEGIN");
            reading.executeQuery("SELECT count(*) FROM results").close();
            assertRefused(file(), Reason.LOCKED, "being read by another process");
            reading.execute("ROLLBACK");
        }
        assertThat(table()).isEqualTo(then);
        assertThat(finishes(3, 8100)).contains("\"changed\":1");
        restore();
        assertThat(table().toString()).doesNotContain("8000", "8100");
    }

    @Test
    void aDatabaseDamagedInServiceIsReplaced() throws IOException {
        backup();
        try (RandomAccessFile raw = new RandomAccessFile(server.database().toFile(), "rw")) {
            raw.setLength(Math.max(4096, raw.length() / 2));
            raw.seek(0);
            raw.write(new byte[4096]);
        }
        restore();
        assertThat(finishes(3, 9500)).contains("\"changed\":1");
        server.restart();
        assertThat(table().toString()).contains("9000", "9500");
    }

    @Test
    void theDatabaseOfAStoppedServiceIsReplaced() {
        backup();
        finishes(2, 8000);
        server.stop();
        assertThat(restore()).contains("Restored 1 events");
        server.start();
        assertThat(table().toString()).contains("9000").doesNotContain("8000");
    }

    @Test
    void aBackupNeverOverwritesAFile() throws IOException {
        Files.writeString(file(), "something dear");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::backup)
                .withMessageContaining("is a file")
                .satisfies(error -> assertThat(error.reason()).isEqualTo(Reason.REFUSED));
        assertThat(file()).hasContent("something dear");
    }

    private SpectatorClient later() {
        new BoothClient(server.api(), "LATER", key("LATER"))
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist");
        return server.watch("LATER");
    }

    private String key(String eventId) {
        for (JsonNode event : server.api().adminEvents().get("events")) {
            if (event.get("eventId").asText().equals(eventId)) {
                return event.get("apiKey").asText();
            }
        }
        throw new AssertionError("there is no event " + eventId);
    }

    private JsonNode table() {
        return server.api().results("TEST", RACE).body();
    }

    private String finishes(int bib, int time) {
        return booth.results(json("{'results': [%s]}".formatted(row(bib, time))))
                .body()
                .toString();
    }

    private static String row(int bib, int time) {
        return "{'raceId': '%s', 'bib': %d, 'time': %d, 'pen': 0}".formatted(RACE, bib, time);
    }

    private Path file() {
        return directory.resolve("backup.db");
    }

    private Path backup() {
        MaintenanceCommand.backup(file()).run(server.databaseSettings(), Clock.systemUTC());
        return file();
    }

    private String restore() {
        return MaintenanceCommand.restore(file()).run(server.databaseSettings(), Clock.systemUTC());
    }

    private void assertRefused(Path backup, Reason reason, String says) {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> MaintenanceCommand.restore(backup).run(server.databaseSettings(), Clock.systemUTC()))
                .withMessageContaining(says)
                .satisfies(error -> assertThat(error.reason()).isEqualTo(reason));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(server.database().getParent())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void execute(Path database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
