package org.gatecast.lists;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.gatecast.model.Category;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventStatus;
import org.gatecast.model.GateType;
import org.gatecast.model.Official;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.StartRow;

/**
 * One list of one race, with all that is printed around its table. Immutable.
 *
 * @param raceClass {@code null} if the export does not list the class
 * @param catId the only category of the list, {@code null} for all; a category that the race does not have gives no rows
 * @param category its names, {@code null} if the class does not have it
 * @param gates of the course, empty if the export does not list the course
 * @param rows in the order of the list, empty in a start list
 * @param starts in start order, empty in all other lists
 */
public record RaceList(
        EventId eventId,
        EventDetails event,
        Race race,
        RaceClass raceClass,
        ListKind kind,
        String catId,
        Category category,
        ListState state,
        List<GateType> gates,
        List<Official> officials,
        List<ResultRow> rows,
        List<StartRow> starts) {
    private static final Comparator<ResultRow> CATEGORY_ORDER =
            Comparator.comparing(ResultRow::catRnk, Comparator.nullsLast(Comparator.naturalOrder()));

    public RaceList {
        gates = List.copyOf(gates);
        officials = List.copyOf(officials);
        rows = List.copyOf(rows);
        starts = List.copyOf(starts);
    }

    /**
     * What lists of a race are made of. Two that are equal make equal lists; to compare them costs little while the table is the
     * same object.
     */
    public record Source(
            EventId eventId,
            EventDetails event,
            EventStatus status,
            Instant statusChangedAt,
            Integer protestMinutes,
            List<RaceClass> classes,
            List<Official> officials,
            RaceTable table) {
        public Source {
            classes = List.copyOf(classes);
            officials = List.copyOf(officials);
        }

        public static Source of(EventSnapshot snapshot, RaceTable table) {
            return new Source(
                    snapshot.meta().eventId(),
                    snapshot.meta().details(),
                    snapshot.meta().status(),
                    snapshot.meta().statusChangedAt(),
                    snapshot.meta().config().protestMinutes(),
                    snapshot.classes(),
                    snapshot.officials(),
                    table);
        }
    }

    /**
     * @param kind one that the race has
     * @param catId only this category, in the order of its ranks; {@code null} for all
     */
    public static RaceList of(Source source, ListKind kind, String catId) {
        RaceTable table = source.table;
        Race race = table.race();
        RaceClass raceClass = source.classes.stream()
                .filter(one -> one.classId().equals(race.classId()))
                .findFirst()
                .orElse(null);
        Category category = raceClass == null || catId == null
                ? null
                : raceClass.categories().stream()
                        .filter(one -> catId.equals(one.catId()))
                        .findFirst()
                        .orElse(null);
        boolean start = kind == ListKind.START;
        List<ResultRow> rows = kind.run() == 0 ? table.rows() : RunRows.of(table.rows(), kind.run());
        boolean hasResults = rows.stream().anyMatch(row -> row.total() != null || row.status() != null);
        return new RaceList(
                source.eventId,
                source.event,
                race,
                raceClass,
                kind,
                catId,
                category,
                start
                        ? ListState.ofStartList(race)
                        : ListState.of(source.status, source.statusChangedAt, source.protestMinutes, race, hasResults),
                table.gates(),
                source.officials,
                start ? List.of() : rowsOf(rows, catId),
                start ? startsOf(table.startlist(), catId) : List.of());
    }

    private static List<ResultRow> rowsOf(List<ResultRow> rows, String catId) {
        return catId == null
                ? rows
                : rows.stream()
                        .filter(row -> Objects.equals(catId, row.catId()))
                        .sorted(CATEGORY_ORDER)
                        .toList();
    }

    private static List<StartRow> startsOf(List<StartRow> rows, String catId) {
        return catId == null
                ? rows
                : rows.stream()
                        .filter(row -> Objects.equals(catId, row.catId()))
                        .toList();
    }

    /** Whether the list shows two runs side by side. */
    boolean isCombined() {
        return kind == ListKind.RESULTS && race.raceType().isBestRun();
    }

    /** How many gates the course has, or more if riders passed more; 0 in a list of two runs, and if no rider's gates are known. */
    int gateCount() {
        int passed = isCombined()
                ? 0
                : rows.stream()
                        .map(row -> row.detail().gates())
                        .mapToInt(passes ->
                                passes == null ? 0 : passes.penalties().size())
                        .max()
                        .orElse(0);
        return passed == 0 ? 0 : Math.max(passed, gates.size());
    }

    public int size() {
        return rows.size() + starts.size();
    }
}
