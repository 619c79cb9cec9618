package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.EventState;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.AggregatedCategory;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;

/** Draws what the public sees of an event, table by table, and redraws only what a change could have touched. */
public final class SnapshotBuilder {
    private static final Comparator<Race> RACE_ORDER = Comparator.comparing(
                    Race::raceOrder, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(Race::raceId);

    private SnapshotBuilder() {}

    /** The whole picture, from nothing: after a restart. */
    public static EventSnapshot of(EventState state) {
        List<Race> races = state.races().values().stream().sorted(RACE_ORDER).toList();
        TableCalculation tables = new TableCalculation(state, new BestRunPairs(races));
        Map<RaceId, RaceTable> drawn = new LinkedHashMap<>();
        races.forEach(race -> drawn.put(race.raceId(), tables.of(race)));
        return new EventSnapshot(
                state.meta(),
                List.copyOf(state.classes().values()),
                races,
                categories(state.classes().values()),
                Collections.unmodifiableMap(drawn),
                state.participants(),
                state.officials(),
                state.gateStatistics());
    }

    /** The picture after a change; tables that the public could not tell apart stay the same objects. */
    public static EventSnapshot next(EventSnapshot last, EventState before, EventState after) {
        return after.hasStructureOf(before) ? withResults(last, before, after) : keepingTables(last, of(after));
    }

    private static EventSnapshot withResults(EventSnapshot last, EventState before, EventState after) {
        BestRunPairs pairs = new BestRunPairs(last.races());
        TableCalculation tables = new TableCalculation(after, pairs);
        Map<RaceId, RaceTable> drawn = new LinkedHashMap<>(last.tables());
        drawn.replaceAll(
                (race, table) -> isChanged(race, before, after) || isChanged(pairs.partnerOf(race), before, after)
                        ? tables.next(table, before)
                        : table);
        return new EventSnapshot(
                after.meta(),
                last.classes(),
                last.races(),
                last.categories(),
                Collections.unmodifiableMap(drawn),
                last.participants(),
                after.officials(),
                after.gateStatistics());
    }

    /** Parts that a change leaves alone are the same objects, so one look tells most races apart. */
    private static boolean isChanged(RaceId race, EventState before, EventState after) {
        return race != null && !after.resultsOf(race).equals(before.resultsOf(race));
    }

    private static EventSnapshot keepingTables(EventSnapshot last, EventSnapshot next) {
        Map<RaceId, RaceTable> tables = new LinkedHashMap<>(next.tables());
        tables.replaceAll((race, table) ->
                table.equals(last.tables().get(race)) ? last.tables().get(race) : table);
        return new EventSnapshot(
                next.meta(),
                next.classes(),
                next.races(),
                next.categories(),
                Collections.unmodifiableMap(tables),
                next.participants(),
                next.officials(),
                next.gateStatistics());
    }

    /** Categories by id across classes; name and years are those of the first class that has it. */
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
