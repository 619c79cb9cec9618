package org.gatecast.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
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
import org.gatecast.model.Result;

/**
 * The rows in which two states of an event differ, table by table, and nothing else. Cheap where little changed: parts
 * that are the same object before and after are not looked into. Pure; safe on any thread.
 *
 * <p>To satisfy foreign keys, {@code removed} rows go first, results before team members before participants and
 * races before categories; then rows are added and changed from the classes down; removed classes go last, when
 * nobody is in them any more.
 *
 * @param meta the event's own row when more than its version changed, else {@code null}
 */
public record StateDiff(
        EventMeta meta,
        RowDiff<EventKey> keys,
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
     * Positions are {@code version << POSITION_BITS} and up: above all that earlier versions gave. No list has a
     * million rows, since no export may be so large.
     */
    private static final int POSITION_BITS = 20;

    /** A category and the class it is listed in. */
    public record CategoryRow(ClassId classId, Category category) {}

    /** A member and the place, from 0, in the team's list. */
    public record MemberRow(ParticipantId participantId, int place, String member) {}

    /** An official and the place, from 0, in the list. */
    public record OfficialRow(int place, Official official) {}

    /** Gate statistics and their place, from 0, in the list. */
    public record GateStatisticsRow(int place, GateStatistics statistics) {}

    /** All rows of a new event. */
    public static StateDiff ofNew(EventState event) {
        EventMeta keyless = event.meta().withKeys(new EventKeyRing(List.of()));
        return between(EventState.empty(keyless), event);
    }

    public static StateDiff between(EventState before, EventState after) {
        long version = after.meta().version();
        long position = version << POSITION_BITS;
        return new StateDiff(
                hasSameRow(before.meta(), after.meta()) ? null : after.meta(),
                list(position, byId(before.meta()), byId(after.meta()), EventKey::equals),
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

    /** How many results are new, gone or say something else. */
    static int resultsBetween(EventState before, EventState after) {
        RowDiff<Result> rows = lists(0, before.results(), after.results(), Function.identity());
        return rows.added().size() + rows.changed().size() + rows.removed().size();
    }

    /** Whether nothing but the version differs. */
    public boolean isEmpty() {
        return meta == null
                && keys.isEmpty()
                && classes.isEmpty()
                && categories.isEmpty()
                && courses.isEmpty()
                && races.isEmpty()
                && participants.isEmpty()
                && teamMembers.isEmpty()
                && results.isEmpty()
                && officials.isEmpty()
                && gateStatistics.isEmpty();
    }

    /** Keys have rows of their own. */
    private static boolean hasSameRow(EventMeta before, EventMeta after) {
        return before.withVersion(after.version()).withKeys(after.keys()).equals(after);
    }

    private static Map<String, EventKey> byId(EventMeta meta) {
        Map<String, EventKey> rows = new LinkedHashMap<>();
        meta.keys().all().forEach(key -> rows.put(key.id(), key));
        return rows;
    }

    private static <K, R> RowDiff<R> list(long position, Map<K, R> before, Map<K, R> after, BiPredicate<R, R> sameRow) {
        var rows = new RowDiff.Builder<>(position, sameRow);
        rows.compare(before, after);
        return rows.build();
    }

    /** A list whose rows are known by their places alone. */
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

    /**
     * One table whose rows are kept in several lists: each class's categories, each race's results.
     *
     * @param rowsOf one owner's rows by what names them, in order
     */
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
