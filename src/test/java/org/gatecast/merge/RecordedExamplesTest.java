package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.merge.ReferenceBestRun.Said;
import org.gatecast.merge.SpecTable.Example;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;

/** What {@code specs/merge.md} calls recorded is in the recording. */
class RecordedExamplesTest {
    private static final Pattern RECORDED = Pattern.compile("recorded, bib (\\d+):.*");

    private final RecordingReader race = new RecordingReader();

    @Test
    void everyRecordedExampleIsARiderOfTheRecording() {
        RecordingReader.CALLS.forEach(call -> race.hear(call.body()));
        List<Example> examples = SpecTable.ofMerge().stream()
                .filter(table -> table.columns().contains("better"))
                .flatMap(table -> table.rows().stream())
                .filter(example -> example.get("case").contains("recorded"))
                .toList();

        assertThat(examples).hasSizeGreaterThan(4).allSatisfy(example -> {
            Matcher recorded = RECORDED.matcher(example.get("case"));
            assertThat(recorded).matches();
            String rider = race.rider(Recording.RACE, Integer.parseInt(recorded.group(1)));
            assertThat(example.get("run 1")).isEqualTo(said(Recording.RACE.replace("BR2", "BR1"), rider));
            assertThat(example.get("run 2")).isEqualTo(said(Recording.RACE, rider));
        });
    }

    /** What comes in of a run, as the examples write it. */
    private String said(String raceId, String rider) {
        Said export = race.exportSays(raceId, rider);
        Said stream = race.streamSays(raceId, rider);
        if (!stream.isResult()) {
            return "xml " + written(export);
        }
        return export.isResult() ? "xml " + written(export) + ", tcp " + written(stream) : written(stream);
    }

    private static String written(Said said) {
        boolean bare = said.time() == null && said.pen() == null;
        String run =
                bare ? "" : (said.time() == null ? "?" : said.time()) + "+" + (said.pen() == null ? "?" : said.pen());
        boolean addsUp = said.total() == null || said.total() == said.time() + said.pen();
        String total = addsUp ? "" : "=" + said.total();
        return (run + total + (said.status() == null ? "" : " " + said.status())).strip();
    }
}
