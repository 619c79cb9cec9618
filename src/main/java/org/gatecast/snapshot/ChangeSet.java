package org.gatecast.snapshot;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.gatecast.model.EventStatus;
import org.gatecast.model.RaceId;

/**
 * The difference between two snapshots of an event, for the public.
 *
 * @param structure whether {@code rows} and {@code status} are not enough: details, settings, classes, races or start
 *     lists differ, a row was removed, or a changed row shares its bib with another (clients identify rows by race and
 *     bib)
 * @param rows per race, the new or different rows, complete, in the table's order
 * @param status the new status, {@code null} if it is the same
 */
public record ChangeSet(boolean structure, Map<RaceId, List<ResultRow>> rows, EventStatus status) {
    public static final ChangeSet NOTHING = new ChangeSet(false, Map.of(), null);

    public ChangeSet {
        rows = Collections.unmodifiableMap(rows);
    }

    /** The same change, for which rows and status are not enough. */
    public ChangeSet withStructure() {
        return new ChangeSet(true, rows, status);
    }

    public boolean isEmpty() {
        return !structure && rows.isEmpty() && status == null;
    }
}
