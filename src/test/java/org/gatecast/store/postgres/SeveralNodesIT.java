package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.PostgresCluster;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.SpectatorClient.ReceivedMessage;
import org.gatecast.testing.SpectatorRequest;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes on one database: what one commits, all show, with the same cursors. */
class SeveralNodesIT {
    private static final String RACE = "K1M_BR1";

    @Nested
    class WithDoorbells {
        @RegisterExtension
        @Order(1)
        final TestServer a = TestServer.onPostgres();

        @RegisterExtension
        @Order(2)
        final TestServer b = TestServer.beside(a);

        @RegisterExtension
        @Order(3)
        final TestServer c = TestServer.beside(a);

        @Test
        void whatOneNodeCommitsReachesTheOthersSpectatorsAsTheSameMessage() {
            BoothClient booth = race(a, b, c);
            List<SpectatorClient> spectators = List.of(a.watch("TEST"), b.watch("TEST"), c.watch("TEST"));
            for (int i = 0; i < 8; i++) {
                assertThat(finishes(booth, 1 + i % 3, 9_000 - i).status()).isEqualTo(200);
                String now = cursorOf(a);
                for (SpectatorClient spectator : spectators) {
                    Await.until("the commit is seen", () -> spectator.cursor().equals(now));
                }
            }
            assertThat(diffs(spectators.get(1))).isEqualTo(diffs(spectators.get(0)));
            assertThat(diffs(spectators.get(2))).isEqualTo(diffs(spectators.get(0)));
            spectators.forEach(SpectatorClient::assertSameAsRest);
        }

        @Test
        void anImportIsAFullOnEveryNode() {
            BoothClient booth = race(a, b, c);
            SpectatorClient here = a.watch("TEST");
            SpectatorClient there = b.watch("TEST");
            booth.imported(ExportXml.small(a.clock().today())
                    .result(RACE, "K1M", 1, 90_000, 0)
                    .toString());
            ReceivedMessage full = here.awaitSince(1, "the import", SeveralNodesIT::isFull);
            assertThat(there.awaitSince(1, "the import", SeveralNodesIT::isFull).message())
                    .isEqualTo(full.message());
            there.assertSameAsRest();
        }

        @Test
        void aSpectatorResumesOnAnotherNodeByDiff() {
            BoothClient booth = race(a, b, c);
            SpectatorClient left = a.watch("TEST");
            String since = left.cursor();
            left.close();
            // A change that the spectators of the other nodes do not see is no gap in their history.
            booth.configure(json("{'mergeStrategy': 'latest'}"));
            finishes(booth, 1, 9_000);
            finishes(booth, 2, 9_100);
            String now = cursorOf(a);
            for (TestServer node : List.of(b, c)) {
                Await.until("it has followed", () -> cursorOf(node).equals(now));
                assertThat(resume(node, since)).as("what was missed").isEqualTo(resume(a, since));
                assertThat(resume(node, since).get(0).get("type").asText()).isEqualTo("diff");
            }
        }

        @Test
        void aSpectatorResumesByDiffOnANodeThatHasJustStarted() {
            BoothClient booth = race(a, b, c);
            SpectatorClient left = a.watch("TEST");
            String since = left.cursor();
            left.close();
            finishes(booth, 1, 9_000);
            finishes(booth, 2, 9_100);
            c.restart();
            assertThat(resume(c, since)).isEqualTo(resume(a, since));
            assertThat(resume(c, since).get(0).get("type").asText()).isEqualTo("diff");
        }

        @Test
        void twoBoothsThroughTwoNodesLoseNothing() {
            BoothClient booth = race(a, b, c);
            List<SpectatorClient> spectators = List.of(a.watch("TEST"), b.watch("TEST"), c.watch("TEST"));
            int calls = 30;
            CompletableFuture<Void> one = CompletableFuture.runAsync(() -> pushes(booth, 1, calls));
            CompletableFuture<Void> two = CompletableFuture.runAsync(() -> pushes(at(b, booth), 2, calls));
            one.join();
            two.join();
            String now = text("SELECT generation || '-' || version FROM events");
            for (SpectatorClient spectator : spectators) {
                Await.until("the last commit is seen", () -> spectator.cursor().equals(now));
                spectator.assertSameAsRest();
                assertThat(spectator.row(RACE, 1).toString()).contains(String.valueOf(9_000 + calls));
                assertThat(spectator.row(RACE, 2).toString()).contains(String.valueOf(9_000 + calls));
            }
            assertThat(number("SELECT count(*) FROM ingest_calls WHERE source = 'results'"))
                    .isEqualTo(2L * calls);
            assertThat(number("SELECT count(*) FROM changes")).isEqualTo(number("SELECT version - 1 FROM events"));
        }

        @Test
        void aPrimarySourceOfOneNodeHoldsItsRowsAgainstOthersOfAnotherNode() {
            BoothClient booth = race(a, b, c);
            List.of(a, b).forEach(node -> node.clock().advance(Duration.ofMinutes(5)));
            String rows = "{'primary': true, 'results': [{'raceId': '" + RACE + "', 'bib': 1, 'time': %d, 'pen': 0}]}";
            // Node b hears of each commit, and by then of the source that made the commit before.
            for (int i = 1; i <= 3; i++) {
                assertThat(booth.results(json(rows.formatted(9_000 + i))).status())
                        .isEqualTo(200);
            }
            Await.until(
                    "the last time is known at the other node",
                    () -> b.api().results("TEST", RACE).body().toString().contains("9003"));

            assertThat(finishes(at(b, booth), 1, 8_000).body().get("changed").asInt())
                    .isZero();
            b.clock().advance(Duration.ofSeconds(31));
            assertThat(finishes(at(b, booth), 1, 7_000).body().get("changed").asInt())
                    .isEqualTo(1);
        }

        @Test
        void anEventThatAnotherNodeCreatesChangesAndDeletesIsFollowed() {
            BoothClient booth = race(a, b, c);
            SpectatorClient spectator = b.watch("TEST");
            booth.through("finished");
            spectator.awaitStatus("finished");
            assertThat(a.api().deleteEvent("TEST").status()).isEqualTo(200);
            assertThat(spectator.awaitClosed().reason()).isNotEmpty();
            for (TestServer node : List.of(b, c)) {
                Await.until("it is gone", () -> node.api().event("TEST").status() == 404);
                assertThat(finishes(at(node, booth), 1, 9_000).status()).isEqualTo(401);
            }
            race(c, a, b);
            b.watch("TEST").assertSameAsRest();
        }

        @Test
        void aKeyThatAnotherNodeHasRevokedChangesNothingAndANewOneWorks() {
            BoothClient booth = race(a, b, c);
            ApiResponse replaced = a.api()
                    .post("/api/v1/admin/events/TEST/key", json("{'graceHours': 0}"), "X-API-Key", booth.apiKey());
            assertThat(replaced.status()).as(replaced.toString()).isIn(200, 201);
            BoothClient renewed = new BoothClient(
                    b.api(), "TEST", replaced.body().get("apiKey").asText());
            Await.until("the new key works", () -> finishes(renewed, 1, 9_000).status() == 200);
            assertThat(finishes(at(b, booth), 1, 9_500).status()).isEqualTo(401);
        }

        @Test
        void anImageThatAnotherNodeReplacesIsServed() {
            BoothClient booth = race(a, b, c);
            for (int last = 1; last <= 3; last++) {
                byte[] image = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, (byte) last};
                String base64 = Base64.getEncoder().encodeToString(image);
                ApiResponse edited = a.api()
                        .patch(
                                "/api/v1/admin/events/TEST",
                                json("{'imageData': '" + base64 + "'}"),
                                "X-API-Key",
                                booth.apiKey());
                assertThat(edited.status()).as(edited.toString()).isEqualTo(200);
                Await.until("the other node serves it", () -> {
                    ApiResponse served = b.api().get("/api/v1/events/TEST/image");
                    return served.status() == 200
                            && Arrays.equals(served.bytes().getBytes(), image);
                });
            }
        }

        @Test
        void theJournalOfEveryNodeHasTheCallsOfAll() {
            BoothClient booth = race(a, b, c);
            finishes(booth, 1, 9_000);
            finishes(at(b, booth), 2, 9_100);
            String target = "/api/v1/admin/events/TEST/ingests";
            JsonNode here = a.api().get(target, "X-API-Key", booth.apiKey()).body();
            JsonNode there = c.api().get(target, "X-API-Key", booth.apiKey()).body();
            assertThat(there.path("ingests")).isEqualTo(here.path("ingests")).hasSize(3);
        }

        @Test
        void ridersOnCourseAreSeenOnEveryNode() {
            BoothClient booth = race(a, b, c);
            List<SpectatorClient> spectators = List.of(a.watch("TEST"), b.watch("TEST"), c.watch("TEST"));
            at(b, booth).oncourse(riders(1, 2));
            for (SpectatorClient spectator : spectators) {
                Await.until(
                        "the riders are seen", () -> bibs(spectator.oncourse()).equals(List.of(1, 2)));
            }
            booth.oncourse(riders(3));
            for (SpectatorClient spectator : spectators) {
                Await.until(
                        "all riders are seen", () -> bibs(spectator.oncourse()).equals(List.of(1, 2, 3)));
            }
            assertThat(a.api().oncourse("TEST").body())
                    .isEqualTo(c.api().oncourse("TEST").body());
        }

        @Test
        void aNodeWhoseConnectionsEndFollowsAgain() {
            BoothClient booth = race(a, b, c);
            SpectatorClient spectator = b.watch("TEST");
            for (int i = 0; i < 5; i++) {
                endSessions();
                int time = 9_000 + i;
                Await.until(
                        "the call is acknowledged",
                        () -> finishes(booth, 1, time).status() == 200);
                String now = cursorOf(a);
                Await.until("it is seen", () -> spectator.cursor().equals(now));
            }
            spectator.assertSameAsRest();
            assertThat(spectator.messages().stream().skip(1).map(ReceivedMessage::type))
                    .as("no history was lost")
                    .containsOnly("diff");
        }

        @Test
        void afterAFailoverEveryEventHasOneNewGeneration() {
            BoothClient booth = race(a, b, c);
            finishes(booth, 1, 9_000);
            String seen = cursorOf(a);
            List<SpectatorClient> spectators = List.of(a.watch("TEST"), b.watch("TEST"), c.watch("TEST"));
            spectators.forEach(spectator ->
                    Await.until("it has followed", () -> spectator.cursor().equals(seen)));
            // As if a standby without the last commit was promoted, and another commit got the same version there.
            sql("UPDATE results SET tcp_time = 8000, tcp_total = 8000 WHERE tcp_time = 9000;"
                    + " UPDATE timeline SET name = '00000000'");
            endSessions();
            Await.until("the event is another", () -> !seen.startsWith(text("SELECT generation FROM events")));
            for (SpectatorClient spectator : spectators) {
                Await.until("it knows", () -> spectator.cursor().startsWith(text("SELECT generation FROM events")));
                spectator.assertSameAsRest();
                assertThat(spectator.row(RACE, 1).toString()).contains("8000");
            }
            assertThat(finishes(at(c, booth), 1, 9_100).status()).isEqualTo(200);
        }

        @Test
        void afterTheRestoreOfADumpEveryEventHasANewGeneration(@TempDir Path directory) {
            BoothClient booth = race(a, b, c);
            finishes(booth, 1, 8_000);
            Path dump = directory.resolve("dump");
            PostgresCluster.shared().dump(a.postgresDatabase(), dump);
            finishes(booth, 1, 9_000);
            String seen = cursorOf(a);
            List<SpectatorClient> spectators = List.of(a.watch("TEST"), b.watch("TEST"));
            spectators.forEach(spectator ->
                    Await.until("it has followed", () -> spectator.cursor().equals(seen)));

            PostgresCluster.shared().restore(a.postgresDatabase(), dump);
            endSessions();

            Await.until("the event is another", () -> !seen.startsWith(text("SELECT generation FROM events")));
            for (SpectatorClient spectator : spectators) {
                Await.until("it knows", () -> spectator.cursor().startsWith(text("SELECT generation FROM events")));
                spectator.assertSameAsRest();
                assertThat(spectator.row(RACE, 1).toString()).contains("8000");
            }
            String generation = text("SELECT generation FROM events");
            endSessions();
            assertThat(finishes(at(c, booth), 1, 9_100).status()).isIn(200, 503);
            assertThat(text("SELECT generation FROM events")).as("only once").isEqualTo(generation);
        }

        @Test
        void aDatabaseThatAnEarlierVersionUsedKeepsItsGenerations() {
            race(a, b, c);
            String generation = text("SELECT generation FROM events");
            sql("UPDATE timeline SET tables = NULL");
            endSessions();
            Await.until("it is recorded", () -> text("SELECT tables FROM timeline") != null);
            assertThat(text("SELECT generation FROM events")).isEqualTo(generation);
        }

        @Test
        void theFirstCallAfterAFailoverIsNotMergedOnALostCommit() {
            BoothClient booth = race(a, b, c);
            finishes(booth, 1, 9_000);
            String lost = text("SELECT generation FROM events");
            sql("UPDATE results SET tcp_time = 8000, tcp_total = 8000 WHERE tcp_time = 9000;"
                    + " UPDATE timeline SET name = '00000000'");
            endSessions();
            Await.until(
                    "the call is acknowledged", () -> finishes(booth, 2, 9_100).status() == 200);
            assertThat(text("SELECT generation FROM events")).isNotEqualTo(lost);
            String now = text("SELECT generation || '-' || version FROM events");
            for (TestServer node : List.of(a, b, c)) {
                Await.until("it has followed", () -> cursorOf(node).equals(now));
                SpectatorClient spectator = node.watch("TEST");
                spectator.assertSameAsRest();
                assertThat(spectator.row(RACE, 1).toString()).contains("8000");
                assertThat(spectator.row(RACE, 2).toString()).contains("9100");
            }
        }

        @Test
        void aServerThatCrashesAndRecoversCostsNobodyTheHistory() throws IOException, InterruptedException {
            BoothClient booth = race(a, b, c);
            List<SpectatorClient> spectators = List.of(a.watch("TEST"), b.watch("TEST"), c.watch("TEST"));
            finishes(booth, 1, 9_000);
            // PostgreSQL ends all sessions and recovers when one of its processes is killed.
            String process = text("SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND application_name = 'gatecast' LIMIT 1");
            new ProcessBuilder("kill", "-KILL", process).start().waitFor();
            Await.until(
                    "the call is acknowledged",
                    () -> finishes(at(b, booth), 1, 9_001).status() == 200);
            String now = cursorOf(b);
            for (SpectatorClient spectator : spectators) {
                Await.until("it is seen", () -> spectator.cursor().equals(now));
                spectator.assertSameAsRest();
                assertThat(spectator.messages().stream().skip(1).map(ReceivedMessage::type))
                        .containsOnly("diff");
            }
        }

        @Test
        void changesOfWhichNothingIsRecordedAreFollowedAndEndTheHistory() {
            BoothClient booth = race(a, b, c);
            SpectatorClient spectator = b.watch("TEST");
            String before = spectator.cursor();
            // As if the entries had been deleted before the other nodes read them.
            sql("CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
                    + " CREATE TRIGGER nothing BEFORE INSERT ON changes FOR EACH ROW EXECUTE FUNCTION nothing()");
            finishes(booth, 1, 9_000);
            finishes(booth, 2, 9_100);
            String lost = cursorOf(a);
            Await.until("it is seen", () -> spectator.cursor().equals(lost));
            spectator.assertSameAsRest();
            sql("DROP TRIGGER nothing ON changes");
            finishes(booth, 3, 9_200);
            String now = cursorOf(a);
            Await.until("it is seen", () -> spectator.cursor().equals(now));
            spectator.assertSameAsRest();
            assertThat(resume(b, before).get(0).get("type").asText()).isEqualTo("full");
            assertThat(resume(b, lost)).isEqualTo(resume(a, lost));
            assertThat(resume(b, lost).get(0).get("type").asText()).isEqualTo("diff");
            c.restart();
            assertThat(resume(c, before).get(0).get("type").asText()).isEqualTo("full");
            assertThat(resume(c, lost)).isEqualTo(resume(a, lost));
        }

        @Test
        void afterAnyChangesThroughAnyNodeAllAgree() {
            assertAgreeAfterAnyChanges(a, b, c);
        }

        private void endSessions() {
            sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND pid <> pg_backend_pid()");
        }

        private String text(String sql) {
            return PostgresCluster.shared().text(a.postgresDatabase(), sql);
        }

        private long number(String sql) {
            return Long.parseLong(text(sql));
        }

        private void sql(String sql) {
            PostgresCluster.shared().execute(a.postgresDatabase(), sql);
        }
    }

    @Nested
    class BehindALinkThatFails {
        @RegisterExtension
        @Order(1)
        final TestServer a = TestServer.onPostgres();

        @RegisterExtension
        @Order(2)
        final TestServer b = TestServer.beside(a, "database.busy-timeout-millis", "1000", "management.enabled", "true")
                .throughALink();

        @Test
        void aNodeWhoseConnectionsFallSilentOpensOthers() {
            BoothClient booth = race(a, b);
            AtomicReference<SpectatorClient> spectator = new AtomicReference<>(b.watch("TEST"));
            b.databaseLink().forgetConnections();
            finishes(booth, 1, 9_000);
            awaitSeen(spectator, cursorOf(a));
            Await.until(
                    "the other node commits",
                    () -> finishes(at(b, booth), 2, 9_100).status() == 200);
            String next = cursorOf(b);
            Await.until("it is seen by the first", () -> cursorOf(a).equals(next));
            awaitSeen(spectator, next);
            spectator.get().assertSameAsRest();
            assertThat(spectator.get().messages().stream().skip(1).map(ReceivedMessage::type))
                    .containsOnly("diff");
        }

        @Test
        void aNodeWithoutDatabaseSaysThatItIsNotReadyAndFollowsLater() {
            BoothClient booth = race(a, b);
            AtomicReference<SpectatorClient> spectator = new AtomicReference<>(b.watch("TEST"));
            b.databaseLink().fallSilent();
            Await.until("it is not ready", () -> readiness() == 503);
            assertThat(finishes(booth, 1, 9_000).status()).isEqualTo(200);
            String now = cursorOf(a);
            b.databaseLink().mend();
            Await.until("it is ready", () -> readiness() == 200);
            awaitSeen(spectator, now);
            spectator.get().assertSameAsRest();
        }

        /**
         * A node without the database lets its spectators go to other nodes after a while, until it finds the database again; they
         * may come back.
         */
        private void awaitSeen(AtomicReference<SpectatorClient> spectator, String cursor) {
            Await.until("it is seen", () -> {
                spectator.updateAndGet(client -> client.isOpen() ? client : b.watch("TEST"));
                return spectator.get().cursor().equals(cursor);
            });
        }

        private int readiness() {
            // The public specification, which every other exchange is held to, does not know this address.
            return RawHttpClient.sendBytes(b.managementPort(), "GET /ready HTTP/1.1\r\nHost: ops\r\n\r\n")
                    .status();
        }
    }

    @Nested
    class WithoutDoorbells {
        private static final long SECOND = 1_000_000_000;

        @RegisterExtension
        @Order(1)
        final TestServer a = TestServer.onPostgres().withoutDoorbells();

        @RegisterExtension
        @Order(2)
        final TestServer b = TestServer.beside(a);

        @Test
        void aCommitIsSeenElsewhereWithinASecond() {
            BoothClient booth = race(a, b);
            SpectatorClient spectator = b.watch("TEST");
            List<Long> delays = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                int time = 9_000 + i;
                finishes(booth, 1, time);
                long committed = System.nanoTime();
                ReceivedMessage message = spectator.await(
                        "the commit", received -> received.data().toString().contains(String.valueOf(time)));
                delays.add(message.atNanos() - committed);
            }
            delays.sort(Long::compare);
            assertThat(delays.get(delays.size() / 2)).isLessThan(SECOND);
            spectator.assertSameAsRest();
        }

        @Test
        void severalCommitsAreOneDiffAndTheHistoryHasEach() {
            BoothClient booth = race(a, b);
            SpectatorClient spectator = b.watch("TEST");
            List<String> cursors = new ArrayList<>(List.of(cursorOf(a)));
            for (int i = 0; i < 20; i++) {
                finishes(booth, 1 + i % 3, 9_000 + i);
                cursors.add(cursorOf(a));
            }
            String last = cursors.get(cursors.size() - 1);
            Await.until("all is seen", () -> spectator.cursor().equals(last));
            spectator.assertSameAsRest();
            assertThat(diffs(spectator)).as("folded").hasSizeLessThan(20);
            for (String cursor : cursors) {
                assertThat(resume(b, cursor)).isEqualTo(resume(a, cursor));
            }
        }

        @Test
        void afterAnyChangesThroughAnyNodeAllAgree() {
            assertAgreeAfterAnyChanges(a, b);
        }

        @Test
        void anEventThatAnotherNodeDeletesIsGoneWithItsSpectators() {
            race(a, b);
            SpectatorClient spectator = b.watch("TEST");
            a.api().deleteEvent("TEST");
            spectator.awaitClosed();
            assertThat(b.api().event("TEST").status()).isEqualTo(404);
        }

        @Test
        void aCallThatChangesNothingOnAnOutdatedNodeIsMergedOnTheNewerState() {
            BoothClient booth = race(a, b);
            finishes(at(b, booth), 1, 9_000);
            for (int i = 1; i <= 5; i++) {
                finishes(booth, 1, 9_000 + i);
                assertThat(finishes(at(b, booth), 1, 9_000).status()).isEqualTo(200);
                assertThat(b.api().results("TEST", RACE).body().toString()).contains("9000");
                assertThat(PostgresCluster.shared()
                                .text(a.postgresDatabase(), "SELECT tcp_time FROM results WHERE tcp_time IS NOT NULL"))
                        .isEqualTo("9000");
                // So that both start from the same result again.
                Await.until("the nodes agree", () -> cursorOf(a).equals(cursorOf(b)));
            }
        }

        @Test
        void aChangeOnAnOutdatedNodeIsMergedOnTheNewerState() {
            BoothClient booth = race(a, b);
            for (int i = 0; i < 10; i++) {
                assertThat(finishes(booth, 1, 9_000 + i).status()).isEqualTo(200);
                assertThat(finishes(at(b, booth), 2, 9_000 + i).status()).isEqualTo(200);
            }
            String rows = b.api().results("TEST", RACE).body().toString();
            assertThat(rows).contains("9009");
            Await.until("the nodes agree", () -> cursorOf(a).equals(cursorOf(b)));
            assertThat(a.api().results("TEST", RACE).body())
                    .isEqualTo(b.api().results("TEST", RACE).body());
        }
    }

    /** Makes random changes, each through a random node, sometimes two at once, and compares all spectators and nodes. */
    private static void assertAgreeAfterAnyChanges(TestServer... nodes) {
        Random random = new Random(7);
        BoothClient booth = race(nodes[0], nodes);
        List<SpectatorClient> spectators =
                Stream.of(nodes).map(node -> node.watch("TEST")).toList();
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 12; i++) {
                BoothClient one = at(nodes[random.nextInt(nodes.length)], booth);
                BoothClient other = at(nodes[random.nextInt(nodes.length)], booth);
                int seed = random.nextInt();
                CompletableFuture<Void> beside =
                        CompletableFuture.runAsync(() -> change(other, new Random(seed), nodes[0]));
                change(one, random, nodes[0]);
                beside.join();
            }
            String now = PostgresCluster.shared()
                    .text(nodes[0].postgresDatabase(), "SELECT generation || '-' || version FROM events");
            for (SpectatorClient spectator : spectators) {
                Await.until("the last commit is seen: " + now, () -> cursorOf(nodes[spectators.indexOf(spectator)])
                        .equals(now));
                Await.until("the spectator has what REST has", () -> isSameAsRest(spectator), spectator::cursor);
            }
            for (TestServer node : nodes) {
                assertThat(node.api().event("TEST").body())
                        .isEqualTo(nodes[0].api().event("TEST").body());
                assertThat(node.api().results("TEST", RACE).body())
                        .isEqualTo(nodes[0].api().results("TEST", RACE).body());
            }
        }
    }

    /** The node has sent all messages, but the spectator may not have received the last. */
    private static boolean isSameAsRest(SpectatorClient spectator) {
        try {
            spectator.assertSameAsRest();
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private static void change(BoothClient booth, Random random, TestServer clock) {
        ApiResponse response =
                switch (random.nextInt(8)) {
                    case 0 ->
                        booth.importXml(ExportXml.small(clock.clock().today())
                                .result(RACE, "K1M", 1 + random.nextInt(3), 80_000 + random.nextInt(9_000), 2)
                                .toString());
                    case 1 ->
                        booth.configure(json("{'mergeStrategy': '" + (random.nextBoolean() ? "latest" : "tcp") + "'}"));
                    case 2 -> booth.status(random.nextBoolean() ? "finished" : "running");
                    default -> finishes(booth, 1 + random.nextInt(3), 8_000 + random.nextInt(1_000));
                };
        // Refused: a status that the event has already, or data that a finished event does not take.
        assertThat(response.status()).as(response.toString()).isIn(200, 400, 403, 409);
    }

    /** A running event, which every node knows. */
    private static BoothClient race(TestServer creator, TestServer... others) {
        BoothClient booth = creator.api()
                .createEvent("TEST")
                .imported(ExportXml.small(creator.clock().today()).toString())
                .through("startlist", "running");
        String now = cursorOf(creator);
        for (TestServer other : others) {
            Await.until(
                    "another node knows the event",
                    () -> other.api().event("TEST").status() == 200
                            && cursorOf(other).equals(now));
        }
        return booth;
    }

    private static BoothClient at(TestServer node, BoothClient booth) {
        return new BoothClient(node.api(), booth.eventId(), booth.apiKey());
    }

    private static void pushes(BoothClient booth, int bib, int calls) {
        for (int i = 1; i <= calls; i++) {
            ApiResponse response = finishes(booth, bib, 9_000 + i);
            assertThat(response.status()).as(response.toString()).isEqualTo(200);
        }
    }

    private static ApiResponse finishes(BoothClient booth, int bib, int time) {
        return booth.results(
                json("{'results': [{'raceId': '" + RACE + "', 'bib': " + bib + ", 'time': " + time + ", 'pen': 0}]}"));
    }

    private static JsonNode riders(int... bibs) {
        List<String> riders = IntStream.of(bibs)
                .mapToObj(bib -> ("{'participantId': '%1$d.K1M', 'raceId': 'K1M_BR1', 'bib': %1$d, 'position': %1$d,"
                                + " 'gates': [0, null, null], 'time': 100}")
                        .formatted(bib))
                .toList();
        return json("{'oncourse': [" + String.join(",", riders) + "]}");
    }

    private static List<Integer> bibs(JsonNode oncourse) {
        return StreamSupport.stream(oncourse.spliterator(), false)
                .map(rider -> rider.get("bib").asInt())
                .toList();
    }

    private static boolean isFull(ReceivedMessage message) {
        return message.type().equals("full");
    }

    private static List<JsonNode> diffs(SpectatorClient spectator) {
        return spectator.messages().stream()
                .filter(message -> message.type().equals("diff"))
                .map(ReceivedMessage::message)
                .toList();
    }

    /** The cursor of a spectator that joins now. */
    private static String cursorOf(TestServer node) {
        try (RawSpectator spectator = RawSpectator.connect(node.port(), "TEST").readFirstMessage()) {
            return spectator.decoder().messages().get(0).cursor();
        }
    }

    /** What a spectator gets that comes with a cursor: all messages up to the riders on course, or {@code full}. */
    private static List<JsonNode> resume(TestServer node, String since) {
        try (RawSpectator spectator = RawSpectator.send(
                node.port(), SpectatorRequest.webSocket("/api/v1/events/TEST/ws?race=" + RACE + "&since=" + since))) {
            spectator.readUntil(() -> spectator.decoder().messages().stream()
                    .anyMatch(message ->
                            message.type().equals("full") || message.data().has("oncourse")));
            return spectator.decoder().messages().stream()
                    .map(message -> message.message())
                    .toList();
        }
    }
}
