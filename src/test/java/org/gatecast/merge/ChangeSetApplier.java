package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatecast.model.EventStatus;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.ResultRow;

/**
 * A client as the contract describes: fetches all tables after a change of structure, else updates or inserts rows by
 * race and bib.
 */
final class ChangeSetApplier {
    /** Written from the rows' fields, for a client has no others. */
    private static final Comparator<ResultRow> ORDER = Comparator.<ResultRow>comparingInt(row -> orLast(row.heatNr()))
            .thenComparing(row -> orLast(row.rnk()))
            .thenComparing(row -> row.status() == null ? 0 : 1)
            .thenComparing(row -> orLast(row.bib()));

    private Map<RaceId, List<ResultRow>> tables = new LinkedHashMap<>();
    private EventStatus status;

    void fetch(EventSnapshot snapshot) {
        tables = new LinkedHashMap<>();
        snapshot.tables().forEach((race, table) -> tables.put(race, new ArrayList<>(table.rows())));
    }

    void receive(ChangeSet changes, EventSnapshot after) {
        if (changes.structure()) {
            fetch(after);
        } else {
            changes.rows().forEach((race, rows) -> {
                rows.forEach(row -> upsert(tables.get(race), row));
                tables.get(race).sort(ORDER);
            });
        }
        if (changes.status() != null) {
            status = changes.status();
        }
    }

    Map<RaceId, List<ResultRow>> tables() {
        return tables;
    }

    EventStatus status() {
        return status;
    }

    private static void upsert(List<ResultRow> table, ResultRow row) {
        for (int i = 0; i < table.size(); i++) {
            if (Objects.equals(table.get(i).bib(), row.bib())) {
                table.set(i, row);
                return;
            }
        }
        table.add(row);
    }

    private static int orLast(Integer value) {
        return value == null ? Integer.MAX_VALUE : value;
    }
}
