package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.EventState;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.AggregatedCategory;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;

/** Calculates what the public sees of an event. After a change, only the tables that the change can have touched. */
public final class SnapshotBuilder {
    private static final Comparator<Race> RACE_ORDER = Comparator.comparing(
                    Race::raceOrder, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(Race::raceId);

    private SnapshotBuilder() {}

    /** The whole snapshot, calculated anew: after a restart, for example. */
    public static EventSnapshot of(EventState state) {
        List<Race> races = state.races().values().stream().sorted(RACE_ORDER).toList();
        TableCalculation tables = new TableCalculation(state, new BestRunPairs(races));
        Map<RaceId, RaceTable> byRace = new LinkedHashMap<>();
        races.forEach(race -> byRace.put(race.raceId(), tables.of(race)));
        return new EventSnapshot(
                state.meta(),
                List.copyOf(state.classes().values()),
                races,
                categories(state.classes().values()),
                Collections.unmodifiableMap(byRace),
                state.participants(),
                state.officials(),
                state.gateStatistics());
    }

    /**
     * The snapshot after a change. A table stays the same object if the public cannot see a difference.
     *
     * @param last the snapshot of the state before
     */
    public static EventSnapshot next(EventSnapshot last, StateDiff diff) {
        return diff.changesStructure() ? keepingTables(last, of(diff.after())) : withResults(last, diff);
    }

    private static EventSnapshot withResults(EventSnapshot last, StateDiff diff) {
        EventState after = diff.after();
        BestRunPairs pairs = new BestRunPairs(last.races());
        TableCalculation tables = new TableCalculation(after, pairs);
        Set<RaceId> touched = diff.racesWithChangedResults();
        Map<RaceId, RaceTable> byRace = new LinkedHashMap<>(last.tables());
        byRace.replaceAll((race, table) -> touched.contains(race) || touched.contains(pairs.partnerOf(race))
                ? tables.next(table, diff.before())
                : table);
        return new EventSnapshot(
                after.meta(),
                last.classes(),
                last.races(),
                last.categories(),
                Collections.unmodifiableMap(byRace),
                last.participants(),
                after.officials(),
                after.gateStatistics());
    }

    private static EventSnapshot keepingTables(EventSnapshot last, EventSnapshot next) {
        Map<RaceId, RaceTable> tables = new LinkedHashMap<>(next.tables());
        tables.replaceAll((race, table) ->
                table.equals(last.tables().get(race)) ? last.tables().get(race) : table);
        return next.withTables(tables);
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
