package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.EventState;
import org.gatecast.model.GateType;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.AggregatedCategory;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;

/**
 * What the public sees of one version of an event, and what the next version's calculation can reuse. After new results,
 * only the rows that they change are made anew. Immutable.
 */
public final class EventTables {
    private static final Comparator<Race> RACE_ORDER = Comparator.comparing(
                    Race::raceOrder, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(Race::raceId);

    private final EventSnapshot snapshot;

    /** The races of a best-run pair have the same. */
    private final Map<RaceId, RankedTable> ranked;

    private EventTables(EventSnapshot snapshot, Map<RaceId, RankedTable> ranked) {
        this.snapshot = snapshot;
        this.ranked = ranked;
    }

    public EventSnapshot snapshot() {
        return snapshot;
    }

    /** Calculated from the state alone: after a restart, for example. */
    public static EventTables of(EventState state) {
        List<Race> races = state.races().values().stream().sorted(RACE_ORDER).toList();
        Map<RaceId, RankedTable> ranked = ranked(races, state);
        Map<RaceId, RaceTable> tables = new LinkedHashMap<>();
        for (Race race : races) {
            RaceId id = race.raceId();
            tables.put(id, new RaceTable(race, ranked.get(id).rowsOf(id), StartList.of(id, state), gates(race, state)));
        }
        EventSnapshot snapshot = new EventSnapshot(
                state.meta(),
                List.copyOf(state.classes().values()),
                races,
                categories(state.classes().values()),
                Collections.unmodifiableMap(tables),
                state.participants(),
                state.officials(),
                state.gateStatistics());
        return new EventTables(snapshot, ranked);
    }

    /**
     * After a change from the state of these tables. A table of the snapshot stays the same object if the public cannot
     * see a difference.
     */
    public EventTables next(StateDiff diff) {
        return diff.changesStructure() ? of(diff.after()).keepingTablesOf(snapshot) : withResults(diff);
    }

    private EventTables keepingTablesOf(EventSnapshot last) {
        Map<RaceId, RaceTable> tables = new LinkedHashMap<>(snapshot.tables());
        tables.replaceAll((race, table) ->
                table.equals(last.tables().get(race)) ? last.tables().get(race) : table);
        return new EventTables(snapshot.withTables(tables), ranked);
    }

    private EventTables withResults(StateDiff diff) {
        Map<RaceId, Set<ParticipantId>> changed = diff.participantsWithChangedResults();
        IdentityHashMap<RankedTable, RankedTable> nextOf = new IdentityHashMap<>();
        Map<RaceId, RankedTable> nextRanked = new HashMap<>(ranked);
        Map<RaceId, RaceTable> tables = new LinkedHashMap<>(snapshot.tables());
        ranked.forEach((race, table) -> {
            if (table.races().stream().anyMatch(changed::containsKey)) {
                RankedTable next =
                        nextOf.computeIfAbsent(table, last -> last.next(diff.before(), diff.after(), changed));
                nextRanked.put(race, next);
                tables.put(race, table(tables.get(race), next, diff, changed.getOrDefault(race, Set.of())));
            }
        });
        EventState after = diff.after();
        EventSnapshot next = new EventSnapshot(
                after.meta(),
                snapshot.classes(),
                snapshot.races(),
                snapshot.categories(),
                Collections.unmodifiableMap(tables),
                snapshot.participants(),
                after.officials(),
                after.gateStatistics());
        return new EventTables(next, nextRanked);
    }

    private static RaceTable table(RaceTable last, RankedTable ranked, StateDiff diff, Set<ParticipantId> changed) {
        RaceId race = last.race().raceId();
        boolean sameStarts = StartList.isSame(race, changed, diff.before(), diff.after());
        RaceTable next = new RaceTable(
                last.race(),
                ranked.rowsOf(race),
                sameStarts ? last.startlist() : StartList.of(race, diff.after()),
                last.gates());
        return next.equals(last) ? last : next;
    }

    private static Map<RaceId, RankedTable> ranked(List<Race> races, EventState state) {
        BestRunPairs pairs = new BestRunPairs(races);
        Map<RaceId, RankedTable> bestRuns = new HashMap<>();
        Map<RaceId, RankedTable> ranked = new HashMap<>();
        for (Race race : races) {
            RaceId id = race.raceId();
            RaceId partner = pairs.partnerOf(id);
            RankedTable table =
                    switch (race.raceType()) {
                        case BEST_RUN_1 ->
                            bestRuns.computeIfAbsent(id, first -> BestRunTable.of(first, partner, state));
                        case BEST_RUN_2 ->
                            bestRuns.computeIfAbsent(
                                    partner == null ? id : partner, any -> BestRunTable.of(partner, id, state));
                        default -> SingleRunTable.of(race, state);
                    };
            ranked.put(id, table);
        }
        return ranked;
    }

    private static List<GateType> gates(Race race, EventState state) {
        Course course = race.courseNr() == null ? null : state.courses().get(race.courseNr());
        return course == null ? List.of() : course.gates();
    }

    /** Categories by id across classes; name and years are those of the first class that has the category. */
    private static List<AggregatedCategory> categories(Collection<RaceClass> classes) {
        Map<String, Category> first = new LinkedHashMap<>();
        Map<String, List<ClassId>> members = new LinkedHashMap<>();
        for (RaceClass raceClass : classes) {
            for (Category category : raceClass.categories()) {
                first.putIfAbsent(category.catId(), category);
                members.computeIfAbsent(category.catId(), id -> new ArrayList<>())
                        .add(raceClass.classId());
            }
        }
        return first.values().stream()
                .map(category -> new AggregatedCategory(
                        category.catId(),
                        category.name(),
                        category.firstYear(),
                        category.lastYear(),
                        members.get(category.catId())))
                .toList();
    }
}
