package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gatecast.merge.SpecTable.Example;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.ResultRow;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The worked examples of {@code specs/merge.md} about one participant. */
class MergeExamplesTest {
    private static final String FIRST = "K1M_BR1";
    private static final String SECOND = "K1M_BR2";

    @TestFactory
    Stream<DynamicTest> oneRowBetweenTwoSources() {
        return examples("what comes in")
                .map(row -> dynamicTest(
                        "line " + row.line() + ", " + row.get("strategy") + ": " + row.get("situation"),
                        () -> tell(row)));
    }

    @TestFactory
    Stream<DynamicTest> bestOfTwoRuns() {
        return examples("better")
                .map(row -> dynamicTest("line " + row.line() + ": " + row.get("case"), () -> ride(row)));
    }

    @Test
    void everyStrategyIsShownInEverySituation() {
        List<String> expected = new ArrayList<>();
        for (MergeStrategy strategy : MergeStrategy.values()) {
            for (String situation : List.of(
                    "no conflict",
                    "stream is newer",
                    "export is newer",
                    "export is blank",
                    "row dropped",
                    "person dropped",
                    "race dropped")) {
                expected.add(strategy.json() + ", " + situation);
            }
        }
        assertThat(examples("what comes in").map(row -> row.get("strategy") + ", " + row.get("situation")))
                .containsAll(expected);
        assertThat(examples("better")).hasSizeGreaterThanOrEqualTo(12);
    }

    private static Stream<Example> examples(String column) {
        return SpecTable.ofMerge().stream()
                .filter(table -> table.columns().contains(column))
                .flatMap(table -> table.rows().stream());
    }

    private static void tell(Example example) {
        ExportScript script = new ExportScript()
                .race("R", "QUA")
                .race("other", "QUA")
                .rider(MergeStory.RIDER)
                .rider("q")
                .start("R", "q", 2);
        MergeHarness harness = new MergeHarness(MergeStrategy.of(example.get("strategy")));
        MergeStory.in(example.get("what comes in"), "→")
                .forEach(mergeStory -> mergeStory.comesTo(harness, script, "R"));
        boolean there = harness.snapshot().tables().containsKey(new RaceId("R"))
                && harness.table("R").stream().anyMatch(row -> "icf-p".equals(row.athleteId()));
        if (example.get("shown").equals("gone")) {
            assertThat(there).isFalse();
        } else {
            assertThat(there).isTrue();
            assertThat(ResultNotation.of(harness.row("R", MergeStory.RIDER)))
                    .isEqualTo(ResultNotation.of(example.get("shown")));
        }
    }

    private static void ride(Example example) {
        ExportScript script =
                new ExportScript().race(FIRST, "BR1").race(SECOND, "BR2").rider(MergeStory.RIDER);
        List<MergeStory> one = MergeStory.in(example.get("run 1"), ",");
        List<MergeStory> two = MergeStory.in(example.get("run 2"), ",");
        begin(script, FIRST, one.get(0));
        begin(script, SECOND, two.get(0));
        MergeHarness harness = MergeHarness.after(script);
        one.forEach(mergeStory -> mergeStory.comesTo(harness, script, FIRST));
        two.forEach(mergeStory -> mergeStory.comesTo(harness, script, SECOND));

        ResultRow row = harness.row(harness.snapshot().races().get(0).raceId().value(), MergeStory.RIDER);
        BestRun runs = row.bestRun();
        assertThat(new ResultNotation(row.time(), row.pen(), row.total(), null, null))
                .as("shows")
                .isEqualTo(ResultNotation.of(example.get("shows")));
        assertThat(new ResultNotation(runs.prevTime(), runs.prevPen(), runs.prevTotal(), null, null))
                .as("prev")
                .isEqualTo(ResultNotation.of(example.get("prev")));
        assertThat(text(runs.betterRunNr())).as("better").isEqualTo(example.get("better"));
        assertThat(text(runs.totalTotal())).as("counts").isEqualTo(example.get("counts"));
        assertThat(text(ResultNotation.status(row.status(), row.underInvestigation())))
                .as("status")
                .isEqualTo(example.get("status"));
        String first = text(ResultNotation.status(runs.prevStatus(), runs.prevUnderInvestigation()));
        String second = text(ResultNotation.status(runs.currStatus(), runs.currUnderInvestigation()));
        assertThat(first + " / " + second).as("per run").isEqualTo(example.get("per run"));
        assertThat(row.rnk()).isEqualTo(runs.totalTotal() == null ? null : 1);
    }

    /** The first export's report of a run: none if the example begins with the stream. */
    private static void begin(ExportScript script, String race, MergeStory first) {
        script.start(race, MergeStory.RIDER, 1);
        if (first.isExport()) {
            first.change(script, race);
        }
    }

    private static String text(Object value) {
        return Objects.toString(value, "–");
    }
}
