package org.gatecast.merge;

import java.util.Map;
import java.util.Objects;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.RunDetail;

/** Makes one row of two runs, of which the better counts (contract section 4). */
final class BestRunScoring {
    private final EventState state;
    private final Map<ParticipantId, Result> first;
    private final Map<ParticipantId, Result> second;
    private final FirstRunRanks firstRanks;

    /** A race is {@code null} if there is none (yet). */
    BestRunScoring(EventState state, RaceId first, RaceId second, FirstRunRanks firstRanks) {
        this.state = state;
        this.first = resultsOf(first, state);
        this.second = resultsOf(second, state);
        this.firstRanks = firstRanks;
    }

    EventState state() {
        return state;
    }

    /** The participant's row, with the bib of the first race; {@code null} for one who is in neither race. */
    ScoredRow row(ParticipantId rider) {
        Result ofFirst = first.get(rider);
        Result ofSecond = second.get(rider);
        if (ofFirst == null && ofSecond == null) {
            return null;
        }
        ResultReport one = RunMerge.of(ofFirst);
        ResultReport two = RunMerge.of(ofSecond);
        boolean polluted = RunMerge.isPolluted(ofSecond, two, one);
        if (polluted) {
            two = RunMerge.withoutPollution(two, ofSecond.exportReport());
        }
        Integer better = betterRun(one, two, polluted);
        RankingScore score = better == null ? null : better == 1 ? score(one, two) : score(two, one);
        boolean both = one.tookPlace() && two.tookPlace();
        String status = better != null ? null : two.status() != null ? two.status() : one.status();
        BestRun bestRun = new BestRun(
                better,
                score == null ? null : score.total(),
                both ? one.time() : null,
                both ? one.pen() : null,
                both ? one.total() : null,
                both ? firstRanks.rankOf(one.countingTotal()) : null,
                one.status(),
                two.status(),
                one.underInvestigation(),
                two.underInvestigation(),
                both ? RunDetail.of(one) : RunDetail.NONE);
        return new ScoredRow(
                state.participants().get(rider),
                state.bibOf(ofFirst == null ? ofSecond : ofFirst),
                null,
                shown(one, two),
                status,
                one.underInvestigation() || two.underInvestigation(),
                score,
                bestRun);
    }

    /** Whether the row shows a rank of the first run, and the first run has another rank now. */
    boolean changesFirstRank(ScoredRow row) {
        Integer rank = row.bestRun().prevRnk();
        return rank != null && !rank.equals(firstRanks.rankOf(row.bestRun().prevTotal()));
    }

    /** Whether the participant has another bib in the second race. */
    boolean hasAnotherBib(ScoredRow row) {
        Result result = second.get(row.participant().participantId());
        return result != null && !Objects.equals(state.bibOf(result), row.bib());
    }

    ScoredRow withBibOfSecond(ScoredRow row) {
        return hasAnotherBib(row)
                ? row.withBib(state.bibOf(second.get(row.participant().participantId())))
                : row;
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

    static Map<ParticipantId, Result> resultsOf(RaceId race, EventState state) {
        return race == null ? Map.of() : state.resultsOf(race);
    }
}
