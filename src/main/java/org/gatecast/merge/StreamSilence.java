package org.gatecast.merge;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.gatecast.model.RaceId;

/**
 * For how long the live stream has said nothing of a race. While it speaks of one, an export's change may be older than
 * what the stream said; once it has been silent for long enough, a change is a correction (contract section 4).
 *
 * @param lastMentions when the stream last spoke of each race, be it news or not; without those it never spoke of
 * @param quiet how long is long enough
 */
public record StreamSilence(Map<RaceId, Instant> lastMentions, Duration quiet) {
    public StreamSilence {
        // Not copyOf: it looks one by one through ids of equal hashes.
        lastMentions = Collections.unmodifiableMap(new HashMap<>(lastMentions));
    }

    /** Whether the stream had been silent about a race for long enough at {@code moment}, and has been since. */
    boolean holdsFor(RaceId race, Instant moment) {
        Instant mention = lastMentions.get(race);
        return mention == null || !mention.isAfter(moment.minus(quiet));
    }
}
