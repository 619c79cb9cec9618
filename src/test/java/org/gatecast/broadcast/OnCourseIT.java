package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.ForeignDatabaseLock;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Riders on course: they are sent at once but not too often, and removed when they are no longer reported (contract
 * section 3).
 */
class OnCourseIT {

    @Nested
    class WithAnIntervalOfSeconds {
        private static final int INTERVAL_MILLIS = 3_000;

        @RegisterExtension
        final TestServer server =
                TestServer.with("spectators.oncourse-interval-millis", Integer.toString(INTERVAL_MILLIS));

        @Test
        void afterAQuietMomentARiderIsToldAtOnceAndInABusyOneTheNewestLast() {
            BoothClient booth = running(server);
            SpectatorClient spectator = server.watch("TEST");
            long start = System.nanoTime();
            booth.oncourse(riders(rider(1, 1, 100)));
            SpectatorClient.ReceivedMessage first = spectator.await("the first rider", OnCourseIT::isOnCourse);
            assertThat(first.atNanos() - start).isLessThan(INTERVAL_MILLIS * 1_000_000L);
            assertThat(first.data().at("/oncourse/0/time").asInt()).isEqualTo(100);

            for (int time = 101; time <= 120; time++) {
                booth.oncourse(riders(rider(1, 1, time)));
            }
            Await.until(
                    "the newest is told",
                    () -> spectator.oncourse().at("/0/time").asInt() == 120);
            List<SpectatorClient.ReceivedMessage> expected =
                    spectator.messages().stream().filter(OnCourseIT::isOnCourse).toList();
            long lasted = (expected.get(expected.size() - 1).atNanos() - start) / 1_000_000;
            assertThat(expected.size()).isLessThanOrEqualTo((int) (lasted / INTERVAL_MILLIS) + 1);
            assertThat(server.api().oncourse("TEST").body().get("oncourse")).isEqualTo(spectator.oncourse());
        }
    }

    @Nested
    class WithTheDefaultInterval {
        private static final int INTERVAL_MILLIS = 250;

        @RegisterExtension
        final TestServer server = TestServer.with();

        @Test
        void aBusyStreamIsToldAtMostOncePerInterval() {
            BoothClient booth = running(server);
            SpectatorClient spectator = server.watch("TEST");
            long start = System.nanoTime();
            int time = 0;
            while (System.nanoTime() - start < 4L * INTERVAL_MILLIS * 1_000_000) {
                booth.oncourse(riders(rider(1 + time % 3, 1, time)));
                time++;
            }
            JsonNode last = server.api().oncourse("TEST").body().get("oncourse");
            Await.until("the newest is told", () -> spectator.oncourse().equals(last));
            List<SpectatorClient.ReceivedMessage> expected =
                    spectator.messages().stream().filter(OnCourseIT::isOnCourse).toList();
            long lasted = (expected.get(expected.size() - 1).atNanos() - start) / 1_000_000;
            assertThat(expected).hasSizeBetween(3, (int) (lasted / INTERVAL_MILLIS) + 1);
            assertThat(spectator.redundant()).isZero();
        }

        @Test
        void theListIsInOrderOfPosition() {
            BoothClient booth = running(server);
            ObjectNode nowhere = rider(3, 0, 1);
            nowhere.remove("position");
            assertThat(booth.oncourse(riders(nowhere, rider(1, 2, 1), rider(2, 1, 1)))
                            .body())
                    .isEqualTo(json("{'active': 3}"));
            assertThat(bibs(server.api().oncourse("TEST").body().get("oncourse")))
                    .containsExactly(2, 1, 3);
            booth.oncourse(riders(rider(1, 1, 2), rider(2, 2, 2)));
            assertThat(bibs(server.api().oncourse("TEST").body().get("oncourse")))
                    .containsExactly(1, 2, 3);
        }

        @Test
        void aRiderWhoHasFinishedIsCompleted() {
            BoothClient booth = running(server);
            SpectatorClient spectator = server.watch("TEST");
            booth.oncourse(riders(rider(1, 1, 1)));
            booth.oncourse(riders(rider(1, 1, 2).put("dtFinish", "09:02:00.000")));
            Await.until(
                    "the finish is told",
                    () -> spectator.oncourse().at("/0/completed").asBoolean());
            assertThat(spectator
                            .await("the start", OnCourseIT::isOnCourse)
                            .data()
                            .at("/oncourse/0/completed")
                            .asBoolean())
                    .isFalse();
        }

        @Test
        void theRiderOfATelevisionClockIsMarkedAndNobodyElseHasTheField() {
            BoothClient booth = running(server);
            SpectatorClient spectator = server.watch("TEST");
            booth.oncourse(riders(rider(1, 1, 1).put("tvClock", "odd"), rider(2, 2, 1)));
            Await.until("both are told", () -> bibs(spectator.oncourse()).equals(List.of(1, 2)));
            assertThat(spectator.oncourse().at("/0/tvClock").asText()).isEqualTo("odd");
            assertThat(spectator.oncourse().get(1).has("tvClock")).isFalse();
            assertThat(server.api().oncourse("TEST").body().get("oncourse")).isEqualTo(spectator.oncourse());

            booth.oncourse(riders(rider(1, 1, 1), rider(2, 2, 1).put("tvClock", "even")));
            Await.until(
                    "another rider is told",
                    () -> spectator.oncourse().at("/1/tvClock").asText().equals("even"));
            assertThat(spectator.oncourse().get(0).has("tvClock")).isFalse();
        }

        @Test
        void othersDoNotChangeARiderOfThePrimarySource() {
            BoothClient booth = running(server);
            SpectatorClient spectator = server.watch("TEST");
            JsonNode ofPrimary = ((ObjectNode) riders(rider(1, 1, 500))).put("primary", true);
            assertThat(booth.oncourse(ofPrimary).body()).isEqualTo(json("{'active': 1}"));
            assertThat(booth.oncourse(riders(rider(1, 1, 400), rider(2, 2, 400)))
                            .body())
                    .isEqualTo(json("{'active': 2}"));

            Await.until("both are told", () -> bibs(spectator.oncourse()).equals(List.of(1, 2)));
            assertThat(spectator.oncourse().at("/0/time").asInt()).isEqualTo(500);
        }

        @Test
        void ridersOfWhomTheExportKnowsNothingAreSkipped() {
            BoothClient booth = running(server);
            SpectatorClient spectator = server.watch("TEST");
            ApiResponse response =
                    booth.oncourse(riders(rider(99, 1, 1), rider(1, 1, 1).put("raceId", "NO_SUCH"), rider(2, 2, 1)));
            assertThat(response.body())
                    .isEqualTo(json("{'active': 1, 'skipped': [{'index': 0, 'reason':"
                            + " 'unknownRider'}, {'index': 1, 'reason': 'unknownRace'}]}"));
            spectator.await("a rider", OnCourseIT::isOnCourse);
            assertThat(bibs(spectator.oncourse())).containsExactly(2);
        }

        @Test
        void aCallThatSaysNothingNewIsNotTold() {
            BoothClient booth = running(server);
            SpectatorClient spectator = server.watch("TEST");
            booth.oncourse(riders(rider(1, 1, 1)));
            spectator.await("the rider", OnCourseIT::isOnCourse);
            String cursor = spectator.cursor();
            for (int i = 0; i < 20; i++) {
                assertThat(booth.oncourse(riders(rider(1, 1, 1))).body()).isEqualTo(json("{'active': 1}"));
            }
            booth.oncourse(riders(rider(1, 1, 2)));
            spectator.await(
                    "what is new",
                    message -> message.data().at("/oncourse/0/time").asInt() == 2);
            assertThat(spectator.messages().stream().filter(OnCourseIT::isOnCourse))
                    .hasSize(2);
            assertThat(spectator.cursor()).as("on-course is not durable").isEqualTo(cursor);
        }

        @Test
        void whoComesLaterSeesTheRidersInTheFirstMessage() {
            BoothClient booth = running(server);
            booth.oncourse(riders(rider(1, 1, 1), rider(2, 2, 1)));
            assertThat(bibs(server.watch("TEST").messages().get(0).data().get("oncourse")))
                    .containsExactly(1, 2);
        }

        @Test
        void anImportLeavesTheRidersOnTheWater() {
            BoothClient booth = running(server);
            booth.oncourse(riders(rider(1, 1, 1)));
            SpectatorClient spectator = server.watch("TEST");
            int received = spectator.messages().size();
            booth.imported(ExportXml.small(server.clock().today())
                    .result("K1M_BR1", "K1M", 1, 90_000, 0)
                    .toString());
            spectator.awaitSince(
                    received, "the export", message -> message.type().equals("full"));
            assertThat(bibs(spectator.oncourse())).containsExactly(1);
        }

        /** The import cannot commit, and so is not answered, while another process holds the database. */
        @Test
        void anImportThatWaitsForTheDiskDelaysNoRider() {
            BoothClient booth = running(server);
            SpectatorClient spectator = server.watch("TEST");
            List<CompletableFuture<ApiResponse>> waiting = new ArrayList<>();
            ForeignDatabaseLock.holdDuring(server.database(), () -> {
                waiting.add(CompletableFuture.supplyAsync(() -> booth.importXml(
                        ExportXml.big(server.clock().today(), 50).toString())));
                waiting.add(CompletableFuture.supplyAsync(() ->
                        booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 0}]}"))));
                for (int time = 1; time <= 3; time++) {
                    int now = time;
                    booth.oncourse(riders(rider(1, 1, now)));
                    spectator.await(
                            "the clock at " + now,
                            message -> message.data().at("/oncourse/0/time").asInt() == now);
                }
                assertThat(waiting).noneMatch(CompletableFuture::isDone);
            });
            assertThat(waiting)
                    .allSatisfy(call -> assertThat(call.join().status()).isEqualTo(200));
        }

        @Test
        void largeImportsOneAfterTheOtherDelayNoRider() {
            BoothClient booth = running(server);
            SpectatorClient spectator = server.watch("TEST");
            List<String> exports = List.of(big(3_000), big(2_999));
            CompletableFuture<Void> importing = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 6; i++) {
                    booth.imported(exports.get(i % 2));
                }
            });
            int toldWhileImporting = 0;
            for (int time = 1; !importing.isDone(); time++) {
                int now = time;
                booth.oncourse(riders(rider(1, 1, now)));
                Await.until(
                        "the clock at " + now,
                        () -> spectator.oncourse().at("/0/time").asInt() == now);
                toldWhileImporting++;
            }
            importing.join();
            assertThat(toldWhileImporting).isPositive();
        }

        private String big(int riders) {
            return ExportXml.big(server.clock().today(), riders)
                    .race("K1M_BR1", "K1M", "BR1")
                    .start("K1M_BR1", "K1M", 1)
                    .toString();
        }
    }

    @Nested
    class WithAShortExpiry {
        @RegisterExtension
        final TestServer server = TestServer.with("spectators.oncourse-expiry-millis", "700");

        @Test
        void whoIsNoLongerReportedLeavesAndSpectatorsAreToldThen() {
            BoothClient booth = running(server);
            SpectatorClient spectator = server.watch("TEST");
            long start = System.nanoTime();
            booth.oncourse(riders(rider(1, 1, 1)));
            spectator.await("the rider", OnCourseIT::isOnCourse);
            SpectatorClient.ReceivedMessage empty = spectator.await(
                    "an empty water",
                    message -> isOnCourse(message)
                            && message.data().get("oncourse").isEmpty());
            assertThat(empty.atNanos() - start).isGreaterThanOrEqualTo(700_000_000L);
            assertThat(server.api().oncourse("TEST").body().get("oncourse")).isEmpty();
        }

        @Test
        void whoIsReportedStaysWhileTheOtherLeaves() {
            BoothClient booth = running(server);
            SpectatorClient spectator = server.watch("TEST");
            booth.oncourse(riders(rider(1, 1, 1), rider(2, 2, 1)));
            int time = 1;
            while (spectator.messages().stream()
                    .noneMatch(message -> isOnCourse(message)
                            && bibs(message.data().get("oncourse")).equals(List.of(1)))) {
                time++;
                assertThat(booth.oncourse(riders(rider(1, 1, time)))
                                .body()
                                .get("active")
                                .asInt())
                        .isPositive();
            }
            assertThat(spectator.messages())
                    .noneMatch(message -> isOnCourse(message)
                            && bibs(message.data().get("oncourse")).equals(List.of(2)));
        }

        @Test
        void aRestartEmptiesTheWater() {
            BoothClient booth = running(server);
            booth.oncourse(riders(rider(1, 1, 1)));
            server.restart();
            assertThat(server.api().oncourse("TEST").body()).isEqualTo(json("{'oncourse': []}"));
        }
    }

    private static BoothClient running(TestServer server) {
        return server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
    }

    private static boolean isOnCourse(SpectatorClient.ReceivedMessage message) {
        return message.type().equals("diff") && message.data().has("oncourse");
    }

    private static ObjectNode rider(int bib, int position, int time) {
        return (ObjectNode) json(("{'participantId': '%1$d.K1M', 'raceId': 'K1M_BR1', 'bib': %1$d, 'position': %2$d,"
                        + " 'gates': [0, null, null], 'time': %3$d}")
                .formatted(bib, position, time));
    }

    private static JsonNode riders(JsonNode... riders) {
        ArrayNode list = ApiClient.MAPPER.createArrayNode().addAll(List.of(riders));
        return ApiClient.MAPPER.createObjectNode().set("oncourse", list);
    }

    private static List<Integer> bibs(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(rider -> rider.get("bib").asInt())
                .toList();
    }
}
