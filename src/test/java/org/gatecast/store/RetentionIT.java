package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatecast.maintenance.MaintenanceCommand;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events that have been official for long enough are archived whole, and can be restored. */
class RetentionIT {
    private static final String RACE = "K1M_BR1";

    private final Path archives = Path.of("target", "archives-" + UUID.randomUUID());

    @RegisterExtension
    final TestServer server =
            TestServer.with("retention.archive-after-days", "30", "retention.archive-directory", archives.toString());

    @BeforeEach
    void race() {
        race("OLD").through("finished", "official");
        race("RUNNING");
    }

    @AfterEach
    void clearUp() throws IOException {
        for (Path file : files()) {
            Files.delete(file);
        }
        Files.deleteIfExists(archives);
    }

    @Test
    void anOldEventIsArchivedAndRestored() throws IOException {
        JsonNode table = server.api().results("OLD", RACE).body();
        JsonNode event = server.api().event("OLD").body();

        server.clock().advance(Duration.ofDays(29));
        server.restart();
        server.api().createEvent("WITNESS");
        assertThat(server.api().event("OLD").status()).isEqualTo(200);
        server.clock().advance(Duration.ofDays(2));
        awaitGone();

        assertThat(server.api().results("OLD", RACE).status()).isEqualTo(404);
        assertThat(server.api().get("/api/v1/events/OLD/stream").status()).isEqualTo(404);
        assertThat(server.api().event("RUNNING").status()).isEqualTo(200);
        assertThat(files()).hasSize(1);

        Path archive = files().get(0);
        assertThat(archive.getFileName().toString()).startsWith("OLD-").endsWith(".db");
        assertThat(restoreEvent(archive)).contains("Event OLD is back");
        awaitStatus(200);
        assertThat(server.api().results("OLD", RACE).body()).isEqualTo(table);
        assertThat(server.api().event("OLD").body()).isEqualTo(event);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> restoreEvent(archive))
                .withMessageContaining("There is an event OLD already");

        server.clock().advance(Duration.ofDays(29));
        server.restart();
        assertThat(server.api().event("OLD").body()).isEqualTo(event);
        server.clock().advance(Duration.ofDays(2));
        awaitGone();
        assertThat(files()).hasSize(2);
    }

    @Test
    void anEventThatCannotBeArchivedStaysUntilItCan() throws IOException {
        Files.writeString(archives, "in the way");
        server.clock().advance(Duration.ofDays(31));
        server.restart();
        assertThat(server.api().event("OLD").status()).isEqualTo(200);
        Files.delete(archives);
        server.clock().advance(Duration.ofHours(2));
        awaitGone();
        assertThat(files()).hasSize(1);
    }

    @Test
    void aClockJumpOfAnHourArchivesNothingAndStopsNothing() throws IOException {
        server.clock().advance(Duration.ofHours(1));
        server.clock().advance(Duration.ofHours(-1));
        server.restart();
        assertThat(server.api().event("OLD").status()).isEqualTo(200);
        server.clock().advance(Duration.ofDays(400));
        awaitGone();
        server.clock().advance(Duration.ofDays(-400));
        restoreEvent(files().get(0));
        awaitStatus(200);
        server.clock().advance(Duration.ofDays(31));
        awaitGone();
    }

    private void awaitGone() {
        awaitStatus(404);
    }

    private void awaitStatus(int status) {
        Await.until(
                "a read of the old event gets " + status,
                () -> server.api().event("OLD").status() == status);
    }

    private BoothClient race(String eventId) {
        BoothClient booth = server.api()
                .createEvent(eventId)
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        assertThat(booth.results(json(
                                "{'results': [{'raceId': '%s', 'bib': 2, 'time': 9000, 'pen': 50}]}".formatted(RACE)))
                        .status())
                .isEqualTo(200);
        return booth;
    }

    private String restoreEvent(Path archive) {
        return MaintenanceCommand.restoreEvents(archive.toAbsolutePath(), false)
                .run(server.databaseSettings(), server.clock());
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(archives)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(archives)) {
            return files.sorted().toList();
        }
    }
}
