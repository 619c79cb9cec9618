package org.gatecast.merge;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.gatecast.model.RaceId;

/**
 * How long the live stream has been silent about each race. While the stream mentions a race, a change in an export may
 * be older than the stream's report. After a long enough silence, such a change is a correction (contract section 4).
 *
 * @param lastMentions when the stream last mentioned each race, with or without anything new; races it never mentioned
 *     are left out
 * @param quiet how long the silence must last
 */
public record StreamSilence(Map<RaceId, Instant> lastMentions, Duration quiet) {
    public StreamSilence {
        // Map.copyOf compares ids of equal hashes one by one, which a sender could exploit.
        lastMentions = Collections.unmodifiableMap(new HashMap<>(lastMentions));
    }

    /** Whether at {@code moment} the stream had been silent about the race for long enough, and is still silent. */
    boolean holdsFor(RaceId race, Instant moment) {
        Instant mention = lastMentions.get(race);
        return mention == null || !mention.isAfter(moment.minus(quiet));
    }
}
