package org.gatecast.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The calls that each status accepts, and the transitions between them (contract section 2). */
class EventStatusIT {
    /** The way to each state, in order. */
    private static final Map<String, List<String>> WAYS = Map.of(
            "draft", List.of(),
            "startlist", List.of("startlist"),
            "running", List.of("startlist", "running"),
            "finished", List.of("startlist", "running", "finished"),
            "official", List.of("startlist", "running", "finished", "official"));

    private static final List<String> STATES = List.of("draft", "startlist", "running", "finished", "official");

    private static final Map<String, List<String>> NEXT = Map.of(
            "draft", List.of("startlist"),
            "startlist", List.of("running", "draft"),
            "running", List.of("finished"),
            "finished", List.of("official", "running"),
            "official", List.of());

    private static final Map<String, Set<String>> LETS_IN = Map.of(
            "draft", Set.of("xml", "config"),
            "startlist", Set.of("xml", "config"),
            "running", Set.of("xml", "oncourse", "results", "config"),
            "finished", Set.of("xml", "results", "config"),
            "official", Set.of());

    private static final JsonNode ROWS =
            json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 0, 'total': 9000}]}");
    private static final JsonNode RIDERS = json("{'oncourse': [{'raceId': 'K1M_BR1', 'bib': 1, 'participantId':"
            + " '1.K1M', 'position': 1, 'time': 1000}]}");

    @RegisterExtension
    static final TestServer server = TestServer.with();

    static Stream<String> states() {
        return STATES.stream();
    }

    @ParameterizedTest
    @MethodSource("states")
    void eachStatusAcceptsExactlyItsCalls(String state) {
        RefusalCheck refusals = new RefusalCheck(server.api());
        BoothClient booth = eventIn(state);
        Map<String, Function<BoothClient, ApiResponse>> calls = Map.of(
                "xml",
                        b -> b.importXml(ExportXml.small(server.clock().today())
                                .rider("K1M", 4, "DOGWOOD", "Dan", "ZS")
                                .toString()),
                "results", b -> b.results(ROWS),
                "oncourse", b -> b.oncourse(RIDERS),
                "config", b -> b.configure(json("{'displayMode': 'detailed', 'mergeStrategy': 'latest'}")));
        for (Map.Entry<String, Function<BoothClient, ApiResponse>> call : calls.entrySet()) {
            if (LETS_IN.get(state).contains(call.getKey())) {
                ApiResponse response = call.getValue().apply(booth);
                assertThat(response.status())
                        .as("%s in %s: %s", call.getKey(), state, response)
                        .isEqualTo(200);
            } else {
                refusals.assertRefused(
                        403, "Forbidden", state, () -> call.getValue().apply(booth));
            }
        }
        assertThat(server.api().deleteEvent(booth.eventId()).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("states")
    void eachStatusHasExactlyItsTransitions(String state) {
        RefusalCheck refusals = new RefusalCheck(server.api());
        for (String requested : STATES) {
            BoothClient booth = eventIn(state);
            List<String> through = ahead(state, requested);
            if (NEXT.get(state).contains(requested) || !through.isEmpty()) {
                ApiResponse response = booth.status(requested);
                assertThat(response.status()).isEqualTo(200);
                ObjectNode expected = (ObjectNode)
                        json("{'eventId': '%s', 'previousStatus': '%s', 'status': '%s', 'statusChangedAt': '%s'}"
                                .formatted(
                                        booth.eventId(),
                                        state,
                                        requested,
                                        server.clock().instant()));
                if (!through.isEmpty()) {
                    expected.set("through", ApiClient.MAPPER.valueToTree(through));
                }
                assertThat(response.body()).isEqualTo(expected);
            } else {
                ApiResponse refused =
                        refusals.assertRefused(400, "InvalidTransition", state, () -> booth.status(requested));
                assertThat(refused.body().get("currentStatus").asText()).isEqualTo(state);
                assertThat(refused.body().get("requestedStatus").asText()).isEqualTo(requested);
                assertThat(refused.body().get("validTransitions"))
                        .isEqualTo(ApiClient.MAPPER.valueToTree(NEXT.get(state)));
            }
            server.api().deleteEvent(booth.eventId());
        }
    }

    /** The states between, of a request for one that is not next. */
    private static List<String> ahead(String state, String requested) {
        int from = STATES.indexOf(state) + 1;
        int to = STATES.indexOf(requested);
        return to > from ? STATES.subList(from, to) : List.of();
    }

    /** The pusher asks with every message for the state it derives from the races, until it gets it. */
    @Test
    void thePushersAutomaticModeSucceedsOnceAndIsThenRefused() {
        RefusalCheck refusals = new RefusalCheck(server.api());
        BoothClient booth = eventIn("draft");
        assertThat(booth.status("running").body().get("through")).isEqualTo(json("['startlist']"));
        for (int message = 0; message < 20; message++) {
            assertThat(booth.oncourse(RIDERS).status()).isEqualTo(200);
            RefusalCheck.assertRefusal(booth.status("running"), 400, "InvalidTransition", "is running already");
        }
        assertThat(booth.results(ROWS).status()).isEqualTo(200);
        assertThat(booth.status("official").body().get("through")).isEqualTo(json("['finished']"));
        for (String asked : List.of("official", "running", "finished", "draft")) {
            refusals.assertRefused(400, "InvalidTransition", "official", () -> booth.status(asked));
        }
        server.api().deleteEvent(booth.eventId());
    }

    private static BoothClient eventIn(String state) {
        BoothClient booth = server.api()
                .createEvent("IN." + state)
                .imported(ExportXml.small(server.clock().today()).toString());
        return booth.through(WAYS.get(state).toArray(String[]::new));
    }
}
