package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A result under investigation counts, and has a mark (contract section 4). */
class UnderInvestigationIT {
    @RegisterExtension
    final TestServer server = TestServer.with();

    private BoothClient booth;

    @BeforeEach
    void run() {
        booth = server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        stream("K1M_BR1", 1, 9000, "null");
        stream("K1M_BR1", 2, 8900, "null");
    }

    @Test
    void theMarkIsPushedWithTheRowUnderBothIdsAndIsNoStatus() {
        SpectatorClient spectator = server.watch("TEST");
        int before = spectator.messages().size();
        stream("K1M_BR1", 1, 9000, "'*'");
        for (String race : new String[] {"K1M_BR1", "K1M_BR2"}) {
            SpectatorClient.ReceivedMessage expected = toldOf(race, spectator, before);
            assertThat(expected.data().get("results")).hasSize(1);
            assertThat(expected.data().get("results").get(0)).isEqualTo(row(race, 1));
            JsonNode row = row(race, 1);
            assertThat(row.get("rnk").asInt()).isEqualTo(2);
            assertThat(row.get("total").asInt()).isEqualTo(9000);
            assertThat(row.get("status").isNull()).isTrue();
            assertThat(row.get("underInvestigation").asBoolean()).isTrue();
            assertThat(row.get("prevUnderInvestigation").asBoolean()).isTrue();
            assertThat(row.has("currUnderInvestigation")).isFalse();
            assertThat(row(race, 2).has("underInvestigation")).isFalse();
        }
        spectator.assertSameAsRest();
    }

    @Test
    void theMarkIsRemovedByARowWithoutIt() {
        stream("K1M_BR1", 1, 9000, "' * '");
        assertThat(row("K1M_BR1", 1).has("underInvestigation")).isTrue();
        SpectatorClient spectator = server.watch("TEST");
        int before = spectator.messages().size();
        stream("K1M_BR1", 1, 9000, "null");
        toldOf("K1M_BR1", spectator, before);
        toldOf("K1M_BR2", spectator, before);
        assertThat(row("K1M_BR1", 1).has("underInvestigation")).isFalse();
        assertThat(row("K1M_BR1", 1).has("prevUnderInvestigation")).isFalse();
        spectator.assertSameAsRest();
    }

    @Test
    void theMarkSurvivesARepetitionAnImportAndARestart() {
        stream("K1M_BR2", 1, 8800, "'*'");
        assertThat(stream("K1M_BR2", 1, 8800, "'*'")).isEqualTo(json("{'updated': 1, 'changed': 0}"));
        booth.imported(ExportXml.small(server.clock().today())
                .result("K1M_BR1", "K1M", 1, 90_000, 0)
                .result("K1M_BR2", "K1M", 1, 88_000, 0)
                .toString());
        server.restart();
        JsonNode row = row("K1M_BR2", 1);
        assertThat(row.get("rnk").asInt()).isEqualTo(1);
        assertThat(row.get("underInvestigation").asBoolean()).isTrue();
        assertThat(row.get("currUnderInvestigation").asBoolean()).isTrue();
        assertThat(row.has("prevUnderInvestigation")).isFalse();
    }

    @Test
    void anExportMayMarkToo() {
        booth.imported(ExportXml.small(server.clock().today())
                .result(
                        "K1M_BR1",
                        "K1M",
                        3,
                        ExportXml.field("Time", 91_000)
                                + ExportXml.field("Pen", 0)
                                + ExportXml.field("Total", 91_000)
                                + ExportXml.field("Status", " * "))
                .toString());
        assertThat(row("K1M_BR1", 3).get("rnk").asInt()).isEqualTo(3);
        assertThat(row("K1M_BR1", 3).get("underInvestigation").asBoolean()).isTrue();
        booth.imported(ExportXml.small(server.clock().today())
                .result("K1M_BR1", "K1M", 3, 91_000, 0)
                .toString());
        assertThat(row("K1M_BR1", 3).has("underInvestigation")).isFalse();
    }

    /** The change of a race's table, once it is heard. */
    private static SpectatorClient.ReceivedMessage toldOf(String race, SpectatorClient spectator, int before) {
        return spectator.awaitSince(
                before,
                "a change in " + race,
                message -> message.data().path("raceId").asText().equals(race));
    }

    private JsonNode stream(String race, int bib, int total, String status) {
        return booth.results(json(
                        "{'results': [{'raceId': '%s', 'bib': %d, 'time': %d, 'pen': 0, 'total': %d, 'status': %s}]}"
                                .formatted(race, bib, total, total, status)))
                .body();
    }

    private JsonNode row(String race, int bib) {
        for (JsonNode row : server.api().results("TEST", race).body().get("results")) {
            if (row.get("bib").asInt() == bib) {
                return row;
            }
        }
        throw new AssertionError("bib " + bib + " is not there");
    }
}
