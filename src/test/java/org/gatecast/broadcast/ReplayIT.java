package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded race, as fast as its calls are acknowledged, with spectators who must miss nothing. */
class ReplayIT {
    private static final List<Recording.Call> CALLS = Recording.calls();

    @RegisterExtension
    final TestServer server = TestServer.with();

    @Test
    void aSpectatorOfTheWholeRecordingEndsWithTheStateOfRest() {
        BoothClient booth = running("RACE");
        SpectatorClient spectator = server.watch("RACE");

        CALLS.forEach(call -> push(booth, call));
        Await.until("the last riders are told of", () -> spectator
                .oncourse()
                .equals(server.api().oncourse("RACE").body().get("oncourse")));
        booth.through("finished");
        spectator.awaitStatus("finished");

        spectator.assertSameAsRest();
        assertThat(spectator.redundant()).as("rows and lists told twice").isZero();
        assertThat(spectator.messages().stream()
                        .filter(message -> message.type().equals("full")))
                .hasSize(1);
        assertThat(spectator.messages()).anyMatch(message -> message.data().has("results"));
        assertThat(spectator.messages()).anyMatch(message -> message.data().has("oncourse"));
    }

    @Test
    void theSpectatorShowsTheStateOfRestAfterEveryPushedTable() {
        BoothClient booth = running("RACE");
        SpectatorClient spectator = server.watch("RACE");

        CALLS.stream().filter(Recording.Call::isResults).forEach(call -> {
            push(booth, call);
            for (String raceId : server.api().raceIds("RACE")) {
                List<JsonNode> shouldBe = rows(raceId);
                Await.until(
                        "the spectator shows " + raceId + " as REST does",
                        () -> spectator.rows(raceId).equals(shouldBe));
            }
        });
        assertThat(spectator.redundant()).isZero();
    }

    @Test
    void aTablePushedAgainSendsNothing() {
        BoothClient booth = running("RACE");
        SpectatorClient spectator = server.watch("RACE");
        CALLS.stream().filter(Recording.Call::isResults).forEach(call -> {
            push(booth, call);
            String cursor = cursorOfANewcomer();
            ApiResponse again = push(booth, call);
            assertThat(again.body().get("changed").asInt()).isZero();
            assertThat(cursorOfANewcomer()).isEqualTo(cursor);
        });
        booth.through("finished");
        spectator.awaitStatus("finished");
        assertThat(spectator.redundant()).isZero();
    }

    /** Somebody comes or goes, on average, at every fifth call, and every now and then an export changes everything. */
    @ParameterizedTest
    @ValueSource(longs = {20261121, 4242})
    void spectatorsWhoConnectAtAnyMomentEndWithTheStateOfRest(long seed) {
        BoothClient booth = running("RACE");
        Random random = new Random(seed);
        List<CompletableFuture<SpectatorClient>> inside = new ArrayList<>();
        String export = Recording.xml(server.clock().today());

        for (Recording.Call call : CALLS) {
            if (random.nextInt(12) == 0) {
                inside.add(CompletableFuture.supplyAsync(() -> server.watch("RACE")));
            }
            if (!inside.isEmpty() && random.nextInt(16) == 0) {
                inside.remove(random.nextInt(inside.size())).thenAccept(SpectatorClient::close);
            }
            if (random.nextInt(160) == 0) {
                booth.imported(export.replace("KK North Weir", "KK Weir " + random.nextInt(100)));
            }
            push(booth, call);
        }
        List<SpectatorClient> watchers =
                inside.stream().map(CompletableFuture::join).toList();
        JsonNode riders = server.api().oncourse("RACE").body().get("oncourse");
        Await.until("the last riders are told of everywhere", () -> watchers.stream()
                .allMatch(spectator -> spectator.oncourse().equals(riders)));
        booth.through("finished");
        assertThat(watchers).hasSizeGreaterThan(3).allSatisfy(spectator -> {
            spectator.awaitStatus("finished");
            spectator.assertSameAsRest();
        });
    }

    @Test
    void twoEventsWithTheSameRacesStayApart() {
        BoothClient one = running("ONE");
        BoothClient two = server.api()
                .createEvent("TWO")
                .imported(Recording.xml(server.clock().today()).replace("<FamilyName>", "<FamilyName>TWO "))
                .through("startlist", "running");
        SpectatorClient watcherOfOne = server.watch("ONE");
        SpectatorClient watcherOfTwo = server.watch("TWO");

        CompletableFuture<Void> other =
                CompletableFuture.runAsync(() -> CALLS.forEach(call -> push(two, marked(call))));
        CALLS.forEach(call -> push(one, call));
        other.join();
        one.through("finished");
        two.through("finished");
        watcherOfOne.awaitStatus("finished");
        watcherOfTwo.awaitStatus("finished");

        watcherOfOne.assertSameAsRest();
        watcherOfTwo.assertSameAsRest();
        assertThat(names(watcherOfOne)).isNotEmpty().noneMatch(name -> name.startsWith("TWO "));
        assertThat(names(watcherOfTwo)).isNotEmpty().allMatch(name -> name.startsWith("TWO "));
        for (String race : server.api().raceIds("TWO")) {
            assertThat(server.api().results("TWO", race).body().findValuesAsText("name"))
                    .allMatch(name -> name.startsWith("TWO "));
            assertThat(server.api().results("ONE", race).body().findValuesAsText("name"))
                    .noneMatch(name -> name.startsWith("TWO "));
        }
    }

    private BoothClient running(String eventId) {
        return server.api()
                .createEvent(eventId)
                .imported(Recording.xml(server.clock().today()))
                .through("startlist", "running");
    }

    private List<JsonNode> rows(String raceId) {
        List<JsonNode> rows = new ArrayList<>();
        server.api().results("RACE", raceId).body().get("results").forEach(rows::add);
        return rows;
    }

    private static ApiResponse push(BoothClient booth, Recording.Call call) {
        ApiResponse response = booth.push(call);
        assertThat(response.status())
                .as("%s at %d ms: %s", call.path(), call.millis(), response)
                .isEqualTo(200);
        return response;
    }

    /** The call as the booth of the other event would send it. */
    private static Recording.Call marked(Recording.Call call) {
        JsonNode body = ApiClient.parse(call.body().toString().replace("\"name\":\"", "\"name\":\"TWO "));
        return new Recording.Call(call.millis(), call.path(), body);
    }

    /** Every rider's name that was told in rows and lists. */
    private static List<String> names(SpectatorClient spectator) {
        return spectator.messages().stream()
                .filter(message -> message.type().equals("diff"))
                .flatMap(message -> message.data().findValuesAsText("name").stream())
                .toList();
    }

    private String cursorOfANewcomer() {
        try (SpectatorClient newcomer = SpectatorClient.connect(server.api(), "RACE")) {
            return newcomer.cursor();
        }
    }
}
