package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gatecast.model.Export;
import org.gatecast.model.Gates;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceType;
import org.gatecast.model.ResultReport;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;
import org.junit.jupiter.api.Test;

/** The recorded race goes in whole, and says what it said. */
class RecordingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Export export = new ExportParser(XmlLimits.DEFAULT).parse(Samples.recordedExport());

    @Test
    void everythingInTheExportIsThereAndNothingIsOdd() {
        assertThat(export.participants()).hasSize(260);
        assertThat(export.classes()).hasSize(6);
        assertThat(export.classes().stream()
                        .mapToInt(c -> c.categories().size())
                        .sum())
                .isEqualTo(18);
        assertThat(export.races()).hasSize(12);
        assertThat(export.rows()).hasSize(520);
        assertThat(export.courses()).hasSize(1);
        assertThat(export.warnings()).isEmpty();
    }

    @Test
    void theEventIsDescribedAsTheExportDoes() {
        assertThat(export.details().subTitle()).isEqualTo("Race 1 & 2");
        assertThat(export.details().location()).isEqualTo("Veltrusy");
        assertThat(export.details().facility()).isEqualTo("Middle course");
        assertThat(export.details().startDate()).isEqualTo("2026-11-19T08:00:00+01:00");
        assertThat(export.details().discipline()).isEqualTo("Slalom");
    }

    @Test
    void aRunIsReadInHundredthsWithItsGates() {
        Export.Row row = row("C1M_ST_BR1_7", "90040.C1M_ST");

        assertThat(row.bib()).isEqualTo(4);
        assertThat(row.startOrder()).isEqualTo(4);
        assertThat(row.startTime()).isEqualTo("12:12:00");
        assertThat(row.heatNr()).isNull();
        ResultReport report = row.report();
        assertThat(report.time()).isEqualTo(8184);
        assertThat(report.pen()).isEqualTo(200);
        assertThat(report.total()).isEqualTo(8384);
        assertThat(report.status()).isNull();
        assertThat(report.rank()).as("RnkOrder is no rank in a best-run race").isNull();
        assertThat(report.gates().penalties()).hasSize(24).startsWith(2, 0);
        assertThat(report.dtStart()).isEqualTo("12:12:00.000");
        assertThat(report.at()).isNull();
    }

    @Test
    void gatesNotPassedAtTheEndAreLeftOpen() {
        Gates gates = row("K1M_HO_BR1_7", "90185.K1M_HO").report().gates();

        assertThat(gates.penalties()).hasSize(18).endsWith(2);
        assertThat(gates.at(19)).isNull();
    }

    @Test
    void everyRowThatHasARunAddsUp() {
        List<ResultReport> reports = export.rows().stream()
                .map(Export.Row::report)
                .filter(Objects::nonNull)
                .toList();

        assertThat(reports).hasSize(503);
        assertThat(reports.stream().filter(r -> r.time() != null)).hasSize(487).allSatisfy(r -> assertThat(r.total())
                .isEqualTo(r.time() + r.pen()));
        assertThat(reports.stream().filter(r -> "DNS".equals(r.status()))).hasSize(14);
        assertThat(reports.stream().filter(r -> "DNF".equals(r.status()))).hasSize(2);
    }

    @Test
    void racesKnowTheirKindAndCourse() {
        assertThat(export.races().get(0).raceType()).isEqualTo(RaceType.BEST_RUN_1);
        assertThat(export.races().get(0).startInterval()).isEqualTo("1:00");
        assertThat(export.races())
                .allSatisfy(race -> assertThat(race.courseNr()).isEqualTo(1));
        assertThat(export.courses().get(0).gates()).hasSize(24);
    }

    @Test
    void oneParserServesManyThreadsAtOnce() {
        ExportParser parser = new ExportParser(XmlLimits.DEFAULT);
        byte[] xml = Samples.recordedExport();

        assertThat(IntStream.range(0, 40).parallel().mapToObj(i -> parser.parse(xml)))
                .containsOnly(export);
    }

    @Test
    void everyRecordedCallIsAccepted() throws JsonProcessingException {
        int rows = 0;
        int riders = 0;
        for (String line : Samples.recordedCalls()) {
            JsonNode call = JSON.readTree(line);
            byte[] body = call.get("body").toString().getBytes(UTF_8);
            if (call.get("path").asText().endsWith("/results")) {
                rows += assertSameRows(ResultsBody.parse(body), call.at("/body/results"));
            } else {
                riders += assertSameRiders(OnCourseBody.parse(body), call.at("/body/oncourse"));
            }
        }
        assertThat(rows).isEqualTo(1074);
        assertThat(riders).isEqualTo(635);
    }

    private static int assertSameRows(List<ResultUpdate> rows, JsonNode recorded) {
        assertThat(rows).hasSize(recorded.size());
        for (int i = 0; i < rows.size(); i++) {
            ResultUpdate row = rows.get(i);
            JsonNode was = recorded.get(i);
            assertThat(row.raceId().value()).isEqualTo(was.get("raceId").asText());
            assertThat(row.participantId().value())
                    .isEqualTo(was.get("participantId").asText());
            assertThat(row.time()).isEqualTo(Field.of(integer(was, "time")));
            assertThat(row.pen()).isEqualTo(Field.of(integer(was, "pen")));
            assertThat(row.total()).isEqualTo(Field.of(integer(was, "total")));
            assertThat(row.rank()).isEqualTo(Field.of(integer(was, "rnk")));
            assertThat(row.status()).isEqualTo(Field.of(text(was, "status")));
            assertThat(row.gates()).isEqualTo(Field.absent());
        }
        return rows.size();
    }

    private static int assertSameRiders(List<OnCourseEntry> riders, JsonNode recorded) {
        assertThat(riders).hasSize(recorded.size());
        for (int i = 0; i < riders.size(); i++) {
            OnCourseEntry rider = riders.get(i);
            JsonNode was = recorded.get(i);
            assertThat(rider.bib()).isEqualTo(was.get("bib").asInt());
            assertThat(rider.name()).isEqualTo(was.get("name").asText());
            assertThat(rider.gates()).hasSize(was.get("gates").size());
            assertThat(rider.time()).isEqualTo(integer(was, "time"));
            assertThat(rider.rank()).isEqualTo(integer(was, "rank"));
            assertThat(rider.dtStart()).isEqualTo(text(was, "dtStart"));
            assertThat(rider.ttbDiff()).isEqualTo(text(was, "ttbDiff"));
        }
        return riders.size();
    }

    private static Integer integer(JsonNode node, String field) {
        return node.get(field).isNull() ? null : (Integer) node.get(field).intValue();
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).isNull() ? null : node.get(field).asText();
    }

    private Export.Row row(String race, String participant) {
        return export.rows().stream()
                .filter(r -> r.raceId().equals(new RaceId(race)))
                .filter(r -> r.participantId().equals(new ParticipantId(participant)))
                .findFirst()
                .orElseThrow();
    }
}
