package org.gatecast.booth.push;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.gatecast.booth.push.PushReport.ServerState;
import org.gatecast.canoe123.push.PushOutcome;
import org.gatecast.canoe123.push.PushOutcome.Accepted;
import org.gatecast.canoe123.push.PushOutcome.Retryable;
import org.gatecast.canoe123.push.PushOutcome.Unreachable;
import org.gatecast.canoe123.push.PushTimes;
import org.gatecast.canoe123.retry.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the server for the event with its key: is this the event, is the key good, and in which state is the event? Asks again
 * after a refused key, some times, and while the server cannot be reached. Confined to one event loop.
 */
final class ServerCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);
    private static final String OFFICIAL = "official";
    private static final int MAX_RECHECKS = 12;

    private final Vertx vertx;
    private final PushTarget target;
    private final PushTimes times;
    private final IngestClient client;
    private final Listener listener;
    private final Backoff checks;
    private final Backoff reconnects;
    private ServerState state = ServerState.CHECKING;
    private String reason;
    private String eventStatus;
    private List<String> transitions = List.of();
    private Integer spectators;
    private boolean ended;
    private boolean checking;
    private boolean checkAgain;
    private int rechecks;
    private long timer = -1;

    /** Hears of what follows from a check. */
    interface Listener {
        /** The key is good, and the event takes data. */
        void open();

        /** The event has another state, in which it takes data. */
        void stateChanged();

        /** Nothing may be sent until {@link #open}. */
        void close();
    }

    ServerCheck(Vertx vertx, PushTarget target, PushTimes times, IngestClient client, Listener listener) {
        this.vertx = vertx;
        this.target = target;
        this.times = times;
        this.client = client;
        this.listener = listener;
        checks = times.retries();
        reconnects = times.reconnects();
    }

    ServerState state() {
        return state;
    }

    /** Why nothing is sent, {@code null} while data is sent. */
    String reason() {
        return reason;
    }

    /** As the server said last, {@code null} before. */
    String eventStatus() {
        return eventStatus;
    }

    List<String> transitions() {
        return transitions;
    }

    /** As the server said last, {@code null} before. */
    Integer spectators() {
        return spectators;
    }

    /** Whether nothing is sent any more until the booth is started again. */
    boolean isGivenUp() {
        return state == ServerState.GIVEN_UP || state == ServerState.OFFICIAL;
    }

    void stop() {
        ended = true;
        vertx.cancelTimer(timer);
    }

    /** The line may work again: does not wait any longer. */
    void retryNow() {
        if (timer >= 0 && state == ServerState.UNREACHABLE) {
            vertx.cancelTimer(timer);
            timer = -1;
            check();
        }
    }

    /** Asks for the event's state and its spectators, if data is sent. */
    void refresh() {
        if (checking) {
            checkAgain = true;
        } else if (state == ServerState.OPEN) {
            check();
        }
    }

    /** A call was refused because of its key. */
    void keyRefused(String why) {
        close();
        if (!ended && !isGivenUp() && timer < 0 && !checking) {
            stopped(why);
        }
    }

    /** The event's state did not admit a call: the event may have become official. */
    void notNow() {
        if (!checking && !isGivenUp()) {
            check();
        }
    }

    void check() {
        checking = true;
        client.get(path(), times.liveResponse()).onSuccess(outcome -> {
            checking = false;
            if (ended) {
                return;
            }
            boolean again = checkAgain;
            checkAgain = false;
            if (outcome instanceof Accepted event) {
                accepted(event.body());
            } else if (outcome instanceof Unreachable lost) {
                failed(lost.reason(), reconnects.nextMillis());
            } else if (outcome instanceof Retryable failed) {
                failed(failed.reason(), Math.max(failed.waitMillis(), checks.nextMillis()));
            } else {
                close();
                stopped(PushOutcome.reasonOf(outcome));
            }
            if (again) {
                refresh();
            }
        });
    }

    private String path() {
        return "/api/v1/admin/events/" + target.eventId();
    }

    private void accepted(JsonObject event) {
        checks.reset();
        reconnects.reset();
        rechecks = 0;
        String before = eventStatus;
        eventStatus = event.getString("status", "");
        JsonArray next = event.getJsonArray("validTransitions", new JsonArray());
        transitions = next.stream().map(String::valueOf).toList();
        if (eventStatus.equals(OFFICIAL)) {
            close();
            state = ServerState.OFFICIAL;
            LOG.error("The results of {} are official: the event takes no data any more, and nothing is sent", target);
            return;
        }
        if (state != ServerState.OPEN) {
            state = ServerState.OPEN;
            reason = null;
            LOG.info("Sending to {}, which is {}", target, eventStatus);
            listener.open();
        } else if (!eventStatus.equals(before)) {
            listener.stateChanged();
        }
        countSpectators();
    }

    private void countSpectators() {
        client.get(path() + "/audience", times.liveResponse()).onSuccess(outcome -> {
            if (outcome instanceof Accepted counted && counted.body().getValue("spectators") instanceof Integer count) {
                spectators = count;
            }
        });
    }

    private void failed(String why, long retryMillis) {
        if (state == ServerState.OPEN) {
            // The lanes repeat by themselves.
            return;
        }
        if (!why.equals(reason)) {
            LOG.warn("The server cannot be reached: {}. What comes is kept and sent later", why);
        }
        state = ServerState.UNREACHABLE;
        reason = why;
        checkIn(retryMillis);
    }

    private void stopped(String why) {
        rechecks++;
        reason = why;
        if (rechecks > MAX_RECHECKS) {
            state = ServerState.GIVEN_UP;
            LOG.error("Nothing is sent to {} until the booth is started again: {}", target, why);
            return;
        }
        state = ServerState.KEY_REFUSED;
        LOG.error(
                "The server does not take data for {}: {}. Nothing is sent; the key is tried again in {} s",
                target,
                why,
                times.recheck().toSeconds());
        checkIn(times.recheck().toMillis());
    }

    private void checkIn(long millis) {
        vertx.cancelTimer(timer);
        timer = vertx.setTimer(millis, due -> {
            timer = -1;
            check();
        });
    }

    private void close() {
        if (state == ServerState.OPEN) {
            state = ServerState.CHECKING;
        }
        listener.close();
    }
}
