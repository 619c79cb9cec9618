package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.gatecast.model.EventState;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/**
 * Properties that hold for any input in any order with every strategy. In addition {@link MergeHarness} checks state
 * and snapshot after each step.
 */
class MergePropertiesTest {
    /** By rank, unranked last: rows without a status (still to start) before rows with one. */
    private static final Comparator<ResultRow> BY_RANK = Comparator.comparing(
                    ResultRow::rnk, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(row -> row.status() != null)
            .thenComparing(ResultRow::bib, Comparator.nullsLast(Comparator.naturalOrder()));

    private static final int TRIES = 1000;

    @Provide
    Arbitrary<List<MergeStep>> stories() {
        return RandomHistories.any();
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void publishedChangesLeadFromOneSnapshotToTheNext(
            @ForAll("stories") List<MergeStep> story, @ForAll MergeStrategy strategy) {
        ChangeSetApplier applier = new ChangeSetApplier();
        RandomHistories.play(story, strategy, harness -> {
            Map<RaceId, List<ResultRow>> old = Map.copyOf(applier.tables());
            harness.changes().rows().forEach((race, rows) -> assertThat(old.getOrDefault(race, List.of()))
                    .doesNotContainAnyElementsOf(rows));
            applier.receive(harness.changes(), harness.snapshot());
            assertThat(applier.tables()).isEqualTo(rowsOf(harness.snapshot()));
            Statistics.label("told").collect(tellingOf(harness)).coverage(expected -> {
                expected.check("rows").percentage(share -> share > 10);
                expected.check("structure").percentage(share -> share > 10);
                expected.check("status").percentage(share -> share > 1);
                expected.check("nothing").percentage(share -> share > 1);
            });
        });
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void repeatingTheLastStepChangesNothingAndPublishesNothing(
            @ForAll("stories") List<MergeStep> story, @ForAll MergeStrategy strategy) {
        MergeHarness harness = new MergeHarness(strategy);
        for (int i = 0; i < story.size(); i++) {
            story.get(i).happensTo(harness, i * RandomHistories.SECONDS_BETWEEN);
            if (story.get(i) instanceof MergeStep.Become || story.get(i) instanceof MergeStep.Use) {
                continue;
            }
            EventState once = harness.state();
            EventSnapshot snapshot = harness.snapshot();
            story.get(i).happensTo(harness, i * RandomHistories.SECONDS_BETWEEN);
            assertThat(harness.state()).isSameAs(once);
            assertThat(harness.changes().isEmpty()).isTrue();
            assertThat(harness.snapshot().tables()).isEqualTo(snapshot.tables());
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void whatTheStrategyKeepsIsKept(@ForAll("stories") List<MergeStep> story, @ForAll MergeStrategy strategy) {
        MergeHarness harness = new MergeHarness(strategy);
        ReferenceCorrections corrections = new ReferenceCorrections();
        MergeStrategy current = strategy;
        for (int i = 0; i < story.size(); i++) {
            EventState before = harness.state();
            MergeStep mergeStep = story.get(i);
            mergeStep.happensTo(harness, i * RandomHistories.SECONDS_BETWEEN);
            if (mergeStep instanceof MergeStep.Use use) {
                current = use.strategy();
            } else if (mergeStep instanceof MergeStep.Call call) {
                corrections.receive(call.rows(), i * RandomHistories.SECONDS_BETWEEN, before, harness.state());
            } else if (mergeStep instanceof MergeStep.Import imported) {
                int asOf = i * RandomHistories.SECONDS_BETWEEN - imported.lag();
                corrections.take(imported.export(), asOf, before);
                keeps(before, harness, imported.export(), current, asOf, corrections);
                Statistics.label("an import under tcp corrects")
                        .collect(current == MergeStrategy.TCP && corrections.exist())
                        .coverage(seen -> seen.check(true).percentage(share -> share > 1));
            }
        }
    }

    private static void keeps(
            EventState before,
            MergeHarness harness,
            Export export,
            MergeStrategy strategy,
            int asOf,
            ReferenceCorrections corrections) {
        Map<List<Object>, Result> rows = new LinkedHashMap<>();
        export.results().forEach(row -> rows.put(List.of(row.raceId(), row.participantId()), row));
        before.results()
                .forEach((race, entries) -> entries.forEach((rider, result) -> {
                    Result row = rows.get(List.of(race, rider));
                    if (!result.hasStreamResult() || (row == null && !isStillThere(harness.state(), race, rider))) {
                        return;
                    }
                    Result after = harness.state().resultsOf(race).get(rider);
                    assertThat(after).as("row of a stream's result").isNotNull();
                    assertThat(after.streamReport()).isEqualTo(result.streamReport());
                    boolean blank = row == null
                            || row.exportReport() == null
                            || !row.exportReport().hasResult();
                    boolean streams = blank
                            || (strategy == MergeStrategy.TCP && !corrections.include(race, rider))
                            || (strategy == MergeStrategy.LATEST
                                    && !result.streamReport().at().isBefore(MergeHarness.second(asOf)));
                    ResultReport stands = streams ? result.streamReport() : row.exportReport();
                    ResultReport shown = RunMerge.of(after);
                    assertThat(shown.time()).isEqualTo(stands.time());
                    assertThat(shown.status()).isEqualTo(stands.status());
                    if (stands.total() != null) {
                        assertThat(shown.total()).isEqualTo(stands.total());
                    }
                }));
    }

    private static boolean isStillThere(EventState event, RaceId race, ParticipantId rider) {
        return event.races().containsKey(race)
                && event.participants().containsKey(rider)
                && Objects.equals(
                        event.races().get(race).classId(),
                        event.participants().get(rider).classId());
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void ranksAreAValidCompetitionRankingThatAgreesWithTotals(
            @ForAll("stories") List<MergeStep> story, @ForAll MergeStrategy strategy) {
        RandomHistories.play(story, strategy, harness -> harness.snapshot().tables().values().stream()
                .filter(table -> !table.race().raceType().isRankedByTimingSystem())
                .map(RaceTable::rows)
                .forEach(rows -> {
                    standAsTheirTotals(rows, ResultRow::rnk, ResultRow::totalBehind);
                    byCategory(rows)
                            .forEach((category, members) ->
                                    standAsTheirTotals(members, ResultRow::catRnk, ResultRow::catTotalBehind));
                    assertEquals(rows.stream().sorted(BY_RANK).toList(), rows);
                }));
    }

    private static void standAsTheirTotals(
            List<ResultRow> rows, Function<ResultRow, Integer> rank, Function<ResultRow, String> gap) {
        List<ResultRow> ranked =
                rows.stream().filter(row -> counting(row) != null).toList();
        for (ResultRow row : rows) {
            if (counting(row) == null) {
                assertNull(rank.apply(row));
                assertNull(gap.apply(row));
            } else {
                long ahead =
                        ranked.stream().filter(other -> isAhead(other, row)).count();
                int best = ranked.stream()
                        .mapToInt(MergePropertiesTest::counting)
                        .min()
                        .orElseThrow();
                assertEquals((int) ahead + 1, rank.apply(row));
                assertEquals(counting(row) - best, hundredths(gap.apply(row)));
            }
        }
    }

    private static boolean isAhead(ResultRow one, ResultRow other) {
        int difference = Integer.compare(counting(one), counting(other));
        return difference < 0 || (difference == 0 && otherRun(one) < otherRun(other));
    }

    /** What decides between equal totals, seen from outside: more than any total where there is no other clean run. */
    private static int otherRun(ResultRow row) {
        BestRun runs = row.bestRun();
        boolean hasBoth = runs != null && (runs.prevTime() != null || runs.prevTotal() != null);
        if (!hasBoth || runs.betterRunNr() == null) {
            return Integer.MAX_VALUE;
        }
        Integer other = runs.betterRunNr() == 1 ? row.total() : runs.prevTotal();
        String status = runs.betterRunNr() == 1 ? runs.currStatus() : runs.prevStatus();
        return other == null || status != null ? Integer.MAX_VALUE : other;
    }

    private static Map<String, List<ResultRow>> byCategory(List<ResultRow> rows) {
        Map<String, List<ResultRow>> categories = new LinkedHashMap<>();
        for (ResultRow row : rows) {
            if (row.catId() == null) {
                assertNull(row.catRnk());
            } else {
                categories.computeIfAbsent(row.catId(), id -> new ArrayList<>()).add(row);
            }
        }
        return categories;
    }

    /** Seen from outside: of two runs the better one's total, else the row's own unless it has a status. */
    private static Integer counting(ResultRow row) {
        if (row.bestRun() != null) {
            return row.bestRun().totalTotal();
        }
        return row.status() == null ? row.total() : null;
    }

    private static int hundredths(String gap) {
        assertTrue(gap.matches("0\\.00|\\+\\d+\\.\\d\\d"), gap);
        return Integer.parseInt(gap.replace("+", "").replace(".", ""));
    }

    private static Map<RaceId, List<ResultRow>> rowsOf(EventSnapshot snapshot) {
        Map<RaceId, List<ResultRow>> rows = new LinkedHashMap<>();
        snapshot.tables().forEach((race, table) -> rows.put(race, table.rows()));
        return rows;
    }

    private static String tellingOf(MergeHarness harness) {
        if (harness.changes().isEmpty()) {
            return "nothing";
        }
        if (harness.changes().structure()) {
            return "structure";
        }
        return harness.changes().rows().isEmpty() ? "status" : "rows";
    }
}
