package org.gatecast.webhooks.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.gatecast.model.WebhookProgress;

/** When a failed delivery is tried again: after 1 s, then after twice the time, up to 10 min, for 3 days. */
final class RetrySchedule {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(10);
    static final Duration GIVE_UP = Duration.ofDays(3);

    /** Each wait is up to a fifth shorter or longer, so that receivers of several webhooks are not asked all at once. */
    private static final double SPREAD = 0.2;

    private static final int MAX_DOUBLINGS = 20;

    private final DoubleSupplier random;

    /**
     * @param random from 0 to 1
     */
    RetrySchedule(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * The next attempt after one that failed; empty if there is none. If it was the first one of its event, and the receiver has
     * been failing since one that is left out by now, the wait is as long as that has lasted.
     *
     * @param before the progress before the attempt
     * @param asked what the receiver asked for with {@code Retry-After}; zero if it did not
     */
    Optional<Instant> next(WebhookProgress before, Instant now, Duration asked) {
        if (before.failingSince() != null && !now.isBefore(before.failingSince().plus(GIVE_UP))) {
            return Optional.empty();
        }
        double factor = 1 + SPREAD * (2 * random.getAsDouble() - 1);
        Duration grown = before.attempts() == 0 && before.failingSince() != null
                ? max(FIRST, Duration.between(before.failingSince(), now))
                : FIRST.multipliedBy(1L << Math.min(before.attempts(), MAX_DOUBLINGS));
        Duration wait = min(grown, LONGEST);
        Duration spread = Duration.ofMillis(Math.round(wait.toMillis() * factor));
        return Optional.of(now.plus(min(max(spread, asked), LONGEST.plus(LONGEST))));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
