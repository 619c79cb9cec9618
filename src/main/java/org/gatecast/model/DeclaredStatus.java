package org.gatecast.model;

import java.time.Instant;
import java.util.Objects;

/**
 * What the organiser declared about a race's results: that they are provisional, or official.
 *
 * @param number {@link RaceStatus#PROVISIONAL} or {@link RaceStatus#OFFICIAL}
 * @param at when it was declared
 * @param protestUntil until when protests may be made, if the organiser gave a time; {@code null} for official results
 * @param over the number that the timing system said when this was declared, {@code null} if it had said none
 */
public record DeclaredStatus(int number, Instant at, Instant protestUntil, Integer over) {
    public DeclaredStatus {
        Objects.requireNonNull(at);
        if (number != RaceStatus.PROVISIONAL && number != RaceStatus.OFFICIAL) {
            throw new IllegalArgumentException("results are declared provisional or official, not " + number);
        }
        if (number == RaceStatus.OFFICIAL && protestUntil != null) {
            throw new IllegalArgumentException("official results have no protest time");
        }
    }

    /**
     * Whether this counts although the timing system said {@code number} later: it only catches up with what was declared.
     */
    boolean holdsAfter(int later) {
        return later <= number && (over == null || later >= over);
    }
}
