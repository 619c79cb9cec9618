package org.gatecast.store.postgres;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.store.sql.Batch;

/** What each of an event's last changes touched, by the version that it gave the event. */
final class ChangesTable {
    /** How many versions are kept. */
    static final int KEPT = 1024;

    /** Versions between two deletions. */
    private static final int CLEAR_INTERVAL = 32;

    private static final String INSERT = "INSERT INTO changes (event, version, status, rows) VALUES (?, ?, ?, ?)";

    private static final String CLEAR = "DELETE FROM changes WHERE event = ? AND version <= ?";

    private ChangesTable() {}

    static void write(long event, StateDiff diff, ChangeSet changes, List<Batch> batches) {
        long before = diff.before().meta().version();
        long version = diff.after().meta().version();
        String status = changes.status() == null ? null : changes.status().json();
        batches.add(new Batch(
                INSERT, List.of(Tuple.of(event, version, status, changes.structure() ? null : bibs(changes.rows())))));
        if (before / CLEAR_INTERVAL != version / CLEAR_INTERVAL) {
            batches.add(new Batch(CLEAR, List.of(Tuple.of(event, version - KEPT))));
        }
    }

    private static String bibs(Map<RaceId, List<ResultRow>> rows) {
        JsonObject races = new JsonObject();
        rows.forEach((race, changed) -> races.put(
                race.value(),
                new JsonArray(changed.stream()
                        .map(ResultRow::bib)
                        .filter(Objects::nonNull)
                        .toList())));
        return races.encode();
    }
}
