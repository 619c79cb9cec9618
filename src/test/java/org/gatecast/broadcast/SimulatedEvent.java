package org.gatecast.broadcast;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.gatecast.bus.EventNotice;
import org.gatecast.model.ClassId;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventId;
import org.gatecast.model.EventStatus;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.StartRow;
import org.gatecast.testing.SampleMeta;

/** A made-up event that goes on by itself: what the store would tell of it. Not thread-safe. */
final class SimulatedEvent {
    static final EventId ID = new EventId("CONTEST");

    private final Map<RaceId, SortedMap<Integer, Integer>> totals = new LinkedHashMap<>();
    private final SortedMap<Long, EventSnapshot> past = new TreeMap<>();
    private final String generation;
    private String title = "A contest";
    private EventStatus status = EventStatus.RUNNING;
    private long version;

    SimulatedEvent(String generation, int races, int riders) {
        this.generation = generation;
        for (int race = 1; race <= races; race++) {
            SortedMap<Integer, Integer> table = new TreeMap<>();
            IntStream.rangeClosed(1, riders).forEach(bib -> table.put(bib, 10_000 + bib));
            totals.put(race(race), table);
        }
        next();
    }

    static RaceId race(int number) {
        return new RaceId("K1M_ST_FIN_" + number);
    }

    EventSnapshot snapshot() {
        return past.get(version);
    }

    /** The event as it was at a version. */
    EventSnapshot snapshot(long version) {
        return past.get(version);
    }

    long version() {
        return version;
    }

    Cursor position() {
        return Cursor.of(snapshot());
    }

    List<RaceId> races() {
        return List.copyOf(totals.keySet());
    }

    /** One commit that gives riders of several races a new total each. */
    EventNotice.Committed results(Map<RaceId, ? extends Collection<Integer>> bibs) {
        bibs.forEach((race, some) -> some.forEach(bib -> totals.get(race).merge(bib, 1, Integer::sum)));
        EventSnapshot now = next();
        Map<RaceId, List<ResultRow>> rows = new LinkedHashMap<>();
        bibs.forEach((race, some) -> rows.put(
                race,
                now.tables().get(race).rows().stream()
                        .filter(row -> new LinkedHashSet<>(some).contains(row.bib()))
                        .toList()));
        return committed(EventNotice.Cause.RESULTS, new ChangeSet(false, rows, null));
    }

    EventNotice.Committed results(RaceId race, Integer... bibs) {
        return results(Map.of(race, List.of(bibs)));
    }

    /** An export that changes what only {@code full} tells. */
    EventNotice.Committed restructured(String newTitle) {
        title = newTitle;
        next();
        return committed(EventNotice.Cause.IMPORT, new ChangeSet(true, Map.of(), null));
    }

    /** An export with one race more. */
    EventNotice.Committed withAnotherRace() {
        SortedMap<Integer, Integer> table = new TreeMap<>();
        totals.values().iterator().next().keySet().forEach(bib -> table.put(bib, 20_000 + bib));
        totals.put(race(totals.size() + 1), table);
        return restructured(title);
    }

    EventNotice.Committed status(EventStatus next) {
        status = next;
        next();
        return committed(EventNotice.Cause.STATUS, new ChangeSet(false, Map.of(), next));
    }

    /** A commit that the public sees nothing of. */
    EventNotice.Committed nothing() {
        next();
        return committed(EventNotice.Cause.CONFIG, ChangeSet.NOTHING);
    }

    static OnCourseEntry rider(int bib, int time) {
        return new OnCourseEntry(
                race(1),
                new ParticipantId("rider." + bib),
                bib,
                "RIDER Number " + bib,
                "KK North Weir",
                bib,
                List.of(0, 0, 2, 50),
                "10:00:00.00",
                null,
                time,
                200,
                time + 200,
                1,
                "+1.23",
                "SOMEBODY Else");
    }

    private EventNotice.Committed committed(EventNotice.Cause cause, ChangeSet changes) {
        return EventNotice.Committed.of(snapshot(), cause, changes);
    }

    private EventSnapshot next() {
        version++;
        Map<RaceId, RaceTable> tables = new LinkedHashMap<>();
        totals.forEach((race, table) -> tables.put(race, table(race, table)));
        EventSnapshot snapshot = new EventSnapshot(
                SampleMeta.of(ID.value(), generation, title, status, EventConfig.NONE, version),
                List.of(),
                tables.values().stream().map(RaceTable::race).toList(),
                List.of(),
                tables,
                Map.of(),
                List.of(),
                List.of());
        past.put(version, snapshot);
        return snapshot;
    }

    private static RaceTable table(RaceId raceId, SortedMap<Integer, Integer> totals) {
        Race race = Race.ofExport(raceId, new ClassId("K1M_ST"), "FIN", 1, null, null, 1, 3, null);
        List<ResultRow> rows = totals.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList();
        List<StartRow> startlist = totals.keySet().stream()
                .map(bib -> new StartRow(bib, bib, "id." + bib, "RIDER " + bib, "KK", "CZE", "ZS", null))
                .toList();
        return new RaceTable(race, rows, startlist, List.of());
    }

    private static ResultRow row(int bib, int total) {
        return new ResultRow(
                bib,
                bib,
                "id." + bib,
                "RIDER Number " + bib,
                "KK North Weir",
                "CZE",
                "ZS",
                bib,
                total - 200,
                200,
                total,
                "+1.23",
                "+1.23",
                null,
                false,
                null,
                null,
                null,
                null);
    }
}
