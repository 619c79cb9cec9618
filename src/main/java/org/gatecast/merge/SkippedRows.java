package org.gatecast.merge;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.model.ResultUpdate;

/** Counts the rows of a call that did not count, by reason, with the first example of each. */
final class SkippedRows {
    private int ofUnknownRaces;
    private String firstRace;
    private int ofUnknownParticipants;
    private String firstParticipant;

    void add(ResultUpdate row, boolean raceIsKnown) {
        if (raceIsKnown) {
            if (ofUnknownParticipants++ == 0) {
                firstParticipant = named(row) + " in " + row.raceId();
            }
        } else if (ofUnknownRaces++ == 0) {
            firstRace = row.raceId().toString();
        }
    }

    private static String named(ResultUpdate row) {
        return row.participantId() == null
                ? "bib " + row.bib()
                : row.participantId().toString();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(2);
        if (ofUnknownRaces > 0) {
            lines.add(ofUnknownRaces + " × rows of a race that the export does not list, skipped: " + firstRace);
        }
        if (ofUnknownParticipants > 0) {
            lines.add(ofUnknownParticipants + " × rows of a rider whom the export does not list in the race, skipped: "
                    + firstParticipant);
        }
        return lines;
    }
}
