package org.gatecast.store.postgres;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.VersionChange;
import org.gatecast.store.sql.Batch;
import org.gatecast.store.sql.RecordedChange;
import org.gatecast.store.sql.ResultsCommit;
import org.gatecast.store.sql.RowReader;

/** What each of an event's last changes touched, by the version that it gave the event. */
final class ChangesTable {
    /** How many versions are kept. */
    static final int KEPT = 1024;

    /** Versions between two deletions. */
    private static final int CLEAR_INTERVAL = 32;

    private static final String TABLE = "changes";

    private static final String COLUMNS = "version, status, rows, results";

    private static final String INSERT = "INSERT INTO changes (" + COLUMNS + ", event) VALUES (?, ?, ?, ?, ?)";

    private static final String CLEAR = "DELETE FROM changes WHERE event = ? AND version <= ?";

    /** The changes of an event after a version. */
    static final String SELECT_SINCE =
            """
            SELECT changes.version, changes.status, rows, results FROM changes JOIN events ON events.id = changes.event
            WHERE event_id = ? AND generation = ? AND changes.version > ? ORDER BY changes.version""";

    /** The last changes of all events. */
    static final String SELECT_RECENT =
            """
            SELECT generation, changes.version, changes.status, rows
            FROM changes JOIN events ON events.id = changes.event
            WHERE changes.version > events.version - ? ORDER BY events.id, changes.version""";

    private ChangesTable() {}

    /** A row of {@link #SELECT_RECENT}. */
    record Recent(String generation, VersionChange change) {}

    static Recent readRecent(RowReader row) {
        return new Recent(row.text(), read(row));
    }

    static Map<String, List<VersionChange>> byGeneration(List<Recent> changes) {
        Map<String, List<VersionChange>> generations = new HashMap<>();
        for (Recent recent : changes) {
            generations
                    .computeIfAbsent(recent.generation(), first -> new ArrayList<>())
                    .add(recent.change());
        }
        return generations;
    }

    /** A row of {@link #SELECT_SINCE}. */
    static RecordedChange readRecorded(RowReader row) {
        VersionChange change = read(row);
        String results = row.text();
        return new RecordedChange(
                change, Optional.ofNullable(results).map(json -> byRace(json, id -> new ParticipantId((String) id))));
    }

    private static VersionChange read(RowReader row) {
        long version = row.number();
        boolean statusChanged = row.text() != null;
        String rows = row.text();
        return new VersionChange(
                version,
                rows == null ? Map.of() : byRace(rows, bib -> ((Number) bib).intValue()),
                statusChanged,
                rows != null);
    }

    private static <T> Map<RaceId, Set<T>> byRace(String json, Function<Object, T> value) {
        Map<RaceId, Set<T>> races = new LinkedHashMap<>();
        JsonObject object = new JsonObject(json);
        for (String race : object.fieldNames()) {
            Set<T> values = new HashSet<>();
            object.getJsonArray(race).forEach(element -> values.add(value.apply(element)));
            races.put(new RaceId(race), values);
        }
        return races;
    }

    static void write(long event, StateDiff diff, ChangeSet changes, List<Batch> batches) {
        batches.add(new Batch(INSERT, List.of(inserted(diff, changes).addLong(event))));
        if (isCleared(diff)) {
            batches.add(new Batch(CLEAR, List.of(Tuple.of(event, lastCleared(diff)))));
        }
    }

    /** The same in one statement with the change. */
    static void write(StateDiff diff, ChangeSet changes, ResultsCommit commit) {
        commit.insert(TABLE, COLUMNS, inserted(diff, changes));
        if (isCleared(diff)) {
            commit.deleteUpTo(TABLE, lastCleared(diff));
        }
    }

    private static boolean isCleared(StateDiff diff) {
        return diff.before().meta().version() / CLEAR_INTERVAL
                != diff.after().meta().version() / CLEAR_INTERVAL;
    }

    private static long lastCleared(StateDiff diff) {
        return diff.after().meta().version() - KEPT;
    }

    /** The values of {@link #COLUMNS}. */
    private static Tuple inserted(StateDiff diff, ChangeSet changes) {
        long version = diff.after().meta().version();
        String status = changes.status() == null ? null : changes.status().json();
        VersionChange change = VersionChange.of(version, changes);
        String rows = change.diffable() ? json(change.rows(), bib -> bib) : null;
        String results = diff.changedResultsAlone()
                .map(changed -> json(changed, ParticipantId::value))
                .orElse(null);
        return Tuple.of(version, status, rows, results);
    }

    private static <T> String json(Map<RaceId, Set<T>> values, Function<T, Object> text) {
        JsonObject races = new JsonObject();
        values.forEach((race, of) ->
                races.put(race.value(), new JsonArray(of.stream().map(text).toList())));
        return races.encode();
    }
}
