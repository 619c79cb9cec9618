package org.gatecast.snapshot;

import org.gatecast.model.Gates;

/** What {@code detailed=true} adds for one run: the clock as the timing system gave it, and the gates. */
public record RunDetail(String dtStart, String dtFinish, Gates gates) {
    public static final RunDetail NONE = new RunDetail(null, null, null);
}
