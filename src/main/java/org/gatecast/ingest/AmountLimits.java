package org.gatecast.ingest;

/** How large a time or penalty may be before it is taken for nonsense. */
final class AmountLimits {
    /** 100 hours, in hundredths of a second. */
    static final int MAX_HUNDREDTHS = 100 * 60 * 60 * 100;

    private AmountLimits() {}
}
