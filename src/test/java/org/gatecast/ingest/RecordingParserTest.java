package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.gatecast.model.Export;
import org.gatecast.model.Gates;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceType;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.model.StreamRows;
import org.gatecast.model.UnreadableParts;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;

/** The recorded race is parsed completely and correctly. */
class RecordingParserTest {
    private final Export export = new ExportParser(XmlLimits.DEFAULT).parse(SampleExports.realExport());

    @Test
    void theEventIsDescribedAsTheExportDoes() {
        assertThat(export.details().subTitle()).isNull();
        assertThat(export.details().location()).isEqualTo("Veltrusy");
        assertThat(export.details().facility()).isEqualTo("Middle course");
        assertThat(export.details().startDate()).isEqualTo("2026-03-08T08:30:37+01:00");
        assertThat(export.details().discipline()).isEqualTo("Slalom");
    }

    @Test
    void aRunIsReadInHundredthsWithItsGates() {
        Result row = row("K1M_ST_BR1_6", "90841.K1M_ST");

        assertThat(row.bib()).isEqualTo(2);
        assertThat(row.startOrder()).isEqualTo(2);
        assertThat(row.startTime()).isEqualTo("8:30:45");
        ResultReport report = row.exportReport();
        assertThat(report.time()).isEqualTo(8621);
        assertThat(report.pen()).isEqualTo(200);
        assertThat(report.total()).isEqualTo(8821);
        assertThat(report.status()).isNull();
        assertThat(report.gates().penalties()).hasSize(24).startsWith(0, 0, 0, 0, 0, 2, 0);
        assertThat(report.dtStart()).isEqualTo("08:30:55.250");
        assertThat(report.dtFinish()).isEqualTo("08:32:21.460");
        assertThat(report.at()).isNull();
    }

    @Test
    void gatesNotPassedAreLeftOpenAtTheEndAndInTheMiddle() {
        Gates untilHeGaveUp = row("K1W_HO_BR2_7", "91884.K1W_HO").exportReport().gates();
        Gates withoutWhatNobodySaw =
                row("C1M_HO_BR1_7", "90540.C1M_HO").exportReport().gates();

        assertThat(untilHeGaveUp.penalties()).containsExactly(0, 0);
        assertThat(untilHeGaveUp.at(3)).isNull();
        assertThat(withoutWhatNobodySaw.penalties())
                .containsExactly(50, 0, 2, 2, 2, 0, 0, 0, null, null, null, null, 0, 0, 0, 0, 0, 0);
    }

    /** Six rows have a time and a status, and no total. */
    @Test
    void everyRowThatHasARunAddsUp() {
        List<ResultReport> reports = export.results().stream()
                .map(Result::exportReport)
                .filter(Objects::nonNull)
                .toList();

        assertThat(reports).hasSize(1_360);
        assertThat(reports.stream().filter(r -> r.time() != null))
                .hasSize(1_270)
                .allSatisfy(r -> assertThat(r.total()).isEqualTo(r.time() + r.pen()));
        assertThat(reports.stream().filter(r -> "DNS".equals(r.status()))).hasSize(62);
        assertThat(reports.stream().filter(r -> "DNF".equals(r.status()))).hasSize(32);
        assertThat(reports.stream().filter(r -> "DSQ".equals(r.status()))).hasSize(2);
    }

    @Test
    void racesKnowTheirKindAndCourse() {
        assertThat(export.races().get(0).raceType()).isEqualTo(RaceType.BEST_RUN_1);
        assertThat(export.races().get(0).startInterval()).isEqualTo("0:45");
        assertThat(export.races()).extracting(Race::courseNr).containsOnly(1, 2, 3, 4);
        assertThat(export.courses()).extracting(course -> course.gates().size()).containsExactly(24, 18, 24, 18);
    }

    @Test
    void oneParserServesManyThreadsAtOnce() {
        ExportParser parser = new ExportParser(XmlLimits.DEFAULT);
        byte[] xml = SampleExports.realExport();

        assertThat(IntStream.range(0, 40).parallel().mapToObj(i -> parser.parse(xml)))
                .containsOnly(export);
    }

    @Test
    void everyRecordedCallIsAcceptedAndNothingIsLeftOut() {
        int rows = 0;
        int riders = 0;
        for (Recording.Call call : Recording.calls()) {
            byte[] body = call.body().toString().getBytes(UTF_8);
            if (call.isResults()) {
                rows += assertSameRows(
                        whole(ResultsBody.parse(body)), call.body().get("results"));
            } else {
                riders += assertSameRiders(
                        whole(OnCourseBody.parse(body)), call.body().get("oncourse"));
            }
        }
        assertThat(rows).isEqualTo(813);
        assertThat(riders).isEqualTo(952);
    }

    /** The rows of a call of which nothing was left out. */
    private static <T> List<T> whole(StreamRows<T> read) {
        assertThat(read.unreadable()).isEqualTo(UnreadableParts.NOTHING);
        return read.rows();
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

    private Result row(String race, String participant) {
        return export.results().stream()
                .filter(r -> r.raceId().equals(new RaceId(race)))
                .filter(r -> r.participantId().equals(new ParticipantId(participant)))
                .findFirst()
                .orElseThrow();
    }
}
