package org.gatecast.merge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/**
 * Compares two snapshots for the public. Only the tables that were calculated anew are compared; the others are the
 * same objects. A comparison is needed there, since one new result also changes ranks and gaps of other rows.
 */
public final class ChangeDetection {
    private ChangeDetection() {}

    public static ChangeSet between(EventSnapshot before, EventSnapshot after) {
        boolean structure = !before.meta().details().equals(after.meta().details())
                || !Objects.equals(before.meta().image(), after.meta().image())
                || !before.meta().config().isShownAs(after.meta().config())
                || !before.classes().equals(after.classes())
                || !areShownAs(before.races(), after.races(), after.meta().config());
        Map<RaceId, List<ResultRow>> rows = new LinkedHashMap<>();
        for (RaceTable table : after.tables().values()) {
            RaceId race = table.race().raceId();
            RaceTable last = before.tables().get(race);
            if (table.equals(last)) {
                continue;
            }
            TableChanges changes = TableChanges.between(last == null ? List.of() : last.rows(), table.rows());
            structure |= last == null
                    || !changes.rowsIdentifyAll()
                    || !last.startlist().equals(table.startlist())
                    || !last.gates().equals(table.gates());
            if (!changes.changed().isEmpty()) {
                rows.put(race, changes.changed());
            }
        }
        EventStatus status = before.meta().status() == after.meta().status()
                ? null
                : after.meta().status();
        return new ChangeSet(structure, rows, status);
    }

    private static boolean areShownAs(List<Race> before, List<Race> after, EventConfig config) {
        if (before == after) {
            return true;
        }
        boolean same = before.size() == after.size();
        for (int i = 0; same && i < before.size(); i++) {
            same = before.get(i).isShownAs(after.get(i), config);
        }
        return same;
    }
}
