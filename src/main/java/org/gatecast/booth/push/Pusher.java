package org.gatecast.booth.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatecast.booth.push.PushOutcome.Accepted;
import org.gatecast.booth.push.PushOutcome.KeyRefused;
import org.gatecast.booth.push.PushOutcome.NotNow;
import org.gatecast.booth.push.PushOutcome.Refused;
import org.gatecast.booth.push.PushOutcome.Retryable;
import org.gatecast.booth.push.PushOutcome.Unreachable;
import org.gatecast.booth.push.PushReport.ServerState;
import org.gatecast.booth.retry.Backoff;
import org.gatecast.booth.stream.OnCourseRider;
import org.gatecast.booth.stream.ResultTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes tables, riders on course and exports to one event, once the service has accepted the event's key. After a refused
 * key nothing is sent until a check succeeds, and after some checks nothing at all; an official event takes nothing for good.
 * What waits is kept. Confined to the event loop on which it was started.
 */
public final class Pusher implements PushLane.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Pusher.class);
    private static final String OFFICIAL = "official";
    private static final int MAX_RECHECKS = 12;
    private static final int MAX_REFUSED = 20;

    private final Vertx vertx;
    private final PushTarget target;
    private final PushTimes times;
    private final Clock clock;
    private final Spool spool;
    private final IngestClient client;
    private final Backoff checks;
    private final Backoff reconnects;
    private final ResultQueue results;
    private final ExportQueue exports;
    private final OnCourseReport onCourse;
    private final PushLane resultLane;
    private final PushLane exportLane;
    private final PushLane onCourseLane;
    private final Deque<RefusedCall> refused = new ArrayDeque<>();
    private ServerState state = ServerState.CHECKING;
    private String reason;
    private String eventStatus;
    private List<String> transitions = List.of();
    private Integer spectators;
    private boolean ended;
    private boolean checking;
    private boolean checkAgain;
    private int rechecks;
    private long checkTimer = -1;
    private long onCourseTimer = -1;

    /**
     * @param directory of this target alone
     * @param clock with the venue's zone
     */
    public Pusher(Vertx vertx, PushTarget target, PushTimes times, SpoolDirectory directory, Clock clock) {
        this.vertx = vertx;
        this.target = target;
        this.times = times;
        this.clock = clock;
        spool = new Spool(vertx, directory);
        client = new IngestClient(vertx, target, times.connect());
        checks = PushLane.backoff(times, false);
        reconnects = PushLane.backoff(times, true);
        results = new ResultQueue(spool, clock, times.response());
        exports = new ExportQueue(spool, clock, times.exportResponse(), this::imported);
        onCourse = new OnCourseReport(new VenueClock(clock), times, System::nanoTime);
        resultLane = lane(results);
        exportLane = lane(exports);
        onCourseLane = lane(onCourse);
    }

    private PushLane lane(PushSource source) {
        return new PushLane(vertx, client, source, times, this);
    }

    /** Takes back what was kept on disk, and begins to check the key. Called once, on an event loop. */
    public Future<Void> start() {
        if (target.isKeyReadable()) {
            LOG.warn("The key of {} is sent without encryption, because the address begins with http:", target);
        }
        return spool.load().map(kept -> {
            restore(kept);
            onCourseTimer = vertx.setPeriodic(times.onCourse().toMillis(), tick -> onCourseLane.wake());
            check();
            return null;
        });
    }

    private void restore(Map<String, SpoolDirectory.Kept> kept) {
        results.restore(kept);
        exports.restore(kept);
        if (!kept.isEmpty()) {
            LOG.info("{} tables and exports were kept on disk and are sent now", kept.size());
        }
    }

    /** Sends nothing more. Completes when what waits is on disk. */
    public Future<Void> stop() {
        ended = true;
        closeLanes();
        vertx.cancelTimer(checkTimer);
        vertx.cancelTimer(onCourseTimer);
        return spool.close().eventually(client::close);
    }

    /** Takes a race's table. */
    public void table(ResultTable table) {
        results.offer(table);
        resultLane.wake();
    }

    /** Takes all riders who are on course now; none if that is not known. */
    public void riders(List<OnCourseRider> riders) {
        onCourse.offer(riders);
        onCourseLane.wake();
    }

    /** Takes an export that was read whole. */
    public void export(byte[] xml) {
        exports.offer(xml);
        exportLane.wake();
    }

    /** What is known now, for the operator. */
    public PushReport report() {
        List<LaneProblem> problems = state == ServerState.OPEN
                ? lanes().map(PushLane::problem).flatMap(Optional::stream).toList()
                : List.of();
        return new PushReport(
                state,
                reason,
                eventStatus,
                transitions,
                spectators,
                client.roundTripMillis(),
                results.waitingRaces(),
                results.waitingRows(),
                exports.isWaiting(),
                problems,
                results.lastCall(),
                exports.lastCall(),
                List.copyOf(refused));
    }

    /** The line may work again: tries at once what waits because it did not. */
    public void retryNow() {
        lanes().forEach(PushLane::retryNow);
        if (checkTimer >= 0 && state == ServerState.UNREACHABLE) {
            vertx.cancelTimer(checkTimer);
            checkTimer = -1;
            check();
        }
    }

    /** The machine has another address: connections from before lead nowhere, and calls on them would wait for long. */
    public void networkChanged() {
        client.reconnect();
        retryNow();
    }

    /** Asks for the event's state and for its spectators again, for an operator who looks at them. */
    public void refresh() {
        if (checking) {
            checkAgain = true;
        } else if (state == ServerState.OPEN) {
            check();
        }
    }

    /**
     * Asks for another state of the event.
     *
     * @return completes with {@code null} if the event has that state now, else with the reason in the words of the response;
     *     never fails
     */
    public Future<String> changeStatus(String status) {
        return client.patch(path() + "/status", new JsonObject().put("status", status), times.liveResponse())
                .map(outcome -> {
                    if (outcome instanceof Accepted changed) {
                        LOG.info("{} is now {}", target, changed.body().getString("status", status));
                    }
                    // A refusal may be due to a change by somebody else.
                    refresh();
                    return outcome instanceof Accepted ? null : reason(outcome);
                });
    }

    private Stream<PushLane> lanes() {
        return Stream.of(exportLane, resultLane, onCourseLane);
    }

    private String path() {
        return "/api/v1/admin/events/" + target.eventId();
    }

    private void imported() {
        results.exportImported();
        resultLane.wake();
    }

    @Override
    public void keyRefused(String why) {
        closeLanes();
        if (!ended && !isGivenUp() && checkTimer < 0 && !checking) {
            stopped(why);
        }
    }

    @Override
    public void notNow() {
        // The event may have become official.
        if (!checking && !isGivenUp()) {
            check();
        }
    }

    @Override
    public void recovered() {
        lanes().forEach(PushLane::lineWorks);
    }

    @Override
    public void refused(DataKind kind, String why) {
        refused.addFirst(new RefusedCall(clock.instant(), kind, why));
        if (refused.size() > MAX_REFUSED) {
            refused.removeLast();
        }
    }

    /** Whether nothing is sent any more until the booth is started again. */
    boolean isGivenUp() {
        return state == ServerState.GIVEN_UP || state == ServerState.OFFICIAL;
    }

    /** Asks for the event with its key: is this the event, is the key good, and in which state is the event? */
    private void check() {
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
                closeLanes();
                stopped(reason(outcome));
            }
            if (again) {
                refresh();
            }
        });
    }

    private static String reason(PushOutcome outcome) {
        if (outcome instanceof Refused refusal) {
            return refusal.reason();
        } else if (outcome instanceof NotNow notNow) {
            return notNow.reason();
        } else if (outcome instanceof KeyRefused key) {
            return key.reason();
        } else if (outcome instanceof Retryable failed) {
            return failed.reason();
        }
        return outcome instanceof Unreachable lost ? lost.reason() : "";
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
            closeLanes();
            state = ServerState.OFFICIAL;
            LOG.error("The results of {} are official: the event takes no data any more, and nothing is sent", target);
            return;
        }
        if (state != ServerState.OPEN) {
            state = ServerState.OPEN;
            reason = null;
            LOG.info("Sending to {}, which is {}", target, eventStatus);
            lanes().forEach(PushLane::open);
        } else if (!eventStatus.equals(before)) {
            lanes().forEach(PushLane::stateChanged);
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
        vertx.cancelTimer(checkTimer);
        checkTimer = vertx.setTimer(millis, due -> {
            checkTimer = -1;
            check();
        });
    }

    private void closeLanes() {
        if (state == ServerState.OPEN) {
            state = ServerState.CHECKING;
        }
        lanes().forEach(PushLane::close);
    }
}
