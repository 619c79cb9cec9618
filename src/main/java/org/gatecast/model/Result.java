package org.gatecast.model;

import java.util.Objects;

/**
 * A participant in a race, with the reports of both sources. The public row depends on these alone (see
 * {@code org.gatecast.merge}).
 *
 * @param listed whether the last export has this row; a row that only the stream reported is on no start list
 * @param heatNr heat in a cross race, else {@code null}
 * @param exportReport the last export's report, {@code null} if it has none
 * @param streamReport the live stream's report, {@code null} if it has sent none
 * @param fromPrimary whether the stream's report is the primary source's, which reads the timing program itself
 * @param streamWins whether the stream's report wins where the two disagree
 * @param corrected whether the export has corrected the stream: the export changed its report while the stream was silent
 *     about the race, and the stream has sent nothing new for the row since
 */
public record Result(
        RaceId raceId,
        ParticipantId participantId,
        boolean listed,
        Integer bib,
        Integer startOrder,
        String startTime,
        Integer heatNr,
        ResultReport exportReport,
        ResultReport streamReport,
        boolean fromPrimary,
        boolean streamWins,
        boolean corrected) {

    /** A row of an export, before it is merged with what the stream reported. */
    public static Result ofExport(
            RaceId raceId,
            ParticipantId participantId,
            Integer bib,
            Integer startOrder,
            String startTime,
            Integer heatNr,
            ResultReport xml) {
        return new Result(
                raceId, participantId, true, bib, startOrder, startTime, heatNr, xml, null, false, false, false);
    }

    /** This row with other reports of its run, or what the merge decided about them. */
    public Result reported(
            ResultReport export, ResultReport stream, boolean primary, boolean streamHolds, boolean correctedByExport) {
        return new Result(
                raceId,
                participantId,
                listed,
                bib,
                startOrder,
                startTime,
                heatNr,
                export,
                stream,
                primary,
                streamHolds,
                correctedByExport);
    }

    public boolean hasStreamResult() {
        return streamReport != null && streamReport.hasResult();
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Result that
                        && listed == that.listed
                        && fromPrimary == that.fromPrimary
                        && streamWins == that.streamWins
                        && corrected == that.corrected
                        && raceId.equals(that.raceId)
                        && startsLike(that)
                        && Objects.equals(heatNr, that.heatNr)
                        && Objects.equals(exportReport, that.exportReport)
                        && Objects.equals(streamReport, that.streamReport));
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                raceId,
                participantId,
                listed,
                bib,
                startOrder,
                startTime,
                heatNr,
                exportReport,
                streamReport,
                fromPrimary,
                streamWins,
                corrected);
    }

    /** Whether a start list shows the two rows alike, given that the participant's details are the same. */
    public boolean startsLike(Result other) {
        return participantId.equals(other.participantId)
                && Objects.equals(bib, other.bib)
                && Objects.equals(startOrder, other.startOrder)
                && Objects.equals(startTime, other.startTime);
    }
}
