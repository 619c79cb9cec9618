package org.gatecast.booth.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.gatecast.booth.push.PushOutcome.Accepted;
import org.gatecast.booth.push.PushOutcome.Retryable;
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

    private final Vertx vertx;
    private final PushTarget target;
    private final PushTimes times;
    private final Spool spool;
    private final IngestClient client;
    private final Backoff checks;
    private final ResultQueue results;
    private final ExportQueue exports;
    private final OnCourseReport onCourse;
    private final PushLane resultLane;
    private final PushLane exportLane;
    private final PushLane onCourseLane;
    private boolean ended;
    private boolean givenUp;
    private boolean checking;
    private boolean open;
    private int rechecks;
    private long checkTimer = -1;
    private long onCourseTimer = -1;
    private String lastProblem = "";

    /**
     * @param directory of this target alone
     * @param clock with the venue's zone
     */
    public Pusher(Vertx vertx, PushTarget target, PushTimes times, SpoolDirectory directory, Clock clock) {
        this.vertx = vertx;
        this.target = target;
        this.times = times;
        spool = new Spool(vertx, directory);
        client = new IngestClient(vertx, target, times.connect());
        checks = backoff();
        results = new ResultQueue(spool, clock, times.response());
        exports = new ExportQueue(spool, clock, times.exportResponse(), this::imported);
        onCourse = new OnCourseReport(new VenueClock(clock), times, System::nanoTime);
        resultLane = lane(results);
        exportLane = lane(exports);
        onCourseLane = lane(onCourse);
    }

    private PushLane lane(PushSource source) {
        return new PushLane(vertx, client, source, backoff(), times.notNow(), this);
    }

    private Backoff backoff() {
        return new Backoff(times.firstRetry(), times.longestRetry(), () -> ThreadLocalRandom.current()
                .nextDouble());
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

    /** Whether nothing is sent any more until the booth is started again. */
    boolean isGivenUp() {
        return givenUp;
    }

    private void imported() {
        results.exportImported();
        resultLane.wake();
    }

    @Override
    public void keyRefused(String reason) {
        closeLanes();
        if (!ended && !givenUp && checkTimer < 0 && !checking) {
            stopped(reason);
        }
    }

    @Override
    public void notNow() {
        // The event may have become official.
        if (!checking && !givenUp) {
            check();
        }
    }

    /** Asks for the event with its key: is this the event, is the key good, and in which state is the event? */
    private void check() {
        checking = true;
        client.get("/api/v1/admin/events/" + target.eventId(), times.liveResponse())
                .onSuccess(outcome -> {
                    checking = false;
                    if (ended) {
                        return;
                    }
                    if (outcome instanceof Accepted event) {
                        accepted(event.body());
                    } else if (outcome instanceof Retryable failed) {
                        report(failed.reason());
                        checkIn(Math.max(failed.waitMillis(), checks.nextMillis()));
                    } else {
                        closeLanes();
                        stopped(reason(outcome));
                    }
                });
    }

    private static String reason(PushOutcome outcome) {
        if (outcome instanceof PushOutcome.Refused refused) {
            return refused.reason();
        }
        return outcome instanceof PushOutcome.NotNow notNow
                ? notNow.reason()
                : ((PushOutcome.KeyRefused) outcome).reason();
    }

    private void accepted(JsonObject event) {
        checks.reset();
        rechecks = 0;
        lastProblem = "";
        String status = event.getString("status", "");
        if (status.equals(OFFICIAL)) {
            closeLanes();
            givenUp = true;
            LOG.error("The results of {} are official: the event takes no data any more, and nothing is sent", target);
        } else if (!open) {
            open = true;
            LOG.info("Sending to {}, which is {}", target, status);
            exportLane.open();
            resultLane.open();
            onCourseLane.open();
        }
    }

    private void stopped(String reason) {
        rechecks++;
        if (rechecks > MAX_RECHECKS) {
            givenUp = true;
            LOG.error("Nothing is sent to {} until the booth is started again: {}", target, reason);
            return;
        }
        LOG.error(
                "The server does not take data for {}: {}. Nothing is sent; the key is tried again in {} s",
                target,
                reason,
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
        open = false;
        exportLane.close();
        resultLane.close();
        onCourseLane.close();
    }

    private void report(String reason) {
        if (!reason.equals(lastProblem)) {
            lastProblem = reason;
            LOG.warn("The server cannot be reached: {}. What comes is kept and sent later", reason);
        }
    }
}
