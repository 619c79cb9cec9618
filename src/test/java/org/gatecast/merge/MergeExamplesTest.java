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
import org.gatecast.picture.BestRun;
import org.gatecast.picture.ResultRow;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The worked examples of {@code specs/merge.md} about one rider, as they stand there. */
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
        Draft draft = new Draft()
                .race("R", "QUA")
                .race("other", "QUA")
                .rider(Word.RIDER)
                .rider("q")
                .start("R", "q", 2);
        Meet meet = new Meet(MergeStrategy.of(example.get("strategy")));
        Word.in(example.get("what comes in"), "→").forEach(word -> word.comesTo(meet, draft, "R"));
        boolean there = meet.picture().tables().containsKey(new RaceId("R"))
                && meet.table("R").stream().anyMatch(row -> "icf-p".equals(row.athleteId()));
        if (example.get("shown").equals("gone")) {
            assertThat(there).isFalse();
        } else {
            assertThat(there).isTrue();
            assertThat(Notation.of(meet.row("R", Word.RIDER))).isEqualTo(Notation.of(example.get("shown")));
        }
    }

    private static void ride(Example example) {
        Draft draft = new Draft().race(FIRST, "BR1").race(SECOND, "BR2").rider(Word.RIDER);
        List<Word> one = Word.in(example.get("run 1"), ",");
        List<Word> two = Word.in(example.get("run 2"), ",");
        begin(draft, FIRST, one.get(0));
        begin(draft, SECOND, two.get(0));
        Meet meet = Meet.after(draft);
        one.forEach(word -> word.comesTo(meet, draft, FIRST));
        two.forEach(word -> word.comesTo(meet, draft, SECOND));

        ResultRow row = meet.row(meet.picture().races().get(0).raceId().value(), Word.RIDER);
        BestRun runs = row.bestRun();
        assertThat(new Notation(row.time(), row.pen(), row.total(), null, null))
                .as("shows")
                .isEqualTo(Notation.of(example.get("shows")));
        assertThat(new Notation(runs.prevTime(), runs.prevPen(), runs.prevTotal(), null, null))
                .as("prev")
                .isEqualTo(Notation.of(example.get("prev")));
        assertThat(text(runs.betterRunNr())).as("better").isEqualTo(example.get("better"));
        assertThat(text(runs.totalTotal())).as("counts").isEqualTo(example.get("counts"));
        assertThat(text(Notation.status(row.status(), row.underInvestigation())))
                .as("status")
                .isEqualTo(example.get("status"));
        String first = text(Notation.status(runs.prevStatus(), runs.prevUnderInvestigation()));
        String second = text(Notation.status(runs.currStatus(), runs.currUnderInvestigation()));
        assertThat(first + " / " + second).as("per run").isEqualTo(example.get("per run"));
        assertThat(row.rnk()).isEqualTo(runs.totalTotal() == null ? null : 1);
    }

    /** What the first export says of a run: nothing yet, where the first word is the stream's. */
    private static void begin(Draft draft, String race, Word first) {
        draft.start(race, Word.RIDER, 1);
        if (first.isExport()) {
            first.change(draft, race);
        }
    }

    private static String text(Object value) {
        return Objects.toString(value, "–");
    }
}
