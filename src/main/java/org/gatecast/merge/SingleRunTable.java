package org.gatecast.merge;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.gatecast.snapshot.ResultRow;

/** The table of a race that is not one of a best-run pair. */
record SingleRunTable(Race race, RankedRows rows) implements RankedTable {

    static SingleRunTable of(Race race, EventState state) {
        RankedRows.Kind kind =
                race.raceType().isRankedByTimingSystem() ? RankedRows.Kind.AS_TIMED : RankedRows.Kind.BY_SCORE;
        List<ScoredRow> rows = state.resultsOf(race.raceId()).values().stream()
                .map(result -> scored(race, result, state))
                .toList();
        return new SingleRunTable(race, RankedRows.of(kind, rows, state));
    }

    @Override
    public List<RaceId> races() {
        return List.of(race.raceId());
    }

    @Override
    public List<ResultRow> rowsOf(RaceId raceId) {
        return rows.rows();
    }

    @Override
    public RankedTable next(EventState before, EventState after, Map<RaceId, Set<ParticipantId>> changed) {
        Map<ParticipantId, Result> results = after.resultsOf(race.raceId());
        Map<ParticipantId, ScoredRow> scored = new HashMap<>();
        for (ParticipantId participant : changed.getOrDefault(race.raceId(), Set.of())) {
            Result result = results.get(participant);
            scored.put(participant, result == null ? null : scored(race, result, after));
        }
        return new SingleRunTable(race, rows.with(scored, after));
    }

    private static ScoredRow scored(Race race, Result result, EventState state) {
        boolean cross = race.raceType().isRankedByTimingSystem();
        ResultReport run = RunMerge.of(result);
        return new ScoredRow(
                state.participants().get(result.participantId()),
                state.bibOf(result),
                cross ? result.heatNr() : null,
                run,
                run.status(),
                run.underInvestigation(),
                RankingScore.of(cross ? finish(run) : run.countingTotal()),
                null);
    }

    /** The timing system's rank of a cross run. A row without a result has none: its number is a row number. */
    private static Integer finish(ResultReport run) {
        return run.status() == null && run.hasResult() ? run.rank() : null;
    }
}
