package org.gatecast.snapshot;

import org.gatecast.model.Gates;
import org.gatecast.model.ResultReport;

/** What {@code detailed=true} adds for one run: the timing system's clock, as received, and the gates. */
public record RunDetail(String dtStart, String dtFinish, Gates gates) {
    public static final RunDetail NONE = new RunDetail(null, null, null);

    public static RunDetail of(ResultReport run) {
        return run.gates() == null && run.dtStart() == null && run.dtFinish() == null
                ? NONE
                : new RunDetail(run.dtStart(), run.dtFinish(), run.gates());
    }

    /** In seconds, at a gate numbered from 1; {@code null} if the gate was not passed or is not known. */
    public Integer penaltyAt(int gate) {
        return gates == null ? null : gates.at(gate);
    }
}
