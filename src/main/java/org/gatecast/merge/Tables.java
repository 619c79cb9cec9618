package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gatecast.model.Course;
import org.gatecast.model.Entry;
import org.gatecast.model.EventState;
import org.gatecast.model.GateType;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.picture.RaceTable;
import org.gatecast.picture.ResultRow;
import org.gatecast.picture.StartRow;

/** Works out the tables of one event: rows settled, ranked and sorted for every kind of race (contract section 4). */
final class Tables {
    private static final Comparator<StartRow> START_ORDER = Comparator.comparing(
                    StartRow::startOrder, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(StartRow::bib, Comparator.nullsLast(Comparator.naturalOrder()));

    private final EventState state;
    private final BestRunPairs pairs;
    private final Map<RaceId, BestRuns> combined = new HashMap<>();

    Tables(EventState state, BestRunPairs pairs) {
        this.state = state;
        this.pairs = pairs;
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
        boolean sameStarts = startAlike(before.entriesOf(race.raceId()), state.entriesOf(race.raceId()));
        RaceTable next =
                new RaceTable(race, rows(race), sameStarts ? last.startlist() : startlist(race.raceId()), last.gates());
        return next.equals(last) ? last : next;
    }

    private static boolean startAlike(Map<ParticipantId, Entry> before, Map<ParticipantId, Entry> after) {
        List<Entry> old = listed(before);
        List<Entry> now = listed(after);
        return old.size() == now.size()
                && IntStream.range(0, now.size()).allMatch(i -> now.get(i).startsLike(old.get(i)));
    }

    private static List<Entry> listed(Map<ParticipantId, Entry> entries) {
        return entries.values().stream().filter(Entry::listed).toList();
    }

    private List<ResultRow> rows(Race race) {
        RaceId id = race.raceId();
        return switch (race.raceType()) {
            case BEST_RUN_1 -> bestRuns(id, pairs.partnerOf(id)).ofFirst();
            case BEST_RUN_2 -> bestRuns(pairs.partnerOf(id), id).ofSecond();
            default -> single(race);
        };
    }

    private BestRuns bestRuns(RaceId first, RaceId second) {
        return combined.computeIfAbsent(first == null ? second : first, id -> new BestRuns(state, first, second));
    }

    /** A race that stands alone. */
    private List<ResultRow> single(Race race) {
        List<Line> lines = new ArrayList<>();
        for (Entry entry : state.entriesOf(race.raceId()).values()) {
            Run run = Run.of(entry);
            lines.add(Line.of(
                    state,
                    entry.participantId(),
                    state.bibOf(entry),
                    entry.heatNr(),
                    run,
                    run.status(),
                    run.counting(),
                    null));
        }
        boolean cross = race.raceType().isRankedByTimingSystem();
        List<ResultRow> rows = cross ? Line.asTimed(lines) : Line.ranked(lines);
        rows.sort(cross ? Line.HEAT_ORDER : Line.TABLE_ORDER);
        return rows;
    }

    private List<StartRow> startlist(RaceId race) {
        return listed(state.entriesOf(race)).stream()
                .map(entry -> {
                    Participant who = state.participants().get(entry.participantId());
                    return new StartRow(
                            entry.startOrder(),
                            state.bibOf(entry),
                            who.icfId(),
                            who.displayName(),
                            who.club(),
                            who.noc(),
                            who.catId(),
                            entry.startTime());
                })
                .sorted(START_ORDER)
                .toList();
    }

    private List<GateType> gates(Race race) {
        Course course = race.courseNr() == null ? null : state.courses().get(race.courseNr());
        return course == null ? List.of() : course.gates();
    }
}
