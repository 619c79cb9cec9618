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
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.StartRow;

/** Works out the tables of one event: rows settled, ranked and sorted for every kind of race (contract section 4). */
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

    /** A race's table, from nothing. */
    RaceTable of(Race race) {
        return new RaceTable(race, rows(race), startlist(race.raceId()), gates(race));
    }

    /**
     * A race's table once results have changed, and nobody's name, class or course. {@code last} itself when the public
     * cannot tell the difference.
     *
     * @param before what {@code last} was drawn from
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

    /** A race that stands alone. */
    private List<ResultRow> single(Race race) {
        Map<ParticipantId, Result> entries = state.resultsOf(race.raceId());
        boolean cross = race.raceType().isRankedByTimingSystem();
        List<UnrankedRow> lines = new ArrayList<>();
        for (Result result : entries.values()) {
            MergedRun run = MergedRun.of(result);
            lines.add(UnrankedRow.of(
                    state,
                    result.participantId(),
                    state.bibOf(result),
                    cross ? result.heatNr() : null,
                    run,
                    run.status(),
                    run.underInvestigation(),
                    RankingScore.of(run.counting()),
                    null));
        }
        List<ParticipantId> riders = List.copyOf(entries.keySet());
        return cross
                ? TableOrder.sorted(riders, UnrankedRow.asTimed(lines), TableOrder.BY_HEAT)
                : TableOrder.sorted(riders, UnrankedRow.ranked(lines), TableOrder.BY_RANK);
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
