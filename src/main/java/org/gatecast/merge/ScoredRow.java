package org.gatecast.merge;

import java.util.Comparator;
import java.util.List;
import org.gatecast.model.EventState;
import org.gatecast.model.Participant;
import org.gatecast.model.ResultReport;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.RunDetail;

/**
 * A row of a table before it is ranked, and what ranks it.
 *
 * @param shown the run whose time, penalty and total the row shows
 * @param underInvestigation whether any run of the row is
 * @param score {@code null} if the row is unranked
 * @param bestRun {@code null} in all but best-run races
 */
record ScoredRow(
        Participant participant,
        Integer bib,
        Integer heatNr,
        ResultReport shown,
        String status,
        boolean underInvestigation,
        RankingScore score,
        BestRun bestRun) {

    /**
     * By score, rows without one last: those without a status (still to start) before those with one. The order depends on
     * what the rows show, so that a client that has the rows knows it. Rows that show no difference there, because they
     * have the same bib or none, are ordered by participant id. The order in which a source lists them does not matter.
     */
    static final Comparator<ScoredRow> BY_SCORE = ScoredRow::compareScore;

    /** By heat, then by score: a cross race. */
    static final Comparator<ScoredRow> BY_HEAT = Comparator.comparing(
                    ScoredRow::heatNr, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(BY_SCORE);

    /** Compared for every row of a table at every result: no chain of comparators. */
    private static int compareScore(ScoredRow one, ScoredRow other) {
        if ((one.score == null) != (other.score == null)) {
            return one.score == null ? 1 : -1;
        }
        int scores = one.score == null ? 0 : one.score.compareTo(other.score);
        if (scores != 0) {
            return scores;
        }
        if ((one.status == null) != (other.status == null)) {
            return one.status == null ? -1 : 1;
        }
        int bibs = RankingScore.compareLastIfNull(one.bib, other.bib);
        return bibs != 0 ? bibs : one.participant.participantId().compareTo(other.participant.participantId());
    }

    ScoredRow withBib(Integer otherBib) {
        return new ScoredRow(participant, otherBib, heatNr, shown, status, underInvestigation, score, bestRun);
    }

    ScoredRow withBestRun(BestRun other) {
        return new ScoredRow(participant, bib, heatNr, shown, status, underInvestigation, score, other);
    }

    /** The public row. Ranks and gaps are {@code null} where there are none. */
    ResultRow ranked(EventState state, Integer rank, String behind, Integer categoryRank, String categoryBehind) {
        List<String> members = state.membersOf(participant);
        return new ResultRow(
                rank,
                bib,
                participant.icfId(),
                name(members),
                participant.club(),
                participant.noc(),
                participant.catId(),
                categoryRank,
                shown.time(),
                shown.pen(),
                shown.total(),
                behind,
                categoryBehind,
                status,
                underInvestigation,
                bestRun,
                heatNr,
                members,
                RunDetail.of(shown));
    }

    private String name(List<String> members) {
        String name = participant.displayName();
        return name.isEmpty() && members != null ? String.join(" / ", members) : name;
    }
}
