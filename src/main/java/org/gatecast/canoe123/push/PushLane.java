package org.gatecast.canoe123.push;

import io.vertx.core.Vertx;
import java.util.Optional;
import org.gatecast.canoe123.push.PushOutcome.Accepted;
import org.gatecast.canoe123.push.PushOutcome.KeyRefused;
import org.gatecast.canoe123.push.PushOutcome.NotNow;
import org.gatecast.canoe123.push.PushOutcome.Refused;
import org.gatecast.canoe123.push.PushOutcome.Retryable;
import org.gatecast.canoe123.push.PushOutcome.Unreachable;
import org.gatecast.canoe123.retry.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the calls of one source, one after the other, while it is open. Confined to one event loop. */
final class PushLane {
    private static final Logger LOG = LoggerFactory.getLogger(PushLane.class);

    private final Vertx vertx;
    private final CallSender sender;
    private final PushSource source;
    private final PushTimes times;
    private final Backoff backoff;
    private final Backoff reconnect;
    private final PushListener listener;
    private final Runnable onRecovered;
    private boolean open;
    private boolean busy;
    private Wait wait = Wait.UNREACHABLE;
    private long timer = -1;
    private LaneProblem problem;

    /** What a lane waits for while its timer runs. */
    private enum Wait {
        UNREACHABLE,
        FAILED,
        /** The service has said when to come again. */
        ASKED,
        /** The event's state. */
        NOT_NOW
    }

    /**
     * @param onRecovered called when calls are accepted again after a problem
     */
    PushLane(
            Vertx vertx,
            CallSender sender,
            PushSource source,
            PushTimes times,
            PushListener listener,
            Runnable onRecovered) {
        this.vertx = vertx;
        this.sender = sender;
        this.source = source;
        this.times = times;
        this.backoff = times.retries();
        this.reconnect = times.reconnects();
        this.listener = listener;
        this.onRecovered = onRecovered;
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
            sender.post(source.kind(), call).onSuccess(outcome -> {
                busy = false;
                ended(outcome);
            });
        }
    }

    /** The line may work again: does not wait any longer, unless the service itself has asked for that. */
    void retryNow() {
        wakeFrom(Wait.UNREACHABLE);
        wakeFrom(Wait.FAILED);
    }

    /** The line works for another lane. */
    void lineWorks() {
        wakeFrom(Wait.UNREACHABLE);
    }

    /** The event has another state. */
    void stateChanged() {
        wakeFrom(Wait.NOT_NOW);
    }

    private void wakeFrom(Wait reason) {
        if (timer >= 0 && wait == reason) {
            vertx.cancelTimer(timer);
            timer = -1;
            wake();
        }
    }

    /** Why the lane does not get through now. */
    Optional<LaneProblem> problem() {
        return Optional.ofNullable(problem);
    }

    private void ended(PushOutcome outcome) {
        String data = source.kind().words();
        if (outcome instanceof Accepted accepted) {
            backoff.reset();
            reconnect.reset();
            boolean recovered = problem != null;
            problem = null;
            source.accepted(accepted.body());
            if (recovered) {
                LOG.info("The server takes {} again", data);
                onRecovered.run();
            }
            wake();
        } else if (outcome instanceof Unreachable lost) {
            report(false, "The server could not be given {}: {}. The newest are sent again", lost.reason());
            wakeIn(reconnect.nextMillis(), Wait.UNREACHABLE);
        } else if (outcome instanceof Retryable failed) {
            report(false, "The server could not be given {}: {}. The newest are sent again", failed.reason());
            wakeIn(
                    Math.max(failed.waitMillis(), backoff.nextMillis()),
                    failed.waitMillis() == 0 ? Wait.FAILED : Wait.ASKED);
        } else if (outcome instanceof NotNow state) {
            report(true, "The server takes no {} now: {}", state.reason());
            wakeIn(times.notNow().toMillis(), Wait.NOT_NOW);
            listener.notNow();
        } else if (outcome instanceof Refused refusal) {
            LOG.warn("The server refused {}, which are not sent again: {}", data, refusal.reason());
            problem = null;
            source.refused(refusal.reason());
            listener.refused(source.kind(), refusal.reason());
            wake();
        } else if (outcome instanceof KeyRefused key) {
            listener.keyRefused(key.reason());
        }
    }

    private void wakeIn(long millis, Wait reason) {
        if (open) {
            wait = reason;
            timer = vertx.setTimer(millis, due -> {
                timer = -1;
                wake();
            });
        }
    }

    /** Each problem is logged once, until it is over or another one. */
    private void report(boolean notNow, String message, String reason) {
        if (problem == null || !reason.equals(problem.reason())) {
            LOG.warn(message, source.kind().words(), reason);
        }
        problem = new LaneProblem(notNow, source.kind(), reason);
    }
}
