package org.gatecast.model;

import java.util.Objects;

/**
 * A participant in a race, with all that both sources have said of the result. What the public sees of it follows
 * from these alone (see {@code org.gatecast.merge}).
 *
 * @param listed whether the last export has this row; a row that only the stream knows is on no start list
 * @param heatNr heat in a cross race, else {@code null}
 * @param xml what the last export says, {@code null} when it has no such row
 * @param tcp what the live stream says, {@code null} when it has not spoken
 * @param tcpHolds whether the stream's word stands where the two disagree
 * @param corrected whether the export has corrected the stream: its word on the row changed while the stream was quiet
 *     about the race, and the stream has brought no news of the row since
 */
public record Result(
        RaceId raceId,
        ParticipantId participantId,
        boolean listed,
        Integer bib,
        Integer startOrder,
        String startTime,
        Integer heatNr,
        ResultReport xml,
        ResultReport tcp,
        boolean tcpHolds,
        boolean corrected) {

    public boolean hasTcpResult() {
        return tcp != null && tcp.hasResult();
    }

    /** Whether a start list shows the two rows alike, the person being the same. */
    public boolean startsLike(Result other) {
        return participantId.equals(other.participantId)
                && Objects.equals(bib, other.bib)
                && Objects.equals(startOrder, other.startOrder)
                && Objects.equals(startTime, other.startTime);
    }
}
