package org.gatecast.canoe123.push;

import java.time.Instant;

/**
 * The last call of a kind that got a final response.
 *
 * @param reason of a refusal, in the words of the response; otherwise {@code null}
 * @param raceId of the first row of a call with results, otherwise {@code null}
 * @param rows of a call with results
 */
public record LastCall(Outcome outcome, Instant at, String reason, String raceId, int rows) {
    /** What became of the call. */
    public enum Outcome {
        ACCEPTED,
        /** The server did not know all rows: the event has no export yet, or an older one. */
        IGNORED,
        REFUSED
    }
}
