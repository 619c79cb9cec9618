package org.gatecast.booth.push;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.gatecast.booth.push.PushOutcome.Accepted;
import org.gatecast.booth.push.PushOutcome.KeyRefused;
import org.gatecast.booth.push.PushOutcome.NotNow;
import org.gatecast.booth.push.PushOutcome.Refused;
import org.gatecast.booth.push.PushOutcome.Retryable;
import org.gatecast.booth.retry.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the calls of one source, one after the other, while it is open. Confined to one event loop. */
final class PushLane {
    private static final Logger LOG = LoggerFactory.getLogger(PushLane.class);

    private final Vertx vertx;
    private final IngestClient client;
    private final PushSource source;
    private final Backoff backoff;
    private final Duration notNow;
    private final Listener listener;
    private boolean open;
    private boolean busy;
    private long timer = -1;
    private String lastProblem = "";

    /** Hears of what concerns the whole event. */
    interface Listener {
        void keyRefused(String reason);

        /** The event's state admits no such data. */
        void notNow();
    }

    PushLane(Vertx vertx, IngestClient client, PushSource source, Backoff backoff, Duration notNow, Listener listener) {
        this.vertx = vertx;
        this.client = client;
        this.source = source;
        this.backoff = backoff;
        this.notNow = notNow;
        this.listener = listener;
    }

    void open() {
        open = true;
        wake();
    }

    void close() {
        open = false;
        vertx.cancelTimer(timer);
        timer = -1;
    }

    /** Sends the next call, unless one is under way or the lane waits after a failure. */
    void wake() {
        if (!open || busy || timer >= 0) {
            return;
        }
        PushCall call = source.next();
        if (call != null) {
            busy = true;
            client.post(call).onSuccess(outcome -> {
                busy = false;
                ended(outcome);
            });
        }
    }

    private void ended(PushOutcome outcome) {
        if (outcome instanceof Accepted accepted) {
            backoff.reset();
            if (!lastProblem.isEmpty()) {
                LOG.info("The server takes {} again", source.name());
                lastProblem = "";
            }
            source.accepted(accepted.body());
            wake();
        } else if (outcome instanceof Retryable failed) {
            report("The server could not be given {}: {}. The newest are sent again", failed.reason());
            wakeIn(Math.max(failed.waitMillis(), backoff.nextMillis()));
        } else if (outcome instanceof NotNow state) {
            report("The server takes no {} now: {}", state.reason());
            wakeIn(notNow.toMillis());
            listener.notNow();
        } else if (outcome instanceof Refused refusal) {
            LOG.warn("The server refused {}, which are not sent again: {}", source.name(), refusal.reason());
            source.refused();
            wake();
        } else if (outcome instanceof KeyRefused key) {
            listener.keyRefused(key.reason());
        }
    }

    private void wakeIn(long millis) {
        if (open) {
            timer = vertx.setTimer(millis, due -> {
                timer = -1;
                wake();
            });
        }
    }

    /** Each problem is logged once, until it is over or another one. */
    private void report(String message, String reason) {
        if (!reason.equals(lastProblem)) {
            lastProblem = reason;
            LOG.warn(message, source.name(), reason);
        }
    }
}
