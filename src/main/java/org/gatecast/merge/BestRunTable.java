package org.gatecast.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.snapshot.ResultRow;

/**
 * The table that both races of a best-run pair show: the better of two runs counts (contract section 4).
 *
 * @param first a race is {@code null} if there is none (yet)
 * @param rows with the first race's bibs where it has them
 * @param rowsOfSecond the same rows with the second race's bibs where it has them; {@code null} if all bibs are the same
 */
record BestRunTable(RaceId first, RaceId second, FirstRunRanks firstRanks, RankedRows rows, RankedRows rowsOfSecond)
        implements RankedTable {

    static BestRunTable of(RaceId first, RaceId second, EventState state) {
        Set<ParticipantId> everyone =
                new LinkedHashSet<>(BestRunScoring.resultsOf(first, state).keySet());
        everyone.addAll(BestRunScoring.resultsOf(second, state).keySet());
        FirstRunRanks ranks = FirstRunRanks.of(totals(everyone, first, state));
        BestRunScoring scoring = new BestRunScoring(state, first, second, ranks);
        List<ScoredRow> scored = everyone.stream().map(scoring::row).toList();
        RankedRows rows = RankedRows.of(RankedRows.Kind.BY_SCORE, scored, state);
        return new BestRunTable(first, second, ranks, rows, rowsOfSecond(scored, scoring));
    }

    @Override
    public List<RaceId> races() {
        return Stream.of(first, second).filter(Objects::nonNull).toList();
    }

    @Override
    public List<ResultRow> rowsOf(RaceId race) {
        return rowsOfSecond == null || race.equals(first) ? rows.rows() : rowsOfSecond.rows();
    }

    @Override
    public RankedTable next(EventState before, EventState after, Map<RaceId, Set<ParticipantId>> changed) {
        Set<ParticipantId> changedFirst = changed.getOrDefault(first, Set.of());
        FirstRunRanks ranks = changedFirst.isEmpty()
                ? firstRanks
                : firstRanks.with(totals(changedFirst, first, before), totals(changedFirst, first, after));
        BestRunScoring scoring = new BestRunScoring(after, first, second, ranks);
        Map<ParticipantId, ScoredRow> scored = new HashMap<>();
        changedFirst.forEach(rider -> scored.put(rider, scoring.row(rider)));
        changed.getOrDefault(second, Set.of()).forEach(rider -> scored.put(rider, scoring.row(rider)));
        if (!changedFirst.isEmpty()) {
            rows.forEach(row -> {
                if (scoring.changesFirstRank(row)) {
                    ParticipantId rider = row.participant().participantId();
                    scored.put(rider, scoring.row(rider));
                }
            });
        }
        RankedRows next = rows.with(scored, after);
        return new BestRunTable(first, second, ranks, next, nextOfSecond(next, scored, scoring));
    }

    private RankedRows nextOfSecond(RankedRows next, Map<ParticipantId, ScoredRow> scored, BestRunScoring scoring) {
        if (rowsOfSecond == null) {
            if (scored.values().stream().noneMatch(row -> row != null && scoring.hasAnotherBib(row))) {
                return null;
            }
            List<ScoredRow> all = new ArrayList<>();
            next.forEach(all::add);
            return rowsOfSecond(all, scoring);
        }
        Map<ParticipantId, ScoredRow> own = new HashMap<>();
        scored.forEach((rider, row) -> own.put(rider, row == null ? null : scoring.withBibOfSecond(row)));
        return rowsOfSecond.with(own, scoring.state());
    }

    private static RankedRows rowsOfSecond(List<ScoredRow> scored, BestRunScoring scoring) {
        if (scored.stream().noneMatch(scoring::hasAnotherBib)) {
            return null;
        }
        List<ScoredRow> own = scored.stream().map(scoring::withBibOfSecond).toList();
        return RankedRows.of(RankedRows.Kind.BY_SCORE, own, scoring.state());
    }

    private static Stream<Integer> totals(Set<ParticipantId> riders, RaceId race, EventState state) {
        Map<ParticipantId, Result> results = BestRunScoring.resultsOf(race, state);
        return riders.stream().map(rider -> RunMerge.of(results.get(rider)).countingTotal());
    }
}
