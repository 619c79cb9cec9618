package org.gatecast.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.gatecast.maintenance.MaintenanceCommand;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database file is deleted, moved or replaced while the service runs: no call is acknowledged that would be
 * lost.
 */
class LostDatabaseIT {
    private static final String RACE = "K1M_BR1";

    @RegisterExtension
    final TestServer server = TestServer.onSqlite("management.enabled", "true");

    @TempDir
    private Path directory;

    private BoothClient booth;

    @BeforeEach
    void race() {
        booth = server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        assertThat(finishes(1, 9000).status()).isEqualTo(200);
    }

    @Test
    void callsAreRefusedWhileTheFileIsMovedAway() throws IOException {
        SpectatorClient spectator = server.watch("TEST");
        Path elsewhere = server.database().resolveSibling("elsewhere.db");
        Files.move(server.database(), elsewhere);

        assertTakesNothing("was deleted or moved away");
        assertThat(spectator.isOpen()).isTrue();
        assertThat(Files.exists(server.database()))
                .as("an empty database in its place")
                .isFalse();

        Files.move(elsewhere, server.database());
        Await.until("it is ready again", () -> ready().status() == 200);
        assertThat(finishes(2, 8000).status()).isEqualTo(200);
        spectator.await("the second rider's time", message -> message.toString().contains("8000"));
        server.restart();
        assertThat(table().toString()).contains("9000", "8000");
    }

    @Test
    void callsAreRefusedAfterTheFileIsReplaced() throws IOException {
        Path backup = backup();
        Path elsewhere = server.database().resolveSibling("elsewhere.db");
        Files.move(server.database(), elsewhere);
        Files.copy(backup, server.database());

        assertTakesNothing("was replaced by another file");

        Files.delete(server.database());
        Files.move(elsewhere, server.database());
        assertThat(finishes(2, 8000).status()).isEqualTo(200);
    }

    @Test
    void aDeletedDatabaseCanBeRestored() throws IOException {
        Path backup = backup();
        Files.delete(server.database());
        assertTakesNothing("was deleted or moved away");

        MaintenanceCommand.restore(backup).run(server.databaseSettings(), Clock.systemUTC());

        assertThat(finishes(2, 8000).status()).isEqualTo(200);
        server.restart();
        assertThat(table().toString()).contains("9000", "8000");
    }

    @Test
    void aRestoreIsNotTakenForALoss() {
        Path backup = backup();
        for (int time = 8000; time < 8003; time++) {
            MaintenanceCommand.restore(backup).run(server.databaseSettings(), Clock.systemUTC());
            assertThat(finishes(2, time).status()).isEqualTo(200);
            assertThat(ready().status()).isEqualTo(200);
        }
    }

    @Test
    void aDeletedLogIsReportedAndItsContentIsSavedAtTheStop() throws IOException {
        Files.delete(server.database().resolveSibling("test.db-wal"));
        assertTakesNothing("lost its log");
        server.restart();
        assertThat(table().toString()).contains("9000");
        booth = new BoothClient(server.api(), "TEST", booth.apiKey());
        assertThat(finishes(2, 8000).status()).isEqualTo(200);
    }

    private void assertTakesNothing(String text) {
        JsonNode then = table();
        for (ApiResponse response : new ApiResponse[] {
            finishes(3, 7000),
            finishes(1, 9000),
            booth.importXml(ExportXml.small(server.clock().today()).toString()),
            booth.configure(json("{'mergeStrategy': 'xml'}")),
            booth.status("finished"),
            server.api().post("/api/v1/admin/events", json("{'eventId': 'NEW', 'mainTitle': 'New'}"))
        }) {
            assertThat(response.status()).as("%s", response).isEqualTo(503);
            assertThat(response.error()).isEqualTo("Unavailable");
        }
        assertThat(ready().status()).isEqualTo(503);
        assertThat(ready().body().at("/checks/database").asText()).contains(text);
        assertThat(server.api().get("/health").status()).isEqualTo(200);
        assertThat(table()).isEqualTo(then);
    }

    private ApiResponse ready() {
        return RawHttpClient.sendBytes(server.managementPort(), "GET /ready HTTP/1.1\r\nHost: ops\r\n\r\n");
    }

    private ApiResponse finishes(int bib, int time) {
        return booth.results(
                json("{'results': [{'raceId': '%s', 'bib': %d, 'time': %d, 'pen': 0}]}".formatted(RACE, bib, time)));
    }

    private JsonNode table() {
        return server.api().results("TEST", RACE).body();
    }

    private Path backup() {
        Path backup = directory.resolve("backup.db");
        MaintenanceCommand.backup(backup).run(server.databaseSettings(), Clock.systemUTC());
        return backup;
    }
}
