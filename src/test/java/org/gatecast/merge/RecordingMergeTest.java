package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.ResultsBody;
import org.gatecast.ingest.XmlLimits;
import org.gatecast.merge.ReferenceBestRun.Report;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;

/** Compares the merged recorded race with one calculated from the definition. */
class RecordingMergeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Export EXPORT =
            new ExportParser(XmlLimits.DEFAULT).parse(RecordingReader.XML.getBytes(StandardCharsets.UTF_8));
    private static final int AFTER_THE_RACE = 1000;

    private final RecordingReader plain = new RecordingReader();
    private final MergeHarness harness = new MergeHarness(MergeStrategy.TCP).imports(EXPORT, 0);

    @Test
    void everyTableIsThePlainOneAfterEveryCall() throws IOException {
        compareAllTables();
        for (Recording.Call call : RecordingReader.CALLS) {
            receive(call);
            compareAllTables();
        }
        assertThat(RecordingReader.CALLS).hasSize(8);
        assertThat(plain.races()).hasSize(44);
    }

    @Test
    void everyCallSaidAgainChangesNothing() throws IOException {
        for (Recording.Call call : RecordingReader.CALLS) {
            receive(call);
            assertThat(harness.receives(
                                    AFTER_THE_RACE,
                                    ResultsBody.parse(JSON.writeValueAsBytes(call.body()))
                                            .rows())
                            .changed())
                    .isZero();
        }
    }

    /**
     * By the contract's words 18 of the recording's 781 second runs with a time are polluted: bibs 29 and 68 in each of
     * the eight calls, bib 10 in the last two. The export has none of these times. Nothing else contradicts itself.
     */
    @Test
    void everyPollutedSecondRunIsPutRight() throws IOException {
        Map<Integer, Integer> polluted = new TreeMap<>();
        int timed = 0;
        for (Recording.Call call : RecordingReader.CALLS) {
            receive(call);
            for (JsonNode row : call.body().get("results")) {
                String race = row.get("raceId").asText();
                if (!race.contains("BR2") || row.get("time").isNull()) {
                    continue;
                }
                timed++;
                int time = row.get("time").asInt();
                int total = row.get("total").asInt();
                if (Math.abs(total - (time + row.get("pen").asInt())) <= 2) {
                    continue;
                }
                String rider = row.get("participantId").asText();
                Report first = plain.streamReport(race.replace("BR2", "BR1"), rider);
                if (!first.isResult()) {
                    first = plain.exportReport(race.replace("BR2", "BR1"), rider);
                }
                ResultRow shown = rowOf(race, row.get("bib").asInt());
                assertThat(first.status()).isNull();
                assertThat(first.total()).isCloseTo(total, within(2));
                assertThat(plain.exportReport(race, rider).time()).isNull();
                assertThat(shown.time()).isEqualTo(time);
                assertThat(shown.pen()).isNull();
                assertThat(shown.total()).isEqualTo(time);
                assertThat(shown.bestRun().betterRunNr()).isEqualTo(1);
                polluted.merge(shown.bib(), 1, Integer::sum);
            }
        }
        assertThat(timed).isEqualTo(781);
        assertThat(polluted).isEqualTo(Map.of(10, 2, 29, 8, 68, 8));
    }

    @Test
    void anExportAfterTheRaceLeavesTheStreamsTablesAlone() throws IOException {
        for (Recording.Call call : RecordingReader.CALLS) {
            receive(call);
        }
        harness.imports(EXPORT, AFTER_THE_RACE);
        assertThat(harness.changes().isEmpty()).isTrue();
        compareAllTables();
    }

    /** The stream's second runs of ten participants differ from the export's, and for five the export has none. */
    @Test
    void underTheStrategyXmlItBringsTheExportsRunsBack() throws IOException {
        Map<Integer, Report> exported = secondRuns();
        for (Recording.Call call : RecordingReader.CALLS) {
            receive(call);
        }
        Map<Integer, Report> streamed = secondRuns();
        harness.strategy(MergeStrategy.XML).imports(EXPORT, AFTER_THE_RACE);

        Map<Integer, Report> expected = new TreeMap<>(exported);
        for (int bib : new int[] {10, 11, 25, 29, 68}) {
            expected.put(bib, streamed.get(bib));
        }
        assertThat(secondRuns()).isEqualTo(expected);
        assertThat(exported.keySet().stream().filter(bib -> !exported.get(bib).equals(streamed.get(bib))))
                .containsExactly(5, 6, 7, 8, 9, 10, 11, 13, 15, 19, 25, 28, 29, 52, 68);
    }

    /** What the table shows of each rider's second run, by bib. */
    private Map<Integer, Report> secondRuns() {
        Map<Integer, Report> runs = new TreeMap<>();
        for (ResultRow row : harness.table(Recording.RACE)) {
            runs.put(
                    row.bib(),
                    new Report(row.time(), row.pen(), row.total(), row.bestRun().currStatus()));
        }
        return runs;
    }

    private void receive(Recording.Call call) throws IOException {
        plain.receive(call.body());
        harness.receives(
                (int) (call.millis() / 1000),
                ResultsBody.parse(JSON.writeValueAsBytes(call.body())).rows());
    }

    private void compareAllTables() throws IOException {
        for (String race : plain.races()) {
            assertThat(asJson(harness.table(race))).as(race).isEqualTo(plain.table(race));
        }
    }

    private static List<Map<String, Object>> asJson(List<ResultRow> rows) throws IOException {
        PublicJson.Document json = PublicJson.document(out -> PublicJson.rows(out, rows));
        return JSON.readValue(json.toString(StandardCharsets.UTF_8), new TypeReference<>() {});
    }

    private ResultRow rowOf(String race, int bib) {
        return harness.table(race).stream()
                .filter(row -> row.bib() == bib)
                .findFirst()
                .orElseThrow();
    }
}
