package org.gatecast.snapshot;

import java.util.List;
import org.gatecast.model.GateType;
import org.gatecast.model.Race;

/**
 * A race as the public sees it: its table in rank order with unranked rows last, and its start list in start order.
 *
 * @param gates the course's gates, empty if the export does not list the course
 */
public record RaceTable(Race race, List<ResultRow> rows, List<StartRow> startlist, List<GateType> gates) {
    public RaceTable {
        rows = List.copyOf(rows);
        startlist = List.copyOf(startlist);
        gates = List.copyOf(gates);
    }
}
