package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The order of a first run, which the page works out from the rows of both. */
class FirstRunOrderIT {
    private static final Pattern ROW = Pattern.compile("<Results>(.*?)</Results>", Pattern.DOTALL);

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final TestServer server = TestServer.with();

    private static ModuleServer modules;

    private BrowserPage page;

    @BeforeAll
    static void theExportIsIn() {
        modules = new ModuleServer();
        PushedRace.running(server);
    }

    @AfterAll
    static void theModulesGo() {
        modules.close();
    }

    @BeforeEach
    void aPageOfNothing() {
        page = browser.page(modules.port()).go("/");
    }

    /**
     * Canoe123 writes the rank of every first run into its export: an oracle of 711 rows in 22 races. Of the ranks in
     * categories it leaves those that riders had before they were given a status, and in one it has two equal totals on
     * two ranks, though they share one among all.
     */
    @Test
    void everyRankOfEveryFirstRunIsTheTimingProgramsOwn() {
        Map<String, String> expected = exported();
        Map<String, String> shown = new TreeMap<>();
        server.api().raceIds(PushedRace.EVENT).stream()
                .filter(race -> race.contains("_BR1_"))
                .forEach(race -> firstRun(server.api()
                                .results(PushedRace.EVENT, race)
                                .body()
                                .get("results"))
                        .forEach(row -> shown.put(race + " " + row.get("bib").asText(), ranks(row))));

        List<String> differences = expected.entrySet().stream()
                .filter(row -> !row.getValue().equals(shown.get(row.getKey())))
                .map(row -> row.getKey() + ": " + row.getValue() + ", here " + shown.get(row.getKey()))
                .toList();
        assertThat(expected).hasSize(711);
        assertThat(differences)
                .containsExactly(
                        "C1M_HO_BR1_7 72: - and 21, here - and -",
                        "FR_HO_BR1_6 210: - and 1, here - and -",
                        "K1M_HO_BR1_6 132: - and 1, here - and -",
                        "K1M_HO_BR1_6 159: - and 5, here - and -",
                        "K1M_HO_BR1_7 170: 45 and 16, here 45 and 15",
                        "K1M_ST_BR1_7 93: - and 8, here - and -");
    }

    @Test
    void equalTotalsShareARankAndTheNextIsSkippedInEveryCategoryToo() {
        assertThat(order(
                        row(1, "A", "'prevTime': 9000, 'prevTotal': 9000, 'total': 8000, 'betterRunNr': 2"),
                        row(
                                2,
                                "B",
                                "'prevTime': 8800, 'prevPen': 200, 'prevTotal': 9000, 'total': 9999, 'betterRunNr': 1"),
                        row(3, "A", "'time': 9100, 'total': 9100, 'betterRunNr': 1"),
                        row(4, "A", "'time': 8999, 'total': 8999, 'betterRunNr': 1")))
                .containsExactly(
                        "1 bib 4 0.00, 1 in A 0.00",
                        "2 bib 1 +0.01, 2 in A +0.01",
                        "2 bib 2 +0.01, 1 in B 0.00",
                        "4 bib 3 +1.01, 3 in A +1.01");
    }

    @Test
    void whoHasNoFirstRunThatCountsComesLast() {
        assertThat(order(
                        row(1, "A", "'time': 8000, 'total': 8000, 'betterRunNr': 2, 'prevStatus': 'DNF'"),
                        row(2, "A", "'time': 8100, 'total': 8100, 'betterRunNr': 2"),
                        row(3, "A", ""),
                        row(
                                4,
                                null,
                                "'prevTime': 9000, 'prevTotal': 9000, 'prevStatus': 'DSQ', 'total': 8500,"
                                        + " 'betterRunNr': 2"),
                        row(5, "A", "'time': 9900, 'total': 9900, 'betterRunNr': 1, 'currStatus': 'DNS'")))
                .containsExactly(
                        "1 bib 5 0.00, 1 in A 0.00",
                        "- bib 2 -, - in A -",
                        "- bib 3 -, - in A -",
                        "- bib 1 -, - in A - DNF",
                        "- bib 4 -, - in - - DSQ");
    }

    /** Both runs have a status and one has a time: whose it is, the row does not say. */
    @Test
    void aTimeThatMayBeOfEitherRunIsNotShownAsTheFirstOnes() {
        JsonNode row = firstRun(json("["
                        + row(
                                1,
                                "A",
                                "'time': 9000, 'pen': 200, 'status': 'DNF',"
                                        + " 'prevStatus': 'DNS', 'currStatus': 'DNF'")
                        + "]"))
                .get(0);

        assertThat(row.get("time").isNull()).isTrue();
        assertThat(row.get("pen").isNull()).isTrue();
        assertThat(row.get("status").asText()).isEqualTo("DNS");
    }

    private List<String> order(String... rows) {
        return StreamSupport.stream(
                        firstRun(json("[" + String.join(",", rows) + "]")).spliterator(), false)
                .map(row -> "%s bib %s %s, %s in %s %s%s"
                        .formatted(
                                text(row, "rnk"),
                                row.get("bib").asText(),
                                text(row, "totalBehind"),
                                text(row, "catRnk"),
                                text(row, "catId"),
                                text(row, "catTotalBehind"),
                                row.hasNonNull("status")
                                        ? " " + row.get("status").asText()
                                        : ""))
                .toList();
    }

    private static String text(JsonNode row, String field) {
        return row.hasNonNull(field) ? row.get(field).asText() : "-";
    }

    private static String row(int bib, String catId, String fields) {
        return "{'bib': %d, 'name': 'RIDER', 'catId': %s, 'totalTotal': 1%s}"
                .formatted(bib, catId == null ? "null" : "'" + catId + "'", fields.isEmpty() ? "" : ", " + fields);
    }

    private JsonNode firstRun(JsonNode rows) {
        return ModuleServer.call(page, "common/ranking.js", "runTable", rows, 1);
    }

    private static String ranks(JsonNode row) {
        // Riders without a category are one to Canoe123; here they are in none.
        return text(row, "rnk") + (row.hasNonNull("catId") ? " and " + text(row, "catRnk") : "");
    }

    private static Map<String, String> exported() {
        Map<String, String> ranks = new TreeMap<>();
        Matcher row = ROW.matcher(Recording.xml());
        while (row.find()) {
            String fields = row.group(1);
            String race = field(fields, "RaceId");
            if (race.contains("_BR1_")) {
                String category = field(fields, "CatId").isEmpty() ? "" : " and " + rank(fields, "CatRnk");
                ranks.put(race + " " + field(fields, "Bib").strip(), rank(fields, "Rnk") + category);
            }
        }
        return ranks;
    }

    private static String rank(String fields, String name) {
        String rank = field(fields, name);
        return rank.isEmpty() || rank.equals("0") ? "-" : rank;
    }

    private static String field(String fields, String name) {
        Matcher field = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(fields);
        return field.find() ? field.group(1) : "";
    }
}
