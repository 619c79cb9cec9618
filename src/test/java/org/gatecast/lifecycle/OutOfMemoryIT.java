package org.gatecast.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatecast.ExitCode;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A heap that is too small, without the flag that ends the JVM at once. What is sent is never blamed for it, nothing
 * acknowledged is lost, and a process that has no memory left ends.
 */
class OutOfMemoryIT {
    /** So many events never fit. */
    private static final int MANY = 200;

    private static final String EVENTS = "/api/v1/admin/events";

    @TempDir
    private Path directory;

    @Test
    void exportsAreAcceptedOrRefusedForLackOfMemoryUntilTheProcessEnds() {
        List<String> taken = new ArrayList<>();
        List<ApiResponse> refused = new ArrayList<>();
        try (ServerProcess service = ServerProcess.startWithHeap(48, directory, environment())) {
            fill(new ApiClient(service.port()), taken, refused);
            assertThat(service.awaitExit()).isEqualTo(ExitCode.OUT_OF_MEMORY.code());
            assertThat(service.output()).anyMatch(line -> line.contains("ran out") || line.contains("exhausted"));
        }
        assertThat(taken).isNotEmpty();
        assertThat(refused).allMatch(response -> response.status() == 503);

        try (ServerProcess service = ServerProcess.start(directory, environment())) {
            ApiClient api = new ApiClient(service.port());
            List<String> filled = new ArrayList<>();
            api.get(EVENTS).body().path("events").forEach(event -> {
                if (event.path("hasXmlData").asBoolean()) {
                    filled.add(event.path("eventId").asText());
                }
            });
            assertThat(filled).containsAll(taken);
        }
    }

    /** Until nobody answers. */
    private static void fill(ApiClient api, List<String> taken, List<ApiResponse> refused) {
        String export = Recording.xml();
        try {
            for (int number = 0; number < MANY; number++) {
                String event = "E" + number;
                ApiResponse created =
                        api.post(EVENTS, json("{'eventId': '%1$s', 'mainTitle': '%1$s'}".formatted(event)));
                if (created.status() != 201) {
                    refused.add(created);
                    continue;
                }
                ApiResponse imported = new BoothClient(
                                api, event, created.body().path("apiKey").asText())
                        .importXml(export);
                if (imported.status() == 200) {
                    taken.add(event);
                } else {
                    refused.add(imported);
                }
            }
        } catch (UncheckedIOException gone) {
            return;
        }
        throw new AssertionError(MANY + " events fit");
    }

    private Map<String, String> environment() {
        return Map.of(
                "PORT", "0",
                "GATECAST_HTTP_HOST", "127.0.0.1",
                "DATABASE_PATH", directory.resolve("small.db").toString());
    }
}
