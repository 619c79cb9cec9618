package org.gatecast.canoe123.reader;

import java.time.Duration;

/**
 * How long the reader waits.
 *
 * @param connect for a connection to be accepted
 * @param silence without the venue's clock, after which the connection counts as lost
 * @param firstRetry before the first new attempt; the waits double
 * @param longestRetry between attempts
 */
public record ReaderTimes(Duration connect, Duration silence, Duration firstRetry, Duration longestRetry) {
    public static final ReaderTimes DEFAULT = new ReaderTimes(
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(30));
}
