package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatecast.model.EventStatus;
import org.gatecast.model.RaceId;
import org.gatecast.picture.ChangeSet;
import org.gatecast.picture.EventPicture;
import org.gatecast.picture.RaceTable;
import org.gatecast.picture.ResultRow;

/** Tells what became different between two pictures, from the pictures alone, so that no path can forget anything. */
public final class ChangeSets {
    private ChangeSets() {}

    public static ChangeSet between(EventPicture before, EventPicture after) {
        boolean structure = !before.meta().details().equals(after.meta().details())
                || !Objects.equals(before.meta().imageType(), after.meta().imageType())
                || !before.classes().equals(after.classes())
                || !before.races().equals(after.races());
        Map<RaceId, List<ResultRow>> rows = new LinkedHashMap<>();
        for (RaceTable table : after.tables().values()) {
            RaceId race = table.race().raceId();
            RaceTable last = before.tables().get(race);
            if (table.equals(last)) {
                continue;
            }
            structure |= last == null
                    || !last.startlist().equals(table.startlist())
                    || !last.gates().equals(table.gates())
                    || !byBib(table).keySet().containsAll(byBib(last).keySet());
            List<ResultRow> changed = changed(last, table);
            if (!changed.isEmpty()) {
                rows.put(race, changed);
            }
        }
        EventStatus status = before.meta().status() == after.meta().status()
                ? null
                : after.meta().status();
        return new ChangeSet(structure, Collections.unmodifiableMap(rows), status);
    }

    private static List<ResultRow> changed(RaceTable before, RaceTable after) {
        if (before == null) {
            return after.rows();
        }
        Map<Integer, ResultRow> known = byBib(before);
        List<ResultRow> changed = new ArrayList<>();
        for (ResultRow row : after.rows()) {
            if (!row.equals(known.get(row.bib()))) {
                changed.add(row);
            }
        }
        return List.copyOf(changed);
    }

    private static Map<Integer, ResultRow> byBib(RaceTable table) {
        Map<Integer, ResultRow> rows = new HashMap<>();
        table.rows().forEach(row -> rows.put(row.bib(), row));
        return rows;
    }
}
