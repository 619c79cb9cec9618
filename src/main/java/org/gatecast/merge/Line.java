package org.gatecast.merge;

import java.util.Comparator;
import java.util.List;
import org.gatecast.merge.Ranking.Standing;
import org.gatecast.model.Participant;
import org.gatecast.picture.BestRun;
import org.gatecast.picture.ResultRow;

/**
 * A row of a table in the making: everything but how it stands among the others.
 *
 * @param shown the run whose time, penalty and total the row shows
 * @param counting the total that ranks the row, {@code null} when it has none to be ranked by
 * @param bestRun {@code null} in all but best-run races
 */
record Line(
        Participant participant,
        Integer bib,
        Integer heatNr,
        Run shown,
        String status,
        Integer counting,
        BestRun bestRun,
        List<String> members) {

    /** Rank order, unranked last: riders still to come before those with a status. */
    static final Comparator<ResultRow> TABLE_ORDER = Comparator.comparing(
                    ResultRow::rnk, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(row -> row.status() != null)
            .thenComparing(ResultRow::bib, Comparator.nullsLast(Comparator.naturalOrder()));

    /** As above, heat by heat. */
    static final Comparator<ResultRow> HEAT_ORDER = Comparator.comparing(
                    ResultRow::heatNr, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(TABLE_ORDER);

    String catId() {
        return participant.catId();
    }

    ResultRow row(Standing standing, Standing inCategory) {
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
