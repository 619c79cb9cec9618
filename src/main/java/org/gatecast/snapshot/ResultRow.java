package org.gatecast.snapshot;

import java.util.List;

/**
 * A participant's row in a race's table, as the public sees it (contract section 2). Hundredths of a second; gaps are
 * text ({@code "+1.23"}). Two rows are equal exactly if the public cannot tell them apart.
 *
 * @param underInvestigation whether the jury is still investigating the result; of two runs, either
 * @param bestRun {@code null} in all but best-run races
 * @param heatNr the heat in a cross race, else {@code null}; an addition to the contract's row
 * @param members a team's members by name, else {@code null}; an addition to the contract's row
 * @param detail shown on request only
 */
public record ResultRow(
        Integer rnk,
        Integer bib,
        String athleteId,
        String name,
        String club,
        String noc,
        String catId,
        Integer catRnk,
        Integer time,
        Integer pen,
        Integer total,
        String totalBehind,
        String catTotalBehind,
        String status,
        boolean underInvestigation,
        BestRun bestRun,
        Integer heatNr,
        List<String> members,
        RunDetail detail) {
    public ResultRow {
        members = members == null ? null : List.copyOf(members);
    }

    /** This row with another bib: a participant may have one in the first run and another in the second. */
    public ResultRow withBib(Integer otherBib) {
        return new ResultRow(
                rnk,
                otherBib,
                athleteId,
                name,
                club,
                noc,
                catId,
                catRnk,
                time,
                pen,
                total,
                totalBehind,
                catTotalBehind,
                status,
                underInvestigation,
                bestRun,
                heatNr,
                members,
                detail);
    }
}
