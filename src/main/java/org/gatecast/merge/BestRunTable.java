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
import org.gatecast.model.ResultReport;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.RunDetail;

/** The table that both races of a best-run pair show: the better of two runs counts (contract section 4). */
final class BestRunTable {
    private final EventState state;
    private final Map<ParticipantId, Result> first;
    private final Map<ParticipantId, Result> second;
    private final List<ScoredRow> scored = new ArrayList<>();
    private final List<ResultRow> rows;

    /** A race is {@code null} if there is none (yet). */
    BestRunTable(EventState state, RaceId first, RaceId second) {
        this.state = state;
        this.first = first == null ? Map.of() : state.resultsOf(first);
        this.second = second == null ? Map.of() : state.resultsOf(second);
        Set<ParticipantId> everyone = new LinkedHashSet<>(this.first.keySet());
        everyone.addAll(this.second.keySet());
        List<ParticipantId> participants = List.copyOf(everyone);
        List<ResultReport> firstRuns = participants.stream()
                .map(participant -> RunMerge.of(this.first.get(participant)))
                .toList();
        List<Standing> firstRanks = Ranking.of(firstRuns, run -> RankingScore.of(run.countingTotal()));
        for (int i = 0; i < participants.size(); i++) {
            scored.add(score(
                    participants.get(i), firstRuns.get(i), firstRanks.get(i).rank()));
        }
        this.rows = ScoredRow.ranked(scored);
    }

    /** The table of the first run's race: with that race's bibs where it has them. */
    List<ResultRow> ofFirst() {
        return withBib(first, second);
    }

    List<ResultRow> ofSecond() {
        return withBib(second, first);
    }

    private List<ResultRow> withBib(Map<ParticipantId, Result> own, Map<ParticipantId, Result> other) {
        List<ResultRow> table = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            ParticipantId participant = scored.get(i).participant().participantId();
            Integer bib = state.bibOf(own.getOrDefault(participant, other.get(participant)));
            ResultRow row = rows.get(i);
            table.add(Objects.equals(bib, row.bib()) ? row : row.withBib(bib));
        }
        return TableOrder.sorted(scored, table, TableOrder.BY_RANK);
    }

    private ScoredRow score(ParticipantId participant, ResultReport one, Integer firstRank) {
        Result result = second.get(participant);
        ResultReport two = RunMerge.of(result);
        boolean polluted = RunMerge.isPolluted(result, two, one);
        if (polluted) {
            two = RunMerge.withoutPollution(two, result.exportReport());
        }
        Integer better = betterRun(one, two, polluted);
        RankingScore score = better == null ? null : better == 1 ? score(one, two) : score(two, one);
        boolean both = one.tookPlace() && two.tookPlace();
        ResultReport shown = shown(one, two);
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
                both ? RunDetail.of(one) : RunDetail.NONE);
        Integer bib = state.bibOf(first.getOrDefault(participant, result));
        boolean marked = one.underInvestigation() || two.underInvestigation();
        return new ScoredRow(
                state, state.participants().get(participant), bib, null, shown, status, marked, score, bestRun);
    }

    private static RankingScore score(ResultReport better, ResultReport other) {
        return new RankingScore(better.total(), other.countingTotal());
    }

    /** Run 2, unless only run 1 took place, or only run 1 has a result. */
    private static ResultReport shown(ResultReport one, ResultReport two) {
        if (one.tookPlace() != two.tookPlace()) {
            return one.tookPlace() ? one : two;
        }
        return one.hasResult() && !two.hasResult() ? one : two;
    }

    private static Integer betterRun(ResultReport first, ResultReport second, boolean polluted) {
        if (!first.isClean()) {
            return second.isClean() ? 2 : null;
        }
        return polluted || !second.isClean() || first.total() <= second.total() ? 1 : Integer.valueOf(2);
    }
}
