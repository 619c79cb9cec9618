package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.merge.ReferenceBestRun.Report;
import org.gatecast.merge.SpecTable.Example;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;

/** What {@code specs/merge.md} calls recorded is in the recording. */
class RecordedExamplesTest {
    private static final Pattern RECORDED = Pattern.compile("recorded, bib (\\d+):.*");

    private final RecordingReader race = new RecordingReader();

    @Test
    void everyRecordedExampleIsARiderOfTheRecording() {
        RecordingReader.CALLS.forEach(call -> race.receive(call.body()));
        List<Example> examples = SpecTable.ofMerge().stream()
                .filter(table -> table.columns().contains("better"))
                .flatMap(table -> table.rows().stream())
                .filter(example -> example.get("case").contains("recorded"))
                .toList();

        assertThat(examples).hasSizeGreaterThan(4).allSatisfy(example -> {
            Matcher recorded = RECORDED.matcher(example.get("case"));
            assertThat(recorded).matches();
            String rider = race.rider(Recording.RACE, Integer.parseInt(recorded.group(1)));
            assertThat(example.get("run 1")).isEqualTo(reported(Recording.RACE.replace("BR2", "BR1"), rider));
            assertThat(example.get("run 2")).isEqualTo(reported(Recording.RACE, rider));
        });
    }

    /** What comes in of a run, as the examples write it. */
    private String reported(String raceId, String rider) {
        Report export = race.exportReport(raceId, rider);
        Report stream = race.streamReport(raceId, rider);
        if (!stream.isResult()) {
            return "xml " + written(export);
        }
        return export.isResult() ? "xml " + written(export) + ", tcp " + written(stream) : written(stream);
    }

    private static String written(Report text) {
        boolean bare = text.time() == null && text.pen() == null;
        String run =
                bare ? "" : (text.time() == null ? "?" : text.time()) + "+" + (text.pen() == null ? "?" : text.pen());
        boolean addsUp = text.total() == null || text.total() == text.time() + text.pen();
        String total = addsUp ? "" : "=" + text.total();
        return (run + total + (text.status() == null ? "" : " " + text.status())).strip();
    }
}
