package org.gatecast.store;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.SkipReason;
import org.gatecast.model.SkippedRow;

/** The journal's lines about the rows of a call that were skipped: for each reason the number, and the first example. */
final class SkippedRowLines {
    private SkippedRowLines() {}

    /**
     * @param skipped by their index in {@code rows}
     */
    static List<String> of(List<ResultUpdate> rows, List<SkippedRow> skipped) {
        if (skipped.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(2);
        List<ResultUpdate> ofUnknownRaces = rows(rows, skipped, SkipReason.UNKNOWN_RACE);
        if (!ofUnknownRaces.isEmpty()) {
            lines.add(ofUnknownRaces.size() + " × rows of a race that the export does not list, skipped: "
                    + ofUnknownRaces.get(0).raceId());
        }
        List<ResultUpdate> ofUnknownRiders = rows(rows, skipped, SkipReason.UNKNOWN_RIDER);
        if (!ofUnknownRiders.isEmpty()) {
            ResultUpdate first = ofUnknownRiders.get(0);
            lines.add(ofUnknownRiders.size() + " × rows of a rider whom the export does not list in the race, skipped: "
                    + named(first) + " in " + first.raceId());
        }
        return lines;
    }

    private static List<ResultUpdate> rows(List<ResultUpdate> rows, List<SkippedRow> skipped, SkipReason reason) {
        return skipped.stream()
                .filter(row -> row.reason() == reason)
                .map(row -> rows.get(row.index()))
                .toList();
    }

    private static String named(ResultUpdate row) {
        return row.participantId() == null
                ? "bib " + row.bib()
                : row.participantId().toString();
    }
}
