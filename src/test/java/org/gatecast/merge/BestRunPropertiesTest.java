package org.gatecast.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.gatecast.merge.ReferenceBestRun.Report;
import org.gatecast.merge.ReferenceBestRun.Run;
import org.gatecast.merge.ReferenceBestRun.Starter;
import org.gatecast.model.EventState;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceType;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/** Best of two runs in random histories: one run and two, statuses, polluted runs, participants with only one run. */
class BestRunPropertiesTest {
    @Provide
    Arbitrary<List<MergeStep>> stories() {
        return RandomHistories.any().map(story -> {
            story.removeIf(mergeStep -> mergeStep instanceof MergeStep.Use);
            return story;
        });
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(onFailureOnly = true)
    void everyTableIsThatOfThePlainDefinition(@ForAll("stories") List<MergeStep> story) {
        RandomHistories.play(story, MergeStrategy.TCP, harness -> {
            BestRunPairs pairs = new BestRunPairs(harness.snapshot().races());
            for (RaceTable table : harness.snapshot().tables().values()) {
                if (table.race().raceType().isBestRun()) {
                    List<Starter> starters = starters(harness.state(), table.race(), pairs);
                    assertEquals(ReferenceBestRun.table(starters), plain(table));
                }
            }
            Statistics.label("a second run is polluted")
                    .collect(hasPollution(harness))
                    .coverage(seen -> seen.check(true).percentage(share -> share > 1));
        });
    }

    private static List<Starter> starters(EventState event, Race race, BestRunPairs pairs) {
        RaceId partner = pairs.partnerOf(race.raceId());
        boolean isFirst = race.raceType() == RaceType.BEST_RUN_1;
        Map<ParticipantId, Result> own = event.resultsOf(race.raceId());
        Map<ParticipantId, Result> other = partner == null ? Map.of() : event.resultsOf(partner);
        Set<ParticipantId> riders = new LinkedHashSet<>(own.keySet());
        riders.addAll(other.keySet());
        return riders.stream()
                .map(rider -> {
                    Result one = (isFirst ? own : other).get(rider);
                    Result two = (isFirst ? other : own).get(rider);
                    return new Starter(
                            rider.value(),
                            event.bibOf(own.getOrDefault(rider, other.get(rider))),
                            event.participants().get(rider).catId(),
                            run(one),
                            run(two));
                })
                .toList();
    }

    private static Run run(Result run) {
        return run == null
                ? Run.NOTHING
                : new Run(reported(run.streamReport()), reported(run.exportReport()), run.corrected());
    }

    private static Report reported(ResultReport report) {
        return report == null
                ? Report.NOTHING
                : new Report(report.time(), report.pen(), report.total(), report.status());
    }

    private static boolean hasPollution(MergeHarness harness) {
        return harness.snapshot().tables().values().stream()
                .flatMap(table -> table.rows().stream())
                .anyMatch(row -> row.bestRun() != null
                        && Integer.valueOf(1).equals(row.bestRun().betterRunNr())
                        && row.bestRun().prevTotal() != null
                        && row.status() == null
                        && row.pen() == null);
    }

    private static List<Map<String, Object>> plain(RaceTable table) {
        return table.rows().stream().map(BestRunPropertiesTest::plain).toList();
    }

    private static Map<String, Object> plain(ResultRow row) {
        BestRun runs = row.bestRun();
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("id", row.athleteId().replace("icf-", ""));
        plain.put("rnk", row.rnk());
        plain.put("bib", row.bib());
        plain.put("catId", row.catId());
        plain.put("catRnk", row.catRnk());
        plain.put("time", row.time());
        plain.put("pen", row.pen());
        plain.put("total", row.total());
        plain.put("totalBehind", row.totalBehind());
        plain.put("catTotalBehind", row.catTotalBehind());
        plain.put("status", row.status());
        plain.put("betterRunNr", runs.betterRunNr());
        plain.put("totalTotal", runs.totalTotal());
        plain.put("prevTime", runs.prevTime());
        plain.put("prevPen", runs.prevPen());
        plain.put("prevTotal", runs.prevTotal());
        plain.put("prevRnk", runs.prevRnk());
        plain.put("prevStatus", runs.prevStatus());
        plain.put("currStatus", runs.currStatus());
        return plain;
    }
}
