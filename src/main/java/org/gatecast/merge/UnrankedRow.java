package org.gatecast.merge;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.merge.Ranking.Standing;
import org.gatecast.model.EventState;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.ResultRow;

/**
 * A row of a table in the making: everything but how it stands among the others.
 *
 * @param shown the run whose time, penalty and total the row shows
 * @param underInvestigation whether a run of the row is
 * @param score what ranks the row, {@code null} when it has nothing to be ranked by
 * @param bestRun {@code null} in all but best-run races
 */
record UnrankedRow(
        Participant participant,
        Integer bib,
        Integer heatNr,
        MergedRun shown,
        String status,
        boolean underInvestigation,
        RankingScore score,
        BestRun bestRun,
        List<String> members) {

    static UnrankedRow of(
            EventState state,
            ParticipantId rider,
            Integer bib,
            Integer heatNr,
            MergedRun shown,
            String status,
            boolean underInvestigation,
            RankingScore score,
            BestRun bestRun) {
        Participant participant = state.participants().get(rider);
        return new UnrankedRow(
                participant,
                bib,
                heatNr,
                shown,
                status,
                underInvestigation,
                score,
                bestRun,
                state.membersOf(participant));
    }

    /** The lines as rows, in the lines' order, ranked by what counts. */
    static List<ResultRow> ranked(List<UnrankedRow> lines) {
        List<Standing> overall = Ranking.of(lines, UnrankedRow::score);
        List<Standing> categories = Ranking.within(lines, UnrankedRow::catId, UnrankedRow::score);
        List<ResultRow> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            rows.add(lines.get(i).row(overall.get(i), categories.get(i)));
        }
        return rows;
    }

    /**
     * The lines of a cross race as rows, in the lines' order: the timing system's own ranks, and no gaps, for there is
     * no clock to make them from. A category has ranks of its own only where all ride in one heat.
     */
    static List<ResultRow> asTimed(List<UnrankedRow> lines) {
        boolean heats = lines.stream().anyMatch(row -> row.heatNr() != null);
        List<Standing> categories =
                Ranking.within(lines, UnrankedRow::catId, row -> heats ? null : RankingScore.of(row.finish()));
        List<ResultRow> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Standing overall = new Standing(lines.get(i).finish(), null);
            rows.add(lines.get(i).row(overall, new Standing(categories.get(i).rank(), null)));
        }
        return rows;
    }

    /** Where the rider came in. Who has no result has not raced: a rank there is the number of a row. */
    private Integer finish() {
        return status == null && shown.hasResult() ? shown.rank() : null;
    }

    private String catId() {
        return participant.catId();
    }

    private ResultRow row(Standing standing, Standing inCategory) {
        return new ResultRow(
                standing.rank(),
                bib,
                participant.icfId(),
                name(),
                participant.club(),
                participant.noc(),
                participant.catId(),
                inCategory.rank(),
                shown.time(),
                shown.pen(),
                shown.total(),
                standing.behind(),
                inCategory.behind(),
                status,
                underInvestigation,
                bestRun,
                heatNr,
                members,
                shown.detail());
    }

    private String name() {
        String name = participant.displayName();
        return name.isEmpty() && members != null ? String.join(" / ", members) : name;
    }
}
