package org.gatecast.merge;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.merge.Ranking.Standing;
import org.gatecast.model.EventState;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.ResultReport;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.RunDetail;

/**
 * A row of a table and what ranks it.
 *
 * @param row without ranks and gaps until {@link #ranked} or {@link #rankedAsTimed} adds them
 * @param score {@code null} if the row is unranked
 */
record ScoredRow(ParticipantId participantId, ResultRow row, RankingScore score) {

    /**
     * @param shown the run whose time, penalty and total the row shows
     * @param underInvestigation whether any run of the row is
     * @param bestRun {@code null} in all but best-run races
     */
    static ScoredRow unranked(
            EventState state,
            ParticipantId participantId,
            Integer bib,
            Integer heatNr,
            ResultReport shown,
            String status,
            boolean underInvestigation,
            RankingScore score,
            BestRun bestRun) {
        Participant participant = state.participants().get(participantId);
        List<String> members = state.membersOf(participant);
        ResultRow row = new ResultRow(
                null,
                bib,
                participant.icfId(),
                name(participant, members),
                participant.club(),
                participant.noc(),
                participant.catId(),
                null,
                shown.time(),
                shown.pen(),
                shown.total(),
                null,
                null,
                status,
                underInvestigation,
                bestRun,
                heatNr,
                members,
                RunDetail.of(shown));
        return new ScoredRow(participantId, row, score);
    }

    private static String name(Participant participant, List<String> members) {
        String name = participant.displayName();
        return name.isEmpty() && members != null ? String.join(" / ", members) : name;
    }

    /** The rows, in the same order, ranked by their scores. */
    static List<ScoredRow> ranked(List<ScoredRow> rows) {
        return withStandings(rows, Ranking.of(rows, ScoredRow::score), standingsInCategories(rows));
    }

    /**
     * The rows of a cross race, in the same order. Their scores are the timing system's own ranks; there are no gaps, since
     * no clock says how large they are. A category has ranks of its own only if the race has no heats.
     */
    static List<ScoredRow> rankedAsTimed(List<ScoredRow> rows) {
        boolean heats = rows.stream().anyMatch(scored -> scored.row.heatNr() != null);
        List<Standing> overall = rows.stream()
                .map(scored -> new Standing(scored.score == null ? null : scored.score.total(), null))
                .toList();
        List<Standing> categories = standingsInCategories(rows).stream()
                .map(standing -> new Standing(heats ? null : standing.rank(), null))
                .toList();
        return withStandings(rows, overall, categories);
    }

    private static List<Standing> standingsInCategories(List<ScoredRow> rows) {
        return Ranking.within(rows, scored -> scored.row.catId(), ScoredRow::score);
    }

    private static List<ScoredRow> withStandings(
            List<ScoredRow> rows, List<Standing> overall, List<Standing> categories) {
        List<ScoredRow> ranked = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Standing standing = overall.get(i);
            Standing inCategory = categories.get(i);
            ranked.add(rows.get(i)
                    .with(rows.get(i)
                            .row
                            .ranked(standing.rank(), standing.behind(), inCategory.rank(), inCategory.behind())));
        }
        return ranked;
    }

    ScoredRow with(ResultRow other) {
        return new ScoredRow(participantId, other, score);
    }
}
