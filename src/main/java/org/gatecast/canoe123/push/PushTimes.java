package org.gatecast.canoe123.push;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.gatecast.canoe123.retry.Backoff;

/**
 * How long the pusher waits.
 *
 * @param connect for a connection
 * @param liveResponse for the response to a call with riders on course, whose clocks are soon old
 * @param response for the response to a call with results
 * @param exportResponse for the response to an export; longer than a service waits for a body
 * @param firstRetry after a failed call; the waits double
 * @param longestRetry between attempts
 * @param longestReconnect between attempts while there is no connection to the service
 * @param notNow after a call that the event's state does not admit
 * @param recheck after a refused key
 * @param onCourse the shortest time between two calls with riders on course
 * @param refresh after which an unchanged rider is sent again; the service drops riders that are not mentioned for 10 s
 * @param heartbeat after which an empty call with results says that the timing program is still heard
 * @param resend without an accepted call with results, after which all rows are sent again; the service lets other sources change
 *     them after 30 s
 */
public record PushTimes(
        Duration connect,
        Duration liveResponse,
        Duration response,
        Duration exportResponse,
        Duration firstRetry,
        Duration longestRetry,
        Duration longestReconnect,
        Duration notNow,
        Duration recheck,
        Duration onCourse,
        Duration refresh,
        Duration heartbeat,
        Duration resend) {
    public static final PushTimes DEFAULT = new PushTimes(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(150),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            Duration.ofMillis(250),
            Duration.ofSeconds(4),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20));

    /** The same with other waits for riders on course. */
    public PushTimes withOnCourse(Duration shortest, Duration longest) {
        return new PushTimes(
                connect,
                liveResponse,
                response,
                exportResponse,
                firstRetry,
                longestRetry,
                longestReconnect,
                notNow,
                recheck,
                shortest,
                longest,
                heartbeat,
                resend);
    }

    /** The same with other waits for an empty call with results, and for sending all rows again. */
    public PushTimes withHeartbeat(Duration wait, Duration silence) {
        return new PushTimes(
                connect,
                liveResponse,
                response,
                exportResponse,
                firstRetry,
                longestRetry,
                longestReconnect,
                notNow,
                recheck,
                onCourse,
                refresh,
                wait,
                silence);
    }

    /** The waits after failures. */
    public Backoff retries() {
        return backoff(longestRetry);
    }

    /** The waits while there is no connection to the service, which are shorter. */
    public Backoff reconnects() {
        return backoff(longestReconnect);
    }

    private Backoff backoff(Duration longest) {
        return new Backoff(
                firstRetry, longest, () -> ThreadLocalRandom.current().nextDouble());
    }
}
