package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** After the process is killed, every acknowledged change is there, and no change is there in part. */
class CrashIT {
    /** All tables, and enough riders to be between them. */
    private static final List<Recording.Call> CALLS = Recording.calls().stream()
            .filter(call -> call.isResults() || call.millis() % 8 == 0)
            .toList();

    private final LocalDate today = LocalDate.now(Clock.systemUTC());

    /** Gets the calls that were acknowledged, and says what must be there. */
    @RegisterExtension
    final TestServer reference = TestServer.with();

    @TempDir
    private Path directory;

    /**
     * What the pusher knows at the end.
     *
     * @param acknowledged the calls that were, in order
     * @param open the call that was under way, which may or may not have arrived; {@code null} for none
     */
    private record Pushed(List<JsonNode> acknowledged, JsonNode open) {}

    @Test
    void everyAcknowledgedResultSurvivesAKill() {
        BoothClient booth;
        Pushed pushed;
        try (ServerProcess service = service()) {
            booth = new ApiClient(service.port())
                    .createEvent("RACE")
                    .imported(Recording.xml(today))
                    .through("startlist", "running");
            AtomicInteger acknowledged = new AtomicInteger();
            BoothClient pushing = booth;
            CompletableFuture<Pushed> push = CompletableFuture.supplyAsync(() -> push(pushing, acknowledged));
            Await.until("the replay is well under way", () -> acknowledged.get() >= 24 || push.isDone());
            assertThat(push).isNotDone();
            service.kill();
            pushed = push.join();
        }

        try (ServerProcess again = service()) {
            ApiClient api = new ApiClient(again.port());
            Map<String, JsonNode> found = tables(api);
            reference.clock().set(Clock.systemUTC().instant());
            BoothClient shouldBe = reference
                    .api()
                    .createEvent("RACE")
                    .imported(Recording.xml(today))
                    .through("startlist", "running");
            pushed.acknowledged.forEach(shouldBe::results);
            Map<String, JsonNode> without = tables(reference.api());
            shouldBe.results(pushed.open);
            Map<String, JsonNode> with = tables(reference.api());
            assertThat(found).isIn(without, with);

            BoothClient retrying = new BoothClient(api, "RACE", booth.apiKey());
            assertThat(retrying.results(pushed.open).status()).isEqualTo(200);
            assertThat(tables(api)).as("after the pusher's retry").isEqualTo(with);
            assertThat(again.stop()).as("exit code after SIGTERM").isIn(0, 143);
        }
    }

    private ServerProcess service() {
        return ServerProcess.start(
                directory,
                Map.of(
                        "PORT",
                        "0",
                        "GATECAST_HTTP_HOST",
                        "127.0.0.1",
                        "DATABASE_PATH",
                        directory.resolve("race.db").toString()));
    }

    /** The recorded tables over and over, each time a little slower, until nobody answers any more. */
    private static Pushed push(BoothClient booth, AtomicInteger count) {
        List<JsonNode> acknowledged = new ArrayList<>();
        for (int round = 0; ; round++) {
            for (Recording.Call call : CALLS) {
                JsonNode body = slower(call, round);
                try {
                    ApiResponse response = booth.push(new Recording.Call(call.millis(), call.path(), body));
                    assertThat(response.status()).as("%s", response).isEqualTo(200);
                } catch (UncheckedIOException killed) {
                    return new Pushed(acknowledged, call.isResults() ? body : json("{'results': []}"));
                }
                if (call.isResults()) {
                    acknowledged.add(body);
                    count.incrementAndGet();
                }
            }
        }
    }

    private static JsonNode slower(Recording.Call call, int hundredths) {
        JsonNode body = call.body().deepCopy();
        for (JsonNode row : body.path("results")) {
            for (String field : List.of("time", "total")) {
                if (row.path(field).isInt()) {
                    ((ObjectNode) row).put(field, row.get(field).asInt() + hundredths);
                }
            }
        }
        return body;
    }

    private static Map<String, JsonNode> tables(ApiClient api) {
        Map<String, JsonNode> tables = new LinkedHashMap<>();
        for (String race : api.raceIds("RACE")) {
            tables.put(race, api.results("RACE", race + "?detailed=true").body());
        }
        return tables;
    }
}
