package org.gatecast.demo;

import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatecast.demo.DemoPusher.PushResponse;
import org.gatecast.demo.PusherCalls.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays a part of the race day in one event, round after round, until its thread is interrupted.
 *
 * <pre>
 *   create ─▶ import ─▶ startlist ─▶ running ─▶ play ─▶ pause ─▶ import ─▶ take back ─┐
 *                                                ▲                                    │
 *                                                └────────────────────────────────────┘
 * </pre>
 *
 * Before a new round the export of the round's beginning is imported, and the stream takes back its results, as a pusher
 * does after a false start. So the tables return to that state while spectators stay connected. The export has the day's
 * dates, so that the key of a long demo does not expire.
 */
final class DemoReplay implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoReplay.class);
    private static final String EVENT = "demo";
    private static final String TITLE = "Demo: Spring slaloms";
    /** Second runs are nearly over; then follow second runs with a new leader, and a first run begins. */
    static final LocalTime FROM = LocalTime.parse("15:11:30");

    static final LocalTime TO = LocalTime.parse("15:28:00");
    private static final Duration STEP_OF_THE_DAY = Duration.ofMillis(250);
    private static final Duration SHORTEST_STEP = Duration.ofMillis(2);
    /** Longer than participants stay on the list without an update, so that rounds do not mix. */
    private static final Duration PAUSE = Duration.ofSeconds(11);

    private final DemoPusher demoPusher;
    private final PusherCalls pusher;
    private final Clock clock;
    private final double speed;
    private final Duration step;
    private final Consumer<Round> onRound;
    private final Promise<Void> running;
    private String lastRefusal = "";

    /**
     * A finished round.
     *
     * @param number from 1
     * @param refused how many of {@code calls} the service refused
     */
    record Round(int number, int calls, int refused) {}

    /**
     * @param speed how much faster than on the race day; above a few hundred, participants on course are reported less
     *     often
     * @param running completed when the event is running, failed if it cannot be started
     */
    DemoReplay(
            DemoPusher demoPusher,
            PusherCalls pusher,
            Clock clock,
            double speed,
            Consumer<Round> onRound,
            Promise<Void> running) {
        this.demoPusher = demoPusher;
        this.pusher = pusher;
        this.clock = clock;
        this.speed = speed;
        Duration shortest = Duration.ofNanos((long) (SHORTEST_STEP.toNanos() * speed));
        this.step = shortest.compareTo(STEP_OF_THE_DAY) > 0 ? shortest : STEP_OF_THE_DAY;
        this.onRound = onRound;
        this.running = running;
    }

    @Override
    public void run() {
        try {
            open();
            running.complete();
            for (int number = 1; ; number++) {
                Round round = play(number);
                LOG.info("Round {} is over: {} calls, {} refused", number, round.calls(), round.refused());
                onRound.accept(round);
                restart();
            }
        } catch (InterruptedException e) {
            running.tryFail("The demo was stopped");
        } catch (RuntimeException e) {
            if (!running.tryFail(e)) {
                LOG.error("The demo has ended; the service still runs", e);
            }
        }
    }

    private void open() throws InterruptedException {
        require(demoPusher.create(EVENT, TITLE));
        require(push(pusher.export(FROM, today())));
        require(demoPusher.enter("startlist"));
        require(demoPusher.enter("running"));
    }

    private Round play(int number) throws InterruptedException {
        DemoTimeline timeline = new DemoTimeline(FROM, clock.instant(), speed);
        long begun = System.nanoTime();
        int calls = 0;
        int refused = 0;
        List<Call> due = List.of(pusher.onCourse(FROM));
        for (LocalTime now = FROM; now.isBefore(TO); now = now.plus(step)) {
            TimeUnit.NANOSECONDS.sleep(begun + timeline.due(now).toNanos() - System.nanoTime());
            for (Call call : due) {
                calls++;
                refused += wasAccepted(demoPusher.push(call.path(), timeline.call(call.body()))) ? 0 : 1;
            }
            due = pusher.between(now, now.plus(step), today());
        }
        return new Round(number, calls, refused);
    }

    private void restart() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep((long) (PAUSE.toNanos() / speed));
        wasAccepted(push(pusher.export(FROM, today())));
        wasAccepted(push(pusher.takenBack(FROM, TO)));
    }

    private PushResponse push(Call call) throws InterruptedException {
        return demoPusher.push(call.path(), call.body());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static void require(PushResponse pushResponse) {
        if (pushResponse.isRefusal()) {
            throw new IllegalStateException("The service did not accept the demo's event. " + pushResponse);
        }
    }

    /** Logs repeated refusals once. They occur if somebody changes the event's status. */
    private boolean wasAccepted(PushResponse pushResponse) {
        String refusal = pushResponse.isRefusal() ? pushResponse.toString() : "";
        if (!refusal.isEmpty() && !refusal.equals(lastRefusal)) {
            LOG.warn("Refused: {}", refusal);
        }
        lastRefusal = refusal;
        return refusal.isEmpty();
    }
}
