package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.PostgresCluster;
import org.gatecast.testing.ProcessSignal;
import org.gatecast.testing.ServerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service on PostgreSQL as an operator runs it: killed, started twice, given a wrong password. */
class PostgresProcessIT {
    @TempDir
    private Path directory;

    private String database;

    @BeforeEach
    void createDatabase() {
        database = PostgresCluster.shared().newEmptyDatabase();
    }

    @AfterEach
    void dropDatabase() {
        if (database != null) {
            PostgresCluster.shared().drop(database);
        }
    }

    @Test
    void whatWasAcknowledgedBeforeAKillIsThereAndTheDatabaseIsFreeAtOnce() {
        ApiClient api;
        BoothClient booth;
        try (ServerProcess service = start()) {
            api = new ApiClient(service.port());
            booth = api.createEvent("RACE")
                    .imported(ExportXml.small(LocalDate.now(ZoneOffset.UTC)).toString())
                    .through("startlist", "running");
            assertThat(booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 0}]}"))
                            .status())
                    .isEqualTo(200);
            service.kill();
        }
        try (ServerProcess service = start()) {
            ApiClient again = new ApiClient(service.port());
            assertThat(again.results("RACE", "K1M_BR1").body().toString()).contains("9000");
            assertThat(service.stop()).isZero();
        }
    }

    @Test
    void twoServicesServeTheSameEventsAndOneIsKilled() {
        try (ServerProcess first = start();
                ServerProcess second = startAfter(first)) {
            BoothClient booth = new ApiClient(first.port())
                    .createEvent("RACE")
                    .imported(ExportXml.small(LocalDate.now(ZoneOffset.UTC)).toString())
                    .through("startlist", "running");
            first.kill();
            ApiClient api = new ApiClient(second.port());
            Await.until(
                    "the second follows",
                    () -> api.event("RACE").body().toString().contains("\"status\":\"running\""));
            BoothClient again = new BoothClient(api, "RACE", booth.apiKey());
            assertThat(again.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 0}]}"))
                            .status())
                    .isEqualTo(200);
            assertThat(api.results("RACE", "K1M_BR1").body().toString()).contains("9000");
        }
    }

    @Test
    void aServiceThatWasHeldUpFollowsAndWritesAgain() throws IOException, InterruptedException {
        try (ServerProcess first = start();
                ServerProcess second = startAfter(first)) {
            BoothClient booth = new ApiClient(first.port())
                    .createEvent("RACE")
                    .imported(ExportXml.small(LocalDate.now(ZoneOffset.UTC)).toString())
                    .through("startlist", "running");
            ApiClient other = new ApiClient(second.port());
            Await.until(
                    "the second follows",
                    () -> other.event("RACE").body().toString().contains("\"status\":\"running\""));
            ProcessSignal.send("STOP", second.pid());
            // PostgreSQL ends sessions of a client that holds a transaction open and says nothing.
            PostgresCluster.shared()
                    .execute(
                            database,
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND pid <> pg_backend_pid()");
            Await.until(
                    "the first commits", () -> booth.results(finish(1, 9_000)).status() == 200);
            ProcessSignal.send("CONT", second.pid());
            BoothClient again = new BoothClient(other, "RACE", booth.apiKey());
            Await.until(
                    "the second commits", () -> again.results(finish(2, 9_100)).status() == 200);
            for (ServerProcess service : List.of(first, second)) {
                ApiClient api = new ApiClient(service.port());
                Await.until("both results are there", () -> {
                    String rows = api.results("RACE", "K1M_BR1").body().toString();
                    return rows.contains("9000") && rows.contains("9100");
                });
            }
        }
    }

    private static JsonNode finish(int bib, int time) {
        return json("{'results': [{'raceId': 'K1M_BR1', 'bib': " + bib + ", 'time': " + time + ", 'pen': 0}]}");
    }

    @Test
    void aDetailedLogHasNoPassword() {
        try (ServerProcess service = start()) {
            assertThat(new ApiClient(service.port()).createEvent("RACE").eventId())
                    .isEqualTo("RACE");
            assertThat(service.stop()).isZero();
            assertThat(String.join("\n", service.output()) + String.join("\n", service.errors()))
                    .contains("events opened")
                    .doesNotContain("p+w", "p%2Bw", "w%3A");
        }
    }

    @Test
    void aBackupDoesNotTakeTheDatabasesPlace() {
        try (ServerProcess command = ServerProcess.start(directory, environment(), "restore", "x.db")) {
            assertThat(command.awaitExit()).isEqualTo(18);
            assertThat(String.join("\n", command.errors())).contains("restore-event --replace", "pg_restore");
        }
    }

    @Test
    void commandsCopyEventsFromAServiceToAnEmptyDatabase() {
        String other = PostgresCluster.shared().newEmptyDatabase();
        try (ServerProcess service = start()) {
            new ApiClient(service.port()).createEvent("RACE");
            assertThat(output("backup-event", "RACE", "race.db")).contains("holds the event RACE", "checked");
        }
        database = swapped(other);
        assertThat(output("restore-event", "race.db")).contains("Event RACE is back");
        try (ServerProcess service = start()) {
            assertThat(new ApiClient(service.port()).adminEvents().toString()).contains("RACE");
        }
    }

    private String swapped(String other) {
        PostgresCluster.shared().drop(database);
        return other;
    }

    private String output(String... arguments) {
        try (ServerProcess command = ServerProcess.start(directory, environment(), arguments)) {
            assertThat(command.awaitExit()).as("%s", command.errors()).isZero();
            return String.join("\n", command.output());
        }
    }

    private ServerProcess startAfter(ServerProcess first) {
        assertThat(first.port()).isPositive();
        return start();
    }

    private ServerProcess start() {
        return ServerProcess.start(directory, environment());
    }

    private Map<String, String> environment() {
        return Map.of(
                "PORT",
                "0",
                "GATECAST_HTTP_HOST",
                "127.0.0.1",
                "LOG_LEVEL",
                "DEBUG",
                "GATECAST_DATABASE_BUSY_TIMEOUT_MILLIS",
                "1000",
                "DATABASE_URL",
                PostgresCluster.shared().url(database));
    }
}
