package org.gatecast.ingest;

/** The largest plausible time or penalty. */
final class AmountLimits {
    /** 100 hours, in hundredths of a second. */
    static final int MAX_HUNDREDTHS = 100 * 60 * 60 * 100;

    private AmountLimits() {}
}
