package org.gatecast.merge;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gatecast.merge.Ranking.Standing;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.RunDetail;

/** Two runs of which the better counts, as the one table that both races show (contract section 4). */
final class BestRunTable {
    private final EventState state;
    private final Map<ParticipantId, Result> first;
    private final Map<ParticipantId, Result> second;
    private final List<ParticipantId> riders;
    private final List<ResultRow> rows;

    /**
     * @param first the race of the first run, {@code null} when there is none (yet)
     * @param second the race of the second run, {@code null} likewise
     */
    BestRunTable(EventState state, RaceId first, RaceId second) {
        this.state = state;
        this.first = first == null ? Map.of() : state.resultsOf(first);
        this.second = second == null ? Map.of() : state.resultsOf(second);
        Set<ParticipantId> everyone = new LinkedHashSet<>(this.first.keySet());
        everyone.addAll(this.second.keySet());
        this.riders = List.copyOf(everyone);
        List<MergedRun> firstRuns = riders.stream()
                .map(rider -> MergedRun.of(this.first.get(rider)))
                .toList();
        List<Standing> firstRanks = Ranking.of(firstRuns, run -> RankingScore.of(run.counting()));
        List<UnrankedRow> lines = new ArrayList<>();
        for (int i = 0; i < riders.size(); i++) {
            lines.add(row(riders.get(i), firstRuns.get(i), firstRanks.get(i).rank()));
        }
        this.rows = UnrankedRow.ranked(lines);
    }

    /** The table as the race of the first run shows it: with that race's bibs, for whom it has one. */
    List<ResultRow> ofFirst() {
        return withBib(first, second);
    }

    /** The table as the race of the second run shows it. */
    List<ResultRow> ofSecond() {
        return withBib(second, first);
    }

    private List<ResultRow> withBib(Map<ParticipantId, Result> own, Map<ParticipantId, Result> other) {
        List<ResultRow> table = new ArrayList<>();
        for (int i = 0; i < riders.size(); i++) {
            ParticipantId rider = riders.get(i);
            Integer bib = state.bibOf(own.getOrDefault(rider, other.get(rider)));
            ResultRow row = rows.get(i);
            table.add(Objects.equals(bib, row.bib()) ? row : row.withBib(bib));
        }
        return TableOrder.sorted(riders, table, TableOrder.BY_RANK);
    }

    private UnrankedRow row(ParticipantId rider, MergedRun one, Integer firstRank) {
        Result result = second.get(rider);
        MergedRun two = MergedRun.of(result);
        boolean polluted = MergedRun.isPolluted(result, two, one);
        if (polluted) {
            two = two.withoutPollution(result.xml());
        }
        Integer better = betterRun(one, two, polluted);
        RankingScore score = better == null ? null : better == 1 ? score(one, two) : score(two, one);
        boolean both = one.tookPlace() && two.tookPlace();
        MergedRun shown = shown(one, two);
        String status = better != null ? null : two.status() != null ? two.status() : one.status();
        BestRun bestRun = new BestRun(
                better,
                score == null ? null : score.total(),
                both ? one.time() : null,
                both ? one.pen() : null,
                both ? one.total() : null,
                both ? firstRank : null,
                one.status(),
                two.status(),
                one.underInvestigation(),
                two.underInvestigation(),
                both ? one.detail() : RunDetail.NONE);
        Integer bib = state.bibOf(first.getOrDefault(rider, result));
        boolean marked = one.underInvestigation() || two.underInvestigation();
        return UnrankedRow.of(state, rider, bib, null, shown, status, marked, score, bestRun);
    }

    private static RankingScore score(MergedRun better, MergedRun other) {
        return new RankingScore(better.total(), other.counting());
    }

    /** Run 2, unless run 1 alone took place, or alone has anything to show. */
    private static MergedRun shown(MergedRun one, MergedRun two) {
        if (one.tookPlace() != two.tookPlace()) {
            return one.tookPlace() ? one : two;
        }
        return one.hasResult() && !two.hasResult() ? one : two;
    }

    private static Integer betterRun(MergedRun first, MergedRun second, boolean polluted) {
        if (!first.isClean()) {
            return second.isClean() ? 2 : null;
        }
        return polluted || !second.isClean() || first.total() <= second.total() ? 1 : Integer.valueOf(2);
    }
}
