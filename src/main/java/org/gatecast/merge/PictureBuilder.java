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
import org.gatecast.picture.AggregatedCategory;
import org.gatecast.picture.EventPicture;
import org.gatecast.picture.RaceTable;

/** Draws what the public sees of an event, table by table, and redraws only what a change could have touched. */
public final class PictureBuilder {
    private static final Comparator<Race> RACE_ORDER = Comparator.comparing(
                    Race::raceOrder, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(Race::raceId);

    private PictureBuilder() {}

    /** The whole picture, from nothing: after a restart. */
    public static EventPicture of(EventState state) {
        return draw(state, null, null);
    }

    /** The picture after a change; equal tables stay the same objects. */
    public static EventPicture next(EventPicture picture, EventState before, EventState after) {
        return draw(after, picture, before);
    }

    private static EventPicture draw(EventState state, EventPicture last, EventState before) {
        boolean sameStructure = before != null
                && state.classes().equals(before.classes())
                && state.participants().equals(before.participants())
                && state.courses().equals(before.courses())
                && state.races().equals(before.races());
        if (sameStructure && state.entries().equals(before.entries())) {
            return new EventPicture(
                    state.meta(), last.classes(), last.races(), last.categories(), last.tables(), last.participants());
        }
        List<Race> races = sameStructure
                ? last.races()
                : state.races().values().stream().sorted(RACE_ORDER).toList();
        BestRunPairs pairs = new BestRunPairs(races);
        Tables tables = new Tables(state);
        Map<RaceId, RaceTable> drawn = new LinkedHashMap<>();
        for (Race race : races) {
            RaceId id = race.raceId();
            RaceId partner = pairs.partnerOf(id);
            RaceTable known = last == null ? null : last.tables().get(id);
            if (sameStructure && untouched(id, state, before) && untouched(partner, state, before)) {
                drawn.put(id, known);
                continue;
            }
            RaceTable table = table(tables, race, partner);
            drawn.put(id, table.equals(known) ? known : table);
        }
        return new EventPicture(
                state.meta(),
                sameStructure ? last.classes() : List.copyOf(state.classes().values()),
                races,
                sameStructure ? last.categories() : categories(state.classes().values()),
                Collections.unmodifiableMap(drawn),
                state.participants());
    }

    private static boolean untouched(RaceId race, EventState state, EventState before) {
        return race == null || state.entriesOf(race).equals(before.entriesOf(race));
    }

    private static RaceTable table(Tables tables, Race race, RaceId partner) {
        return switch (race.raceType()) {
            case BEST_RUN_1 -> tables.combined(race, race.raceId(), partner);
            case BEST_RUN_2 -> tables.combined(race, partner, race.raceId());
            default -> tables.single(race);
        };
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
