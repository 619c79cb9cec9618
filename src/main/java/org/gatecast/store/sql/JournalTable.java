package org.gatecast.store.sql;

import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.gatecast.model.EventId;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;

/**
 * The ingest calls that changed something, by the version that they gave their event. Old rows are deleted a few dozen
 * at a time, so that most changes cost one statement here and none costs more than two.
 */
final class JournalTable {
    /** Versions between two deletions: the table may have this many rows more per event than it keeps. */
    static final int CLEAR_INTERVAL = 32;

    static final String SELECT =
            """
            SELECT ingest_calls.version, source, arrived_at, bytes, matched, changed, skipped, left_out, warnings
            FROM ingest_calls JOIN events ON events.id = ingest_calls.event
            WHERE event_id = ? ORDER BY ingest_calls.version DESC LIMIT ?""";

    private static final String TABLE = "ingest_calls";

    private static final String COLUMNS =
            "version, source, arrived_at, bytes, matched, changed, skipped, left_out, warnings";

    private static final String INSERT =
            "INSERT INTO ingest_calls (" + COLUMNS + ", event) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String CLEAR = "DELETE FROM ingest_calls WHERE event = ? AND version <= ?";

    private final int kept;

    JournalTable(int kept) {
        this.kept = kept;
    }

    /** The parameters of {@link #SELECT}. */
    Tuple selected(EventId event, int limit) {
        return Tuple.of(event.value(), Math.min(limit, kept));
    }

    /** The parameters of {@link #SELECT} for all entries. */
    static Tuple selectedAll(EventId event) {
        return Tuple.of(event.value(), Integer.MAX_VALUE);
    }

    /** {@code call} is {@code null} if the change is not from an ingest call. */
    void write(long event, long before, long version, IngestCall call, List<Batch> batches) {
        if (call != null) {
            batches.add(new Batch(INSERT, List.of(inserted(version, call).addLong(event))));
        }
        if (isCleared(before, version)) {
            batches.add(new Batch(CLEAR, List.of(Tuple.of(event, version - kept))));
        }
    }

    /** The same in one statement with the change. */
    void write(long before, long version, IngestCall call, ResultsCommit commit) {
        if (call != null) {
            commit.insert(TABLE, COLUMNS, inserted(version, call));
        }
        if (isCleared(before, version)) {
            commit.deleteUpTo(TABLE, version - kept);
        }
    }

    private static boolean isCleared(long before, long version) {
        return before / CLEAR_INTERVAL != version / CLEAR_INTERVAL;
    }

    /** Writes entries of {@link #SELECT} to another event that has none. */
    static void writeAll(long event, List<JournalEntry> entries, List<Batch> batches) {
        if (!entries.isEmpty()) {
            batches.add(new Batch(
                    INSERT,
                    entries.stream()
                            .map(entry ->
                                    inserted(entry.version(), entry.call()).addLong(event))
                            .toList()));
        }
    }

    /** The values of {@link #COLUMNS}. */
    private static Tuple inserted(long version, IngestCall call) {
        return Tuple.tuple()
                .addLong(version)
                .addString(call.source().label())
                .addLong(call.at().toEpochMilli())
                .addLong(call.bytes())
                .addLong(call.matched())
                .addLong(call.changed())
                .addLong(call.skipped())
                .addLong(call.unreadable())
                .addString(call.warnings().isEmpty() ? null : new JsonArray(call.warnings()).encode());
    }

    static JournalEntry read(RowReader row) {
        long version = row.number();
        IngestSource source = IngestSource.of(row.text());
        Instant at = row.instant();
        IngestCall call = new IngestCall(
                source, at, row.number(), row.number(), row.number(), row.number(), row.number(), lines(row.text()));
        return JournalEntry.of(call, Outcome.CHANGED, version);
    }

    private static List<String> lines(String json) {
        return json == null
                ? List.of()
                : new JsonArray(json).stream().map(String.class::cast).toList();
    }
}
