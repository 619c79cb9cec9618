package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gatecast.merge.Ranking.Standing;
import org.gatecast.model.Course;
import org.gatecast.model.Entry;
import org.gatecast.model.EventState;
import org.gatecast.model.GateType;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.picture.BestRun;
import org.gatecast.picture.RaceTable;
import org.gatecast.picture.ResultRow;
import org.gatecast.picture.RunDetail;
import org.gatecast.picture.StartRow;

/** Works out the tables of one event: rows settled, ranked and sorted for every kind of race (contract section 4). */
final class Tables {
    private static final Comparator<StartRow> START_ORDER = Comparator.comparing(
                    StartRow::startOrder, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(StartRow::bib, Comparator.nullsLast(Comparator.naturalOrder()));

    private final EventState state;

    Tables(EventState state) {
        this.state = state;
    }

    /** A race that stands alone. */
    RaceTable single(Race race) {
        List<Line> lines = new ArrayList<>();
        for (Entry entry : state.entriesOf(race.raceId()).values()) {
            Run run = Run.of(entry);
            lines.add(new Line(
                    participant(entry),
                    state.bibOf(entry),
                    entry.heatNr(),
                    run,
                    run.status(),
                    run.isClean() ? run.total() : null,
                    null,
                    members(participant(entry))));
        }
        List<ResultRow> rows = race.raceType().isRankedByTimingSystem() ? asTimed(lines) : ranked(lines);
        return table(race, rows);
    }

    /** The combined table of two runs, as the one race or the other of the pair shows it: they differ in bibs alone. */
    RaceTable combined(Race shown, RaceId first, RaceId second) {
        Map<ParticipantId, Entry> firstEntries = first == null ? Map.of() : state.entriesOf(first);
        Map<ParticipantId, Entry> secondEntries = second == null ? Map.of() : state.entriesOf(second);
        Map<ParticipantId, Run> firstRuns = new HashMap<>();
        firstEntries.forEach((id, entry) -> firstRuns.put(id, Run.of(entry)));
        List<ParticipantId> ids = List.copyOf(firstEntries.keySet());
        List<Standing> standings = Ranking.of(ids.stream()
                .map(firstRuns::get)
                .map(run -> run.isClean() ? run.total() : null)
                .toList());
        Map<ParticipantId, Integer> firstRanks = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            firstRanks.put(ids.get(i), standings.get(i).rank());
        }

        Set<ParticipantId> everyone = new LinkedHashSet<>(ids);
        everyone.addAll(secondEntries.keySet());
        List<Line> lines = new ArrayList<>();
        for (ParticipantId id : everyone) {
            Entry one = firstEntries.get(id);
            Entry two = secondEntries.get(id);
            Entry own = shown.raceId().equals(first) ? one : two;
            lines.add(bestRun(
                    one,
                    two,
                    own != null ? own : one != null ? one : two,
                    firstRuns.getOrDefault(id, Run.NONE),
                    firstRanks.get(id)));
        }
        return table(shown, ranked(lines));
    }

    private Line bestRun(Entry one, Entry two, Entry own, Run first, Integer firstRank) {
        Run second = Run.of(two);
        boolean polluted = Run.isPolluted(two, second, first);
        if (polluted) {
            second = second.withoutPollution(two.xml());
        }
        Integer better = betterRun(first, second, polluted);
        Integer counting = better == null ? null : better == 1 ? first.total() : second.total();
        boolean both = first.tookPlace() && second.tookPlace();
        Run shown = both || !first.tookPlace() ? second : first;
        if (shown.equals(Run.NONE)) {
            shown = first;
        }
        String status = better != null ? null : second.status() != null ? second.status() : first.status();
        BestRun bestRun = new BestRun(
                better,
                counting,
                both ? first.time() : null,
                both ? first.pen() : null,
                both ? first.total() : null,
                both ? firstRank : null,
                first.status(),
                second.status(),
                both ? first.detail() : RunDetail.NONE);
        Participant participant = participant(one != null ? one : two);
        return new Line(participant, state.bibOf(own), null, shown, status, counting, bestRun, members(participant));
    }

    private static Integer betterRun(Run first, Run second, boolean polluted) {
        if (!first.isClean()) {
            return second.isClean() ? 2 : null;
        }
        return polluted || !second.isClean() || first.total() <= second.total() ? 1 : Integer.valueOf(2);
    }

    private static List<ResultRow> ranked(List<Line> lines) {
        List<Standing> overall = Ranking.of(lines.stream().map(Line::counting).toList());
        List<Standing> categories = Ranking.within(lines, Line::catId, Line::counting);
        List<ResultRow> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            rows.add(lines.get(i).row(overall.get(i), categories.get(i)));
        }
        rows.sort(Line.TABLE_ORDER);
        return rows;
    }

    /** Cross: the timing system's own ranks, heats kept together; there is no clock to make gaps from. */
    private static List<ResultRow> asTimed(List<Line> lines) {
        boolean heats = lines.stream().anyMatch(line -> line.heatNr() != null);
        List<Standing> categories = Ranking.within(lines, Line::catId, line -> heats ? null : finish(line));
        List<ResultRow> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            rows.add(line.row(
                    new Standing(finish(line), null),
                    new Standing(categories.get(i).rank(), null)));
        }
        rows.sort(Line.HEAT_ORDER);
        return rows;
    }

    private static Integer finish(Line line) {
        return line.status() == null ? line.shown().rank() : null;
    }

    private RaceTable table(Race race, List<ResultRow> rows) {
        return new RaceTable(
                race, rows, startlist(state.entriesOf(race.raceId()).values()), gates(race));
    }

    private List<StartRow> startlist(Collection<Entry> entries) {
        return entries.stream()
                .filter(Entry::listed)
                .map(entry -> {
                    Participant who = participant(entry);
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

    private Participant participant(Entry entry) {
        return state.participants().get(entry.participantId());
    }

    /** A team's members by name; an id that the export does not explain is shown as it is. */
    private List<String> members(Participant participant) {
        if (!participant.isTeam()) {
            return null;
        }
        return participant.members().stream()
                .map(member -> {
                    Participant known =
                            member.isBlank() ? null : state.participants().get(new ParticipantId(member));
                    return known == null ? member : known.displayName();
                })
                .filter(Objects::nonNull)
                .toList();
    }
}
