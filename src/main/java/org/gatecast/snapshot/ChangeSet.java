package org.gatecast.snapshot;

import java.util.List;
import java.util.Map;
import org.gatecast.model.EventStatus;
import org.gatecast.model.RaceId;

/**
 * The difference between two pictures of an event, for the public.
 *
 * @param structure whether rows and status cannot tell all: details, settings, classes, races or start lists differ, a row is no
 *     longer there, or a row that changed shares its bib with another (clients know rows by race and bib)
 * @param rows per race, the rows that are new or different, whole, in the table's order
 * @param status the new status, {@code null} when it is the same
 */
public record ChangeSet(boolean structure, Map<RaceId, List<ResultRow>> rows, EventStatus status) {
    public static final ChangeSet NOTHING = new ChangeSet(false, Map.of(), null);

    public boolean isEmpty() {
        return !structure && rows.isEmpty() && status == null;
    }
}
