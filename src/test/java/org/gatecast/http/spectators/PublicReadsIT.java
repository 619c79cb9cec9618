package org.gatecast.http.spectators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;
import static org.gatecast.testing.ExportXml.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The public reads, field by field (contract section 2). */
class PublicReadsIT {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
    private static final String TEST = "/api/v1/events/TEST";

    @RegisterExtension
    static final TestServer server = TestServer.with();

    private static ApiClient api;
    private static BoothClient booth;

    @BeforeAll
    static void anEventRuns() {
        api = server.api();
        ObjectNode event = (ObjectNode) json("{'eventId': 'TEST', 'mainTitle': 'Title of the organiser'}");
        booth = api.createEvent(event.put("imageData", PNG))
                .imported(export().toString())
                .through("startlist", "running");
    }

    private static ExportXml export() {
        return ExportXml.on(server.clock().today())
                .course(1, "NRS")
                .raceClass("K1M", "ZS", "ZM")
                .raceClass("C2M", "ZS")
                .rider("K1M", 1, "ALDER", "Ann", "ZS")
                .rider("K1M", 2, "BIRCH", "Bob", "ZM")
                .rider("K1M", 3, "CEDAR", "Cid", "ZS")
                .rider("K1M", 4, "DOGWOOD", "Dan", "ZS")
                .crew("C2M", 10, "ELDER", "Eve", "FIR", "Fay", "ZS")
                .race("K1M_FIN", "K1M", "FIN")
                .result(
                        "K1M_FIN",
                        "K1M",
                        1,
                        field("Time", 90_000)
                                + field("Pen", 2)
                                + field("Total", 92_000)
                                + field("Gates", "  2  0")
                                + field("dtStart", "09:01:00.000"))
                .result("K1M_FIN", "K1M", 2, 91_000, 0)
                .result("K1M_FIN", "K1M", 3, field("Status", "DNS"))
                .start("K1M_FIN", "K1M", 4)
                .race("K1M_BR1", "K1M", "BR1")
                .result("K1M_BR1", "K1M", 1, 95_000, 0)
                .result("K1M_BR1", "K1M", 2, 94_000, 2)
                .race("K1M_BR2", "K1M", "BR2")
                .result("K1M_BR2", "K1M", 1, 93_000, 0)
                .result("K1M_BR2", "K1M", 2, field("Status", "DNF"))
                .race("C2M_QUA", "C2M", "QUA")
                .start("C2M_QUA", "C2M", 10)
                .official("Starter", "GORSE", 2)
                .official("ChiefJudge", "HAZEL", 1)
                .gateStatistics("K1M", 3, 1);
    }

    @Test
    void theListOfEventsHasTheLatestStartFirst() {
        for (String dated : List.of("2026-06-21", "2026-06-19", "2026-06-29")) {
            api.createEvent(json("{'eventId': 'ON.%1$s', 'mainTitle': 'On', 'startDate': '%1$s'}".formatted(dated)))
                    .through("startlist");
        }
        api.createEvent("UNDATED").through("startlist");
        JsonNode events = api.get("/api/v1/events").body().get("events");
        assertThat(texts(events, "eventId"))
                .containsExactly("ON.2026-06-29", "ON.2026-06-21", "TEST", "ON.2026-06-19", "UNDATED");
        assertThat(events.get(2))
                .isEqualTo(json("{'eventId': 'TEST', 'mainTitle': 'Title of the organiser', 'subTitle': 'Sub',"
                        + " 'location': 'Veltrusy', 'startDate': '2026-06-20T08:00:00+02:00',"
                        + " 'endDate': '2026-06-20T18:00:00+02:00', 'discipline': 'Slalom', 'status': 'running',"
                        + " 'imageUrl': '/api/v1/events/TEST/image'}"));
        assertThat(events.get(4))
                .isEqualTo(json("{'eventId': 'UNDATED', 'mainTitle': 'Test of UNDATED', 'subTitle': null,"
                        + " 'location': null, 'startDate': null, 'endDate': null, 'discipline': null,"
                        + " 'status': 'startlist', 'imageUrl': null}"));
    }

    @Test
    void anEventHasItsClassesAndRaces() {
        String category = "{'catId': '%1$s', 'name': 'Name of %1$s', 'firstYear': 1990, 'lastYear': 2007}";
        String zs = category.formatted("ZS");
        String zm = category.formatted("ZM");
        String race = "{'raceId': '%1$s', 'classId': '%2$s', 'raceType': '%3$s', 'raceOrder': %4$d,"
                + " 'startTime': '2026-06-20T09:00:00+02:00', 'raceStatus': 3, 'customTitle': 'Title of %1$s', 'gates': ['N', 'R']}";
        assertThat(api.event("TEST").body())
                .isEqualTo(
                        json("{'event': {'eventId': 'TEST', 'mainTitle': 'Title of the organiser', 'subTitle': 'Sub',"
                                + " 'location': 'Veltrusy', 'startDate': '2026-06-20T08:00:00+02:00',"
                                + " 'endDate': '2026-06-20T18:00:00+02:00', 'discipline': 'Slalom', 'status': 'running',"
                                + " 'imageUrl': '/api/v1/events/TEST/image', 'facility': 'Middle course'}, 'classes': ["
                                + "{'classId': 'K1M', 'name': 'K1M', 'longTitle': 'K1M long', 'categories': [" + zs
                                + "," + zm
                                + "]}, {'classId': 'C2M', 'name': 'C2M', 'longTitle': 'C2M long', 'categories': [" + zs
                                + "]}], 'races': ["
                                + race.formatted("K1M_FIN", "K1M", "final", 1) + ","
                                + race.formatted("K1M_BR1", "K1M", "best-run-1", 2) + ","
                                + race.formatted("K1M_BR2", "K1M", "best-run-2", 3) + ","
                                + race.formatted("C2M_QUA", "C2M", "qualification", 4) + "]}"));
    }

    @Test
    void aTableIsInRankOrderAndTheUnrankedComeLast() {
        assertThat(api.results("TEST", "K1M_FIN").body())
                .isEqualTo(json("{'race': {'raceId': 'K1M_FIN', 'classId': 'K1M', 'raceType': 'final',"
                        + " 'raceStatus': 3}, 'results': ["
                        + who(1, 2, "BIRCH Bob", "ZM", 1)
                        + "'time': 9100, 'pen': 0, 'total': 9100, 'totalBehind': '0.00', 'catTotalBehind': '0.00',"
                        + " 'status': null},"
                        + who(2, 1, "ALDER Ann", "ZS", 1)
                        + "'time': 9000, 'pen': 200, 'total': 9200, 'totalBehind': '+1.00', 'catTotalBehind': '0.00',"
                        + " 'status': null},"
                        + who(null, 4, "DOGWOOD Dan", "ZS", null)
                        + "'time': null, 'pen': null, 'total': null, 'totalBehind': null, 'catTotalBehind': null,"
                        + " 'status': null},"
                        + who(null, 3, "CEDAR Cid", "ZS", null)
                        + "'time': null, 'pen': null, 'total': null, 'totalBehind': null, 'catTotalBehind': null,"
                        + " 'status': 'DNS'}]}"));
    }

    @Test
    void aTableCanBeReadForOneBib() {
        JsonNode one = api.results("TEST", "K1M_FIN?bib=1&detailed=true").body();
        assertThat(one.get("results")).hasSize(1);
        assertThat(one.at("/results/0/name").asText()).isEqualTo("ALDER Ann");
        assertThat(one.at("/results/0/gates/0/penalty").asInt()).isEqualTo(2);
        assertThat(api.results("TEST", "K1M_FIN?bib=2")
                        .body()
                        .at("/results/0/rnk")
                        .asInt())
                .isEqualTo(1);
        for (String nobody : List.of("99", "", "1&catId=ZM", "one")) {
            assertThat(api.results("TEST", "K1M_FIN?bib=" + nobody).body().get("results"))
                    .as(nobody)
                    .isEmpty();
        }
    }

    @Test
    void aRiderHasAllStartsOfTheEventWithTheStandingInEach() {
        JsonNode riders = api.get(TEST + "/riders?athleteId=9001&athleteId=9002&athleteId=0")
                .body()
                .get("riders");

        assertThat(texts(riders, "name")).containsExactlyInAnyOrder("ALDER Ann", "BIRCH Bob");
        String start =
                "{'raceId': '%s', 'bib': 1, 'catId': 'ZS', 'startTime': null, 'rnk': %d, 'catRnk': 1, 'total': %d,"
                        + " 'totalBehind': '%s', 'status': null%s}";
        JsonNode ann = riders.get(0).get("name").asText().equals("ALDER Ann") ? riders.get(0) : riders.get(1);
        assertThat(ann.get("athleteId").asText()).isEqualTo("9001");
        assertThat(ann.get("starts").size()).isEqualTo(3);
        assertThat(withoutStartTime(ann.get("starts").get(0)))
                .isEqualTo(json(start.formatted("K1M_FIN", 2, 9200, "+1.00", "")));
        assertThat(withoutStartTime(ann.get("starts").get(1)))
                .isEqualTo(json(start.formatted("K1M_BR1", 1, 9300, "0.00", ", 'runTotal': 9500, 'runStatus': null")));
        assertThat(withoutStartTime(ann.get("starts").get(2)))
                .isEqualTo(json(start.formatted("K1M_BR2", 1, 9300, "0.00", ", 'runTotal': 9300, 'runStatus': null")));
        JsonNode bob = riders.get(ann.equals(riders.get(0)) ? 1 : 0);
        assertThat(bob.at("/starts/1/runTotal").asInt()).isEqualTo(9600);
        assertThat(bob.at("/starts/2/runTotal").isNull()).isTrue();
        assertThat(bob.at("/starts/2/runStatus").asText()).isEqualTo("DNF");
        assertThat(bob.at("/starts/2/total").asInt()).isEqualTo(9600);
    }

    @Test
    void allRidersAreListedOnceEach() {
        JsonNode riders = api.get(TEST + "/riders").body().get("riders");

        assertThat(texts(riders, "athleteId")).hasSize(5).doesNotHaveDuplicates();
        assertThat(texts(riders, "name")).contains("DOGWOOD Dan").anyMatch(name -> name.contains("ELDER Eve"));
    }

    private static JsonNode withoutStartTime(JsonNode start) {
        return ((ObjectNode) start.deepCopy()).putNull("startTime");
    }

    private static String who(Integer rank, int bib, String name, String category, Integer categoryRank) {
        return "{'rnk': %s, 'bib': %d, 'athleteId': '%d', 'name': '%s', 'club': 'Club %d', 'noc': 'CZE', 'catId': '%s',"
                        .formatted(rank, bib, 9000 + bib, name, bib, category)
                + " 'catRnk': %s,".formatted(categoryRank);
    }

    @Test
    void aTableOfTwoRunsIsTheSameInBothRaces() {
        String rows = who(1, 1, "ALDER Ann", "ZS", 1)
                + "'time': 9300, 'pen': 0, 'total': 9300, 'totalBehind': '0.00', 'catTotalBehind': '0.00',"
                + " 'status': null, 'betterRunNr': 2, 'totalTotal': 9300, 'prevTime': 9500, 'prevPen': 0,"
                + " 'prevTotal': 9500, 'prevRnk': 1, 'prevStatus': null, 'currStatus': null},"
                + who(2, 2, "BIRCH Bob", "ZM", 1)
                + "'time': 9400, 'pen': 200, 'total': 9600, 'totalBehind': '+3.00', 'catTotalBehind': '0.00',"
                + " 'status': null, 'betterRunNr': 1, 'totalTotal': 9600, 'prevTime': null, 'prevPen': null,"
                + " 'prevTotal': null, 'prevRnk': null, 'prevStatus': null, 'currStatus': 'DNF'}";
        for (String run : List.of("1", "2")) {
            assertThat(api.results("TEST", "K1M_BR" + run).body())
                    .isEqualTo(json("{'race': {'raceId': 'K1M_BR" + run + "', 'classId': 'K1M', 'raceType': 'best-run-"
                            + run + "', 'raceStatus': 3}, 'results': [" + rows + "]}"));
        }
    }

    @Test
    void aDetailedTableHasClocksAndGatesToo() {
        JsonNode plain = api.results("TEST", "K1M_FIN").body().get("results");
        JsonNode detailed =
                api.get(TEST + "/results/K1M_FIN?detailed=true").body().get("results");
        ObjectNode expected = plain.get(1).deepCopy();
        expected.setAll(
                (ObjectNode)
                        json(
                                "{'dtStart': '09:01:00.000', 'dtFinish': null, 'courseGateCount': 2, 'gates': ["
                                        + "{'number': 1, 'type': 'normal', 'penalty': 2}, {'number': 2, 'type': 'reverse', 'penalty': 0}]}"));
        assertThat(detailed.get(1)).isEqualTo(expected);
        assertThat(api.get(TEST + "/results/K1M_BR1?detailed=true").body().at("/results/0"))
                .satisfies(row -> assertThat(((JsonNode) row).fieldNames())
                        .toIterable()
                        .contains("dtStart", "dtFinish", "gates", "courseGateCount", "prevDtStart", "prevDtFinish")
                        .contains("prevGates"));
        assertThat(api.get(TEST + "/results/K1M_FIN?detailed=false").body().get("results"))
                .isEqualTo(plain);
    }

    @Test
    void aTableOfOneCategoryIsInItsOrder() {
        JsonNode rows = api.get(TEST + "/results/K1M_FIN?catId=ZS").body().get("results");
        assertThat(texts(rows, "name")).containsExactly("ALDER Ann", "DOGWOOD Dan", "CEDAR Cid");
        assertThat(api.get(TEST + "/results/K1M_FIN?catId=NONE").body().get("results"))
                .isEmpty();
        assertThat(texts(
                        api.get(TEST + "/results/K1M_FIN?catId=ZM&detailed=true")
                                .body()
                                .get("results"),
                        "name"))
                .containsExactly("BIRCH Bob");
    }

    @Test
    void aCategoryWithAnEmptyLookingNameIsACategory() {
        server.api()
                .createEvent("NULL")
                .imported(ExportXml.on(server.clock().today())
                        .course(1, "NN")
                        .raceClass("K1M", "null", "ZS")
                        .rider("K1M", 1, "ALDER", "Ann", "null")
                        .rider("K1M", 2, "BIRCH", "Bob", "ZS")
                        .race("K1M_FIN", "K1M", "FIN")
                        .result("K1M_FIN", "K1M", 1, 90_000, 0)
                        .result("K1M_FIN", "K1M", 2, 91_000, 0)
                        .toString())
                .through("startlist");
        String table = "/api/v1/events/NULL/results/K1M_FIN";
        for (int i = 0; i < 2; i++) {
            assertThat(api.get(table).body().get("results")).hasSize(2);
            assertThat(api.get(table + "?catId=null").body().get("results")).hasSize(1);
            assertThat(api.get(table + "?catId=").body().get("results")).isEmpty();
            assertThat(api.get(table + "?catId=NONE").body().get("results")).isEmpty();
        }
        server.api().deleteEvent("NULL");
    }

    @Test
    void aStartListIsInStartOrderAndACrewShowsBoth() {
        assertThat(api.startlist("TEST", "C2M_QUA").body())
                .isEqualTo(json("{'race': {'raceId': 'C2M_QUA', 'classId': 'C2M',"
                        + " 'startTime': '2026-06-20T09:00:00+02:00'}, 'startlist': [{'startOrder': 10, 'bib': 10,"
                        + " 'athleteId': '9010', 'name': 'ELDER Eve / FIR Fay', 'club': 'Club 10', 'noc': 'CZE',"
                        + " 'catId': 'ZS', 'startTime': '09:00:00'}]}"));
        assertThat(texts(api.startlist("TEST", "K1M_FIN").body().get("startlist"), "startOrder"))
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void ridersOnCourseAreShownAsReported() {
        assertThat(api.oncourse("TEST").body()).isEqualTo(json("{'oncourse': []}"));
        booth.oncourse(json("{'oncourse': [{'participantId': '1.K1M', 'raceId': 'K1M_BR2', 'bib': 1,"
                + " 'name': 'ALDER Ann', 'club': 'Club 1', 'position': 1, 'gates': [0, 2, 50, null], 'dtStart': 'a',"
                + " 'dtFinish': null, 'time': 1234, 'pen': 200, 'total': 1434, 'rank': 3, 'ttbDiff': '+1.23',"
                + " 'ttbName': 'BIRCH Bob', 'unknown': 17}]}"));
        assertThat(api.oncourse("TEST").body())
                .isEqualTo(json("{'oncourse': [{'raceId': 'K1M_BR2', 'bib': 1, 'name': 'ALDER Ann', 'club': 'Club 1',"
                        + " 'position': 1, 'gates': [0, 2, 50, null], 'completed': false, 'dtStart': 'a',"
                        + " 'dtFinish': null, 'time': 1234, 'pen': 200, 'total': 1434, 'rank': 3, 'ttbDiff': '+1.23',"
                        + " 'ttbName': 'BIRCH Bob'}]}"));
    }

    @Test
    void categoriesAreThoseOfAllClasses() {
        assertThat(api.categories("TEST").body())
                .isEqualTo(json("{'categories': [{'catId': 'ZS', 'name': 'Name of ZS', 'firstYear': 1990,"
                        + " 'lastYear': 2007, 'classIds': ['K1M', 'C2M']}, {'catId': 'ZM', 'name': 'Name of ZM',"
                        + " 'firstYear': 1990, 'lastYear': 2007, 'classIds': ['K1M']}]}"));
    }

    @Test
    void officialsAreInDisplayOrder() {
        String official = "{'function': '%s', 'familyName': '%s', 'givenName': null, 'noc': null}";
        assertThat(api.get(TEST + "/officials").body())
                .isEqualTo(json("{'officials': [" + official.formatted("ChiefJudge", "HAZEL") + ", "
                        + official.formatted("Starter", "GORSE") + "]}"));
    }

    @Test
    void gateStatisticsAreThoseOfTheTimingSystem() {
        assertThat(api.get(TEST + "/gate-statistics").body())
                .isEqualTo(json("{'gateStatistics': [{'classId': 'K1M', 'phase': 'QUAL', 'runsCounted': 40,"
                        + " 'gates': [{'number': 1, 'touched': 3, 'missed': 1}]}]}"));
    }

    @Test
    void theImageIsServedUnchanged() {
        var image = api.get(TEST + "/image");
        assertThat(image.bytes().getBytes()).isEqualTo(PNG);
        assertThat(image.header("Content-Type")).isEqualTo("image/png");
        assertThat(image.header("Cache-Control")).contains("max-age");
        assertThat(api.get(TEST + "/image", "If-None-Match", image.etag()).status())
                .isEqualTo(304);
    }

    @Test
    void theAdminReadHasAllFieldsOfAnEvent() {
        JsonNode event = StreamSupport.stream(api.adminEvents().get("events").spliterator(), false)
                .filter(e -> e.get("eventId").asText().equals("TEST"))
                .findFirst()
                .orElseThrow();
        assertThat(event)
                .isEqualTo(json("{'eventId': 'TEST', 'mainTitle': 'Title of the organiser', 'subTitle': 'Sub',"
                        + " 'location': 'Veltrusy', 'startDate': '2026-06-20T08:00:00+02:00',"
                        + " 'endDate': '2026-06-20T18:00:00+02:00', 'discipline': 'Slalom', 'status': 'running',"
                        + " 'apiKey': '" + booth.apiKey() + "', 'hasXmlData': true, 'hasImage': true, 'createdAt': '"
                        + server.clock().instant() + "'}"));
    }

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(item -> item.get(field).asText())
                .toList();
    }
}
