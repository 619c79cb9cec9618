package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.ForeignDatabaseLock;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A disk that takes ten seconds for a commit: reads and riders continue, and every call gets a response. */
class StalledCommitIT {
    private static final String RACE = "K1M_BR1";

    @RegisterExtension
    final TestServer server = TestServer.onSqlite("database.busy-timeout-millis", "30000");

    @Test
    void ridersAndReadsContinueAndEveryCallGetsAResponseInTime() {
        byte[] image = {1, 2, 3};
        BoothClient booth = server.api()
                .createEvent(json(("{'eventId': 'TEST', 'mainTitle': 'Test', 'imageData': 'data:image/png;base64,"
                        + Base64.getEncoder().encodeToString(pngOf(image)) + "'}")))
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        SpectatorClient spectator = server.watch("TEST");
        // From now on the calls on course have nothing to write, so that none of them waits before the stalled call.
        assertThat(onCourse(booth, 0).status()).isEqualTo(200);
        assertThat(finishes(booth, 2, 9500).status()).isEqualTo(200);
        ForeignDatabaseLock.holdDuring(server.database(), () -> {
            CompletableFuture<ApiResponse> stalled = CompletableFuture.supplyAsync(() -> finishes(booth, 1, 9000));
            CompletableFuture<ApiResponse> behind = CompletableFuture.supplyAsync(() -> {
                stalled.copy()
                        .orTimeout(3, TimeUnit.SECONDS)
                        .exceptionally(late -> null)
                        .join();
                return finishes(booth, 2, 9100);
            });
            for (int clock = 1; !behind.isDone(); clock++) {
                int time = clock;
                assertThat(onCourse(booth, time).status()).isEqualTo(200);
                spectator.await(
                        "the rider's clock",
                        message -> message.data()
                                        .path("oncourse")
                                        .path(0)
                                        .path("time")
                                        .asInt()
                                == time);
                assertThat(server.api().results("TEST", RACE).status()).isEqualTo(200);
                assertThat(server.api().get("/api/v1/events/TEST/image").status())
                        .isEqualTo(200);
            }
            RefusalCheck.assertRefusal(stalled.join(), 503, "Unavailable", "may yet be saved; send it again");
            RefusalCheck.assertRefusal(behind.join(), 503, "Unavailable", "Nothing was changed; try again");
            assertThat(table().toString()).doesNotContain("9000", "9100");
        });

        spectator.await(
                "the stalled call, which was saved",
                message -> message.data().toString().contains("9000"));
        assertThat(finishes(booth, 1, 9000).body()).isEqualTo(json("{'updated': 1, 'changed': 0}"));
        assertThat(table().toString()).as("what was withdrawn").doesNotContain("9100");
        assertThat(finishes(booth, 2, 9100).body()).isEqualTo(json("{'updated': 1, 'changed': 1}"));
        spectator.await(
                "the repeated call", message -> message.data().toString().contains("9100"));
        spectator.assertSameAsRest();
        JsonNode journal = server.api()
                .get("/api/v1/admin/events/TEST/ingests", "X-API-Key", booth.apiKey())
                .body();
        assertThat(journal.findValuesAsText("message")).anyMatch(message -> message.contains("may yet be saved"));
    }

    private static ApiResponse onCourse(BoothClient booth, int time) {
        return booth.oncourse(json(
                "{'oncourse': [{'participantId': '3.K1M', 'raceId': 'K1M_BR1', 'bib': 3, 'time': " + time + "}]}"));
    }

    private static byte[] pngOf(byte[] rest) {
        byte[] png = new byte[8 + rest.length];
        System.arraycopy(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, 0, png, 0, 8);
        System.arraycopy(rest, 0, png, 8, rest.length);
        return png;
    }

    private ApiResponse finishes(BoothClient booth, int bib, int time) {
        return booth.results(
                json("{'results': [{'raceId': '%s', 'bib': %d, 'time': %d, 'pen': 0}]}".formatted(RACE, bib, time)));
    }

    private JsonNode table() {
        return server.api().results("TEST", RACE).body();
    }
}
