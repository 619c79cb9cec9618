package org.gatecast.merge;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.Official;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.Webhook;

/**
 * The step from one state of an event to the next: the rows in which they differ, table by table. It is worked out once
 * for each change; the store writes these rows, {@link EventTables} calculates the tables of these races, and the
 * journal counts these results. Cheap if little changed: a part that is the same object before and after is not compared.
 * Any thread.
 *
 * <p>To satisfy foreign keys, removed rows are deleted first: results before team members before participants, and races
 * before categories. Then rows are added and changed from the classes down. Removed classes are deleted last, when no row
 * refers to them.
 */
public record StateDiff(
        EventState before,
        EventState after,
        RowDiff<EventKey> keys,
        RowDiff<Webhook> webhooks,
        RowDiff<RaceClass> classes,
        RowDiff<CategoryRow> categories,
        RowDiff<Course> courses,
        RowDiff<Race> races,
        RowDiff<Participant> participants,
        RowDiff<MemberRow> teamMembers,
        RowDiff<Result> results,
        RowDiff<OfficialRow> officials,
        RowDiff<GateStatisticsRow> gateStatistics) {

    /**
     * Positions start at {@code version << POSITION_BITS}, above all positions of earlier versions. No list has a million
     * rows, since no export may be so large.
     */
    private static final int POSITION_BITS = 20;

    public record CategoryRow(ClassId classId, Category category) {}

    /** A team member and the place in the team's list, from 0. */
    public record MemberRow(ParticipantId participantId, int place, String member) {}

    /** An official and the place in the list, from 0. */
    public record OfficialRow(int place, Official official) {}

    /** Gate statistics and the place in the list, from 0. */
    public record GateStatisticsRow(int place, GateStatistics statistics) {}

    /** All rows of a new event. */
    public static StateDiff ofNew(EventState event) {
        EventMeta bare = event.meta().withKeys(new EventKeyRing(List.of())).withWebhooks(List.of());
        return between(EventState.empty(bare), event);
    }

    public static StateDiff between(EventState before, EventState after) {
        long version = after.meta().version();
        long position = version << POSITION_BITS;
        return new StateDiff(
                before,
                after,
                list(position, byId(before.meta()), byId(after.meta()), EventKey::equals),
                list(position, webhooksById(before.meta()), webhooksById(after.meta()), Webhook::equals),
                list(position, before.classes(), after.classes(), StateDiff::sameClass),
                lists(position, before.classes(), after.classes(), StateDiff::categoriesOf),
                list(position, before.courses(), after.courses(), Course::equals),
                list(position, before.races(), after.races(), Race::equals),
                list(position, before.participants(), after.participants(), StateDiff::sameParticipant),
                lists(position, before.participants(), after.participants(), StateDiff::membersOf),
                lists(position, before.results(), after.results(), Function.identity()),
                places(before.officials(), after.officials(), OfficialRow::new),
                places(before.gateStatistics(), after.gateStatistics(), GateStatisticsRow::new));
    }

    public int changedResults() {
        return results.added().size()
                + results.changed().size()
                + results.removed().size();
    }

    /** Per race, whose results were added, changed or removed; races without such are left out. */
    Map<RaceId, Set<ParticipantId>> participantsWithChangedResults() {
        Map<RaceId, Set<ParticipantId>> touched = new LinkedHashMap<>();
        Consumer<Result> touch = result -> touched.computeIfAbsent(result.raceId(), race -> new LinkedHashSet<>())
                .add(result.participantId());
        results.added().forEach(added -> touch.accept(added.row()));
        results.changed().forEach(touch);
        results.removed().forEach(touch);
        return touched;
    }

    /** Per race, whose results have other values, if nothing else differs: no result is added, moved or removed. */
    public Optional<Map<RaceId, Set<ParticipantId>>> changedResultsAlone() {
        boolean alone = !changesMeta()
                && keys.isEmpty()
                && webhooks.isEmpty()
                && !changesStructure()
                && officials.isEmpty()
                && gateStatistics.isEmpty()
                && results.added().isEmpty()
                && results.moved().isEmpty()
                && results.removed().isEmpty();
        return alone ? Optional.of(participantsWithChangedResults()) : Optional.empty();
    }

    /** Whether classes, participants, courses or races differ: everything besides results that tables are made of. */
    boolean changesStructure() {
        return !(classes.isEmpty()
                && categories.isEmpty()
                && courses.isEmpty()
                && races.isEmpty()
                && participants.isEmpty()
                && teamMembers.isEmpty());
    }

    /** Whether the event's own row differs in more than its version. Keys and webhooks have rows of their own. */
    public boolean changesMeta() {
        EventMeta next = after.meta();
        return !before.meta()
                .withVersion(next.version())
                .withKeys(next.keys())
                .withWebhooks(next.webhooks())
                .equals(next);
    }

    /** Whether at most the version differs. */
    public boolean isEmpty() {
        return !changesMeta()
                && keys.isEmpty()
                && webhooks.isEmpty()
                && !changesStructure()
                && results.isEmpty()
                && officials.isEmpty()
                && gateStatistics.isEmpty();
    }

    private static Map<String, EventKey> byId(EventMeta meta) {
        Map<String, EventKey> rows = new LinkedHashMap<>();
        meta.keys().all().forEach(key -> rows.put(key.id(), key));
        return rows;
    }

    private static Map<String, Webhook> webhooksById(EventMeta meta) {
        Map<String, Webhook> rows = new LinkedHashMap<>();
        meta.webhooks().forEach(webhook -> rows.put(webhook.id(), webhook));
        return rows;
    }

    private static <K, R> RowDiff<R> list(long position, Map<K, R> before, Map<K, R> after, BiPredicate<R, R> sameRow) {
        var rows = new RowDiff.Builder<>(position, sameRow);
        rows.compare(before, after);
        return rows.build();
    }

    /** A list whose rows have no id but their place. */
    private static <T, R> RowDiff<R> places(List<T> before, List<T> after, BiFunction<Integer, T, R> row) {
        var rows = new RowDiff.Builder<R>(0, R::equals);
        if (before != after) {
            rows.compare(byPlace(before, row), byPlace(after, row));
        }
        return rows.build();
    }

    private static <T, R> Map<Integer, R> byPlace(List<T> list, BiFunction<Integer, T, R> row) {
        Map<Integer, R> rows = new LinkedHashMap<>();
        list.forEach(value -> rows.put(rows.size(), row.apply(rows.size(), value)));
        return rows;
    }

    /** Categories have rows of their own. */
    private static boolean sameClass(RaceClass one, RaceClass other) {
        return one.equals(other.withCategories(one.categories()));
    }

    /** Members have rows of their own. */
    private static boolean sameParticipant(Participant one, Participant other) {
        return one.equals(other.withMembers(one.members()));
    }

    private static Map<String, CategoryRow> categoriesOf(RaceClass raceClass) {
        Map<String, CategoryRow> rows = new LinkedHashMap<>();
        for (Category category : raceClass.categories()) {
            rows.put(category.catId(), new CategoryRow(raceClass.classId(), category));
        }
        return rows;
    }

    private static Map<Integer, MemberRow> membersOf(Participant team) {
        Map<Integer, MemberRow> rows = new LinkedHashMap<>();
        for (String member : team.members()) {
            rows.put(rows.size(), new MemberRow(team.participantId(), rows.size(), member));
        }
        return rows;
    }

    /** Rows that are in several lists by owner, in order: each class's categories, each race's results. */
    private static <K, V, C, R> RowDiff<R> lists(
            long position, Map<K, V> before, Map<K, V> after, Function<V, Map<C, R>> rowsOf) {
        var rows = new RowDiff.Builder<R>(position, R::equals);
        if (before != after) {
            before.forEach((owner, old) -> {
                if (!after.containsKey(owner)) {
                    rows.compare(rowsOf.apply(old), Map.of());
                }
            });
            after.forEach((owner, next) -> {
                V old = before.get(owner);
                if (old != next) {
                    rows.compare(old == null ? Map.of() : rowsOf.apply(old), rowsOf.apply(next));
                }
            });
        }
        return rows.build();
    }
}
