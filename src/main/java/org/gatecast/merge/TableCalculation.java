package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.Course;
import org.gatecast.model.EventState;
import org.gatecast.model.GateType;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.StartRow;

/** Calculates the tables of one event: runs merged, rows ranked and sorted, by race type (contract section 4). */
final class TableCalculation {
    private final EventState state;
    private final BestRunPairs pairs;
    private final Map<RaceId, BestRunTable> combined = new HashMap<>();
    private final Comparator<Result> startOrder;

    TableCalculation(EventState state, BestRunPairs pairs) {
        this.state = state;
        this.pairs = pairs;
        Comparator<Integer> lastIfUnknown = Comparator.nullsLast(Comparator.naturalOrder());
        this.startOrder = Comparator.comparing(Result::startOrder, lastIfUnknown)
                .thenComparing(state::bibOf, lastIfUnknown)
                .thenComparing(Result::participantId);
    }

    RaceTable of(Race race) {
        return new RaceTable(race, rows(race), startlist(race.raceId()), gates(race));
    }

    /**
     * A race's table after results changed and the structure did not. Returns {@code last} itself if the public cannot
     * see a difference.
     *
     * @param before the state from which {@code last} was calculated
     */
    RaceTable next(RaceTable last, EventState before) {
        Race race = last.race();
        boolean sameStarts = startAlike(before.resultsOf(race.raceId()), state.resultsOf(race.raceId()));
        RaceTable next =
                new RaceTable(race, rows(race), sameStarts ? last.startlist() : startlist(race.raceId()), last.gates());
        return next.equals(last) ? last : next;
    }

    private static boolean startAlike(Map<ParticipantId, Result> before, Map<ParticipantId, Result> after) {
        List<Result> starters = listed(after);
        return starters.size() == listed(before).size()
                && starters.stream().allMatch(starter -> {
                    Result old = before.get(starter.participantId());
                    return old != null && old.listed() && old.startsLike(starter);
                });
    }

    private static List<Result> listed(Map<ParticipantId, Result> entries) {
        return entries.values().stream().filter(Result::listed).toList();
    }

    private List<ResultRow> rows(Race race) {
        RaceId id = race.raceId();
        return switch (race.raceType()) {
            case BEST_RUN_1 -> bestRuns(id, pairs.partnerOf(id)).ofFirst();
            case BEST_RUN_2 -> bestRuns(pairs.partnerOf(id), id).ofSecond();
            default -> single(race);
        };
    }

    private BestRunTable bestRuns(RaceId first, RaceId second) {
        return combined.computeIfAbsent(first == null ? second : first, id -> new BestRunTable(state, first, second));
    }

    /** A race that is not one of a best-run pair. */
    private List<ResultRow> single(Race race) {
        Map<ParticipantId, Result> entries = state.resultsOf(race.raceId());
        boolean cross = race.raceType().isRankedByTimingSystem();
        List<ScoredRow> scored = new ArrayList<>();
        for (Result result : entries.values()) {
            ResultReport run = RunMerge.of(result);
            scored.add(new ScoredRow(
                    state,
                    state.participants().get(result.participantId()),
                    state.bibOf(result),
                    cross ? result.heatNr() : null,
                    run,
                    run.status(),
                    run.underInvestigation(),
                    RankingScore.of(cross ? finish(run) : run.countingTotal()),
                    null));
        }
        return cross
                ? TableOrder.sorted(scored, ScoredRow.rankedAsTimed(scored), TableOrder.BY_HEAT)
                : TableOrder.sorted(scored, ScoredRow.ranked(scored), TableOrder.BY_RANK);
    }

    /** The timing system's rank of a cross run. A row without a result has none: its number is a row number. */
    private static Integer finish(ResultReport run) {
        return run.status() == null && run.hasResult() ? run.rank() : null;
    }

    private List<StartRow> startlist(RaceId race) {
        return listed(state.resultsOf(race)).stream()
                .sorted(startOrder)
                .map(result -> {
                    Participant who = state.participants().get(result.participantId());
                    return new StartRow(
                            result.startOrder(),
                            state.bibOf(result),
                            who.icfId(),
                            who.displayName(),
                            who.club(),
                            who.noc(),
                            who.catId(),
                            result.startTime());
                })
                .toList();
    }

    private List<GateType> gates(Race race) {
        Course course = race.courseNr() == null ? null : state.courses().get(race.courseNr());
        return course == null ? List.of() : course.gates();
    }
}
