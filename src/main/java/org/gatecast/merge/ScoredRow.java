package org.gatecast.merge;

import java.util.List;
import java.util.stream.IntStream;
import org.gatecast.merge.Ranking.Standing;
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
        EventState state,
        Participant participant,
        Integer bib,
        Integer heatNr,
        ResultReport shown,
        String status,
        boolean underInvestigation,
        RankingScore score,
        BestRun bestRun) {

    /** The public rows, in the same order, ranked by their scores. */
    static List<ResultRow> ranked(List<ScoredRow> rows) {
        return ranked(rows, Ranking.of(rows, ScoredRow::score), standingsInCategories(rows));
    }

    /**
     * The public rows of a cross race, in the same order. Their scores are the timing system's own ranks; there are no gaps,
     * since no clock says how large they are. A category has ranks of its own only if the race has no heats.
     */
    static List<ResultRow> rankedAsTimed(List<ScoredRow> rows) {
        boolean heats = rows.stream().anyMatch(row -> row.heatNr != null);
        List<Standing> overall = rows.stream()
                .map(row -> new Standing(row.score == null ? null : row.score.total(), null))
                .toList();
        List<Standing> categories = standingsInCategories(rows).stream()
                .map(standing -> new Standing(heats ? null : standing.rank(), null))
                .toList();
        return ranked(rows, overall, categories);
    }

    private static List<Standing> standingsInCategories(List<ScoredRow> rows) {
        return Ranking.within(rows, row -> row.participant.catId(), ScoredRow::score);
    }

    private static List<ResultRow> ranked(List<ScoredRow> rows, List<Standing> overall, List<Standing> categories) {
        return IntStream.range(0, rows.size())
                .mapToObj(i -> rows.get(i).ranked(overall.get(i), categories.get(i)))
                .toList();
    }

    private ResultRow ranked(Standing overall, Standing inCategory) {
        List<String> members = state.membersOf(participant);
        return new ResultRow(
                overall.rank(),
                bib,
                participant.icfId(),
                name(members),
                participant.club(),
                participant.noc(),
                participant.catId(),
                inCategory.rank(),
                shown.time(),
                shown.pen(),
                shown.total(),
                overall.behind(),
                inCategory.behind(),
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
