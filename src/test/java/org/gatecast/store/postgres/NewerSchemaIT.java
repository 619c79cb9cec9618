package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.PostgresCluster;
import org.gatecast.testing.RestState;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes of this version while the next version migrates their database, writes to it, and notifies them. */
class NewerSchemaIT {
    private static final String RACE = "K1M_BR1";

    @RegisterExtension
    @Order(1)
    final TestServer a = TestServer.onPostgres();

    @RegisterExtension
    @Order(2)
    final TestServer b = TestServer.beside(a);

    private BoothClient race() {
        BoothClient booth = a.api()
                .createEvent("TEST")
                .imported(ExportXml.small(a.clock().today()).toString())
                .through("startlist", "running");
        Await.until("the other node has followed", () -> b.api()
                .event("TEST")
                .body()
                .path("event")
                .path("status")
                .asText()
                .equals("running"));
        return booth;
    }

    @Test
    void nodesContinueUnderALaterMigrationAndStartAgainOnIt() throws SQLException {
        BoothClient booth = race();
        BoothClient there = new BoothClient(b.api(), "TEST", booth.apiKey());
        SpectatorClient here = a.watch("TEST");
        SpectatorClient elsewhere = b.watch("TEST");
        assertThat(finishes(booth, 1, 9_000).status()).isEqualTo(200);
        migrate();
        assertThat(finishes(booth, 2, 9_100).status()).isEqualTo(200);
        assertThat(finishes(there, 3, 9_200).status()).isEqualTo(200);
        there.imported(ExportXml.small(a.clock().today())
                .result(RACE, "K1M", 1, 90_000, 0)
                .toString());
        there.configure(json("{'displayMode': 'simple'}"));
        booth.through("finished", "running");
        // A node that sees both changes of the status at once sends neither; what comes last is seen by everybody.
        assertThat(finishes(booth, 2, 9_101).status()).isEqualTo(200);
        awaitSame(here, elsewhere);
        sql(
                "UPDATE changes SET future = 'unknown'; UPDATE slots SET counts = '{\"webSocket\": 1, \"future\": {\"a\": []}}'");
        b.restart();
        SpectatorClient back = b.watch("TEST");
        assertThat(finishes(new BoothClient(b.api(), "TEST", booth.apiKey()), 1, 8_900)
                        .status())
                .isEqualTo(200);
        awaitSame(here, back);
    }

    @Test
    void notificationsOfALaterVersionMayHaveMoreParts() throws SQLException {
        BoothClient booth = race();
        SpectatorClient spectator = b.watch("TEST");
        assertThat(finishes(booth, 1, 9_000).status()).isEqualTo(200);
        String generation = text("SELECT generation FROM events");
        String rider =
                "{\"race\": \"" + RACE + "\", \"participant\": \"1.K1M\", \"bib\": 1, \"time\": 4321, \"future\": [1]}";
        Await.until("the rider is on course", () -> {
            sql("SELECT pg_notify('gatecast_riders', '{\"node\": \"later\", \"future\": {}, \"generation\": \""
                    + generation + "\", \"event\": \"TEST\", \"riders\": [" + rider + "]}')");
            return oncourse().contains("4321");
        });
        spectator.assertSameAsRest();
    }

    /** What the next version would do, and a column and a row in every table. */
    private void migrate() throws SQLException {
        int next = PostgresSchema.VERSION + 1;
        List<String> tables = new ArrayList<>();
        try (Connection connection = PostgresCluster.shared().connect(a.postgresDatabase());
                ResultSet rows = connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        assertThat(tables).contains("events", "results", "changes", "slots");
        tables.remove(PostgresSchema.HISTORY);
        StringBuilder migration = new StringBuilder("CREATE TABLE future_things (id INTEGER);");
        for (String table : tables) {
            migration.append("ALTER TABLE ").append(table).append(" ADD COLUMN future TEXT;");
        }
        migration.append("INSERT INTO schema_compatibility (version, usable_from) VALUES (%d, %d);"
                .formatted(next, PostgresSchema.VERSION));
        migration.append(
                """
                INSERT INTO flyway_schema_history SELECT installed_rank + 1, '%d', 'future', type, 'V%d__future.sql', 0,
                installed_by, now(), 0, true FROM flyway_schema_history WHERE version = '%d'"""
                        .formatted(next, next, PostgresSchema.VERSION));
        sql("BEGIN;" + migration + ";COMMIT");
    }

    private void awaitSame(SpectatorClient here, SpectatorClient elsewhere) {
        Await.until("both nodes have the same", () -> RestState.read(a.api(), "TEST")
                .equals(RestState.read(b.api(), "TEST")));
        Await.until("the spectators, too", () -> here.cursor().equals(elsewhere.cursor()));
        here.assertSameAsRest();
        elsewhere.assertSameAsRest();
    }

    private String oncourse() {
        return b.api().oncourse("TEST").text();
    }

    private static ApiResponse finishes(BoothClient booth, int bib, int time) {
        return booth.results(
                json("{'results': [{'raceId': '" + RACE + "', 'bib': " + bib + ", 'time': " + time + ", 'pen': 0}]}"));
    }

    private void sql(String sql) {
        PostgresCluster.shared().execute(a.postgresDatabase(), sql);
    }

    private String text(String sql) {
        return PostgresCluster.shared().text(a.postgresDatabase(), sql);
    }
}
