package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten XML bombs of the greatest allowed length at once, in a process of 256 MB: all are refused, and other clients
 * are served.
 */
class XmlBombsIT {
    private static final int LENGTH = 10_000_000;
    private static final List<String> BOMBS = List.of(
            "<!DOCTYPE a [<!ENTITY b \"" + "b".repeat(1000) + "\">]><a>" + "&b;".repeat(LENGTH / 3 - 500) + "</a>",
            "<a>".repeat(LENGTH / 3),
            "<Canoe123Data>" + "<a/>".repeat(LENGTH / 4 - 10),
            "<Canoe123Data><Events><Title>" + "x".repeat(LENGTH - 100),
            "<a " + "b='' ".repeat(LENGTH / 5 - 10));

    @Test
    void tenXmlBombsAtOnceAreRefusedAndOthersAreServed(@TempDir Path directory) {
        Map<String, String> environment = Map.of(
                "PORT",
                "0",
                "DATABASE_PATH",
                directory.resolve("bombs.db").toString(),
                "GATECAST_HTTP_HOST",
                "127.0.0.1");
        ExecutorService pushers = Executors.newFixedThreadPool(10);
        try (ServerProcess service = ServerProcess.start(directory, environment)) {
            ApiClient api = new ApiClient(service.port());
            BoothClient booth = api.createEvent("E");
            booth.imported(ExportXml.small(LocalDate.now(java.time.ZoneOffset.UTC))
                            .toString())
                    .through("startlist", "running");
            List<CompletableFuture<ApiResponse>> responses = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String bomb = BOMBS.get(i % BOMBS.size());
                responses.add(CompletableFuture.supplyAsync(() -> booth.importXml(bomb), pushers));
            }
            CompletableFuture<?> all = CompletableFuture.allOf(responses.toArray(CompletableFuture[]::new));
            do {
                assertThat(api.event("E").status()).isEqualTo(200);
                assertThat(booth.results(json("{'results': []}")).status()).isEqualTo(200);
            } while (!all.isDone());
            assertThat(responses)
                    .allSatisfy(response -> assertThat(response.join().status()).isIn(400, 413, 503));
            assertThat(responses).anyMatch(response -> response.join().status() == 400);
            assertThat(String.join("\n", service.output()) + String.join("\n", service.errors()))
                    .doesNotContain("OutOfMemory", "ERROR");
        } finally {
            pushers.shutdownNow();
        }
    }
}
