package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.PostgresCluster;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The service on PostgreSQL while others change the database, end its sessions, or bring back an older state. */
class PostgresIT {
    private static final String RACE = "K1M_BR1";
    private static final String WRITER = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND application_name = 'gatecast'";

    @RegisterExtension
    final TestServer server = TestServer.onPostgres("database.busy-timeout-millis", "2000");

    private BoothClient race() {
        return server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
    }

    @Test
    void whatWasSavedIsThereAfterARestart() {
        BoothClient booth = race();
        assertThat(finishes(booth, 1, 9000).status()).isEqualTo(200);
        JsonNode before = results();
        server.restart();
        assertThat(results()).isEqualTo(before);
        BoothClient again = new BoothClient(server.api(), "TEST", booth.apiKey());
        assertThat(finishes(again, 1, 8000).status()).isEqualTo(200);
    }

    @Test
    void aCallThatLostARaceIsMergedOnTheNewerState() {
        BoothClient booth = race();
        SpectatorClient spectator = server.watch("TEST");
        assertThat(finishes(booth, 1, 9000).status()).isEqualTo(200);
        // As another service's commit: a row and the version.
        sql("UPDATE results SET tcp_time = 7000, tcp_total = 7000 WHERE tcp_time = 9000");
        sql("UPDATE events SET version = version + 3");
        assertThat(finishes(booth, 2, 9500).status()).isEqualTo(200);
        spectator.await(
                "the second call, after the other service's change", message -> contains(message.data(), "9500"));
        spectator.assertSameAsRest();
        assertThat(contains(results(), "7000", "9500")).isTrue();
        assertThat(contains(results(), "9000")).isFalse();
    }

    @Test
    void anEventThatAnotherServiceDeletedIsGone() {
        BoothClient booth = race();
        sql("DELETE FROM events");
        assertThat(finishes(booth, 1, 9000).status()).isIn(401, 404);
        assertThat(server.api().results("TEST", RACE).status()).isEqualTo(404);
        race();
    }

    @Test
    void afterTheDatabaseLostCommitsTheEventHasANewGeneration() {
        BoothClient booth = race();
        SpectatorClient spectator = server.watch("TEST");
        String before = generation();
        assertThat(finishes(booth, 1, 9000).status()).isEqualTo(200);
        assertThat(finishes(booth, 2, 9500).status()).isEqualTo(200);
        // As after a failover to a standby that had not received the last commit.
        sql("DELETE FROM ingest_calls WHERE version = (SELECT version FROM events)");
        sql("DELETE FROM changes WHERE version = (SELECT version FROM events)");
        sql("UPDATE results SET tcp_at = NULL, tcp_time = NULL WHERE tcp_time = 9500");
        sql("UPDATE events SET version = version - 1");
        sql(WRITER);
        Await.until("the service has noticed", () -> !generation().equals(before), this::generation);
        Await.until(
                "the spectator is of the new generation",
                () -> spectator.cursor().startsWith(generation()));
        spectator.assertSameAsRest();
        assertThat(contains(results(), "9000")).isTrue();
        assertThat(contains(results(), "9500")).isFalse();
        Await.until("calls are saved", () -> finishes(booth, 2, 9600).status() == 200);
        assertThat(contains(results(), "9000", "9600")).isTrue();
    }

    @Test
    void everyAcknowledgedCallIsJournalledOnceWhileSessionsEnd() {
        BoothClient booth = race();
        int acknowledged = 0;
        for (int i = 0; i < 60; i++) {
            if (i % 10 == 3) {
                sql(WRITER);
            }
            int time = 9000 + i;
            Await.until(
                    "the call is acknowledged", () -> finishes(booth, 1, time).status() == 200);
            acknowledged++;
        }
        assertThat(contains(results(), "9059")).isTrue();
        assertThat(number("SELECT count(*) FROM ingest_calls WHERE source = 'results'"))
                .as("a call whose response was lost may be there without being acknowledged")
                .isEqualTo(acknowledged);
        assertThat(number("SELECT count(*) FROM changes")).isEqualTo(number("SELECT version - 1 FROM events"));
    }

    private ApiResponse finishes(BoothClient booth, int bib, int time) {
        return booth.results(
                json("{'results': [{'raceId': '" + RACE + "', 'bib': " + bib + ", 'time': " + time + ", 'pen': 0}]}"));
    }

    private JsonNode results() {
        return server.api().results("TEST", RACE).body();
    }

    private String generation() {
        return text("SELECT generation FROM events");
    }

    private long number(String sql) {
        return Long.parseLong(text(sql));
    }

    private static boolean contains(JsonNode data, String... texts) {
        String json = data.toString();
        return Stream.of(texts).allMatch(json::contains);
    }

    private String text(String sql) {
        return PostgresCluster.shared().text(server.postgresDatabase(), sql);
    }

    private void sql(String sql) {
        PostgresCluster.shared().execute(server.postgresDatabase(), sql);
    }
}
