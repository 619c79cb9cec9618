package org.gatecast.demo;

import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatecast.demo.Booth.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the recorded race in one event, round after round, until its thread is interrupted.
 *
 * <pre>
 *   create ─▶ import ─▶ startlist ─▶ running ─▶ play ─▶ pause ─▶ import ─▶ take back ─┐
 *                                                ▲                                    │
 *                                                └────────────────────────────────────┘
 * </pre>
 *
 * A round starts over by the stream taking back what it said, row by row, as a booth does after a false start: the export
 * is from the recording's beginning, so the tables show that state again, and people stay connected and see it happen.
 * The export comes again each time for its dates, so that the key of a demo left running never expires.
 */
final class Player implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Player.class);
    private static final String EVENT = "demo";
    private static final String TITLE = "Demo: a recorded race";
    private static final Duration PAUSE = Duration.ofSeconds(8);

    private final Booth booth;
    private final Recording recording;
    private final Clock clock;
    private final double speed;
    private final Consumer<Round> onRound;
    private final Promise<Void> running;
    private String lastRefusal = "";

    /**
     * A round that is over.
     *
     * @param number from 1
     * @param refused of {@code calls}, how many the service would not take
     */
    record Round(int number, int calls, int refused) {}

    /**
     * @param running completed once the event is public and runs, failed when it cannot be brought to that
     */
    Player(
            Booth booth,
            Recording recording,
            Clock clock,
            double speed,
            Consumer<Round> onRound,
            Promise<Void> running) {
        this.booth = booth;
        this.recording = recording;
        this.clock = clock;
        this.speed = speed;
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
                startOver();
            }
        } catch (InterruptedException e) {
            running.tryFail("The demo was stopped");
        } catch (RuntimeException e) {
            if (!running.tryFail(e)) {
                LOG.error("The demo has ended; the service goes on", e);
            }
        }
    }

    private void open() throws InterruptedException {
        require(booth.create(EVENT, TITLE));
        require(booth.export(todaysExport()));
        require(booth.enter("startlist"));
        require(booth.enter("running"));
    }

    private Round play(int number) throws InterruptedException {
        Timeline timeline = new Timeline(recording.began(), clock.instant(), speed);
        long begun = System.nanoTime();
        int refused = 0;
        for (Recording.Call call : recording.calls()) {
            long due = begun + timeline.due(call.at()).toNanos();
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            refused += wasTaken(booth.push(call.path(), timeline.call(call.body()))) ? 0 : 1;
        }
        return new Round(number, recording.calls().size(), refused);
    }

    private void startOver() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep((long) (PAUSE.toNanos() / speed));
        wasTaken(booth.export(todaysExport()));
        wasTaken(booth.push("/api/v1/ingest/results", recording.takenBack()));
    }

    private String todaysExport() {
        return recording.exportOf(LocalDate.now(clock));
    }

    private static void require(Answer answer) {
        if (answer.isRefusal()) {
            throw new IllegalStateException("The service would not have the demo's event. " + answer);
        }
    }

    /** Somebody who plays with the event's status gets calls refused for a while; it is said once, not every time. */
    private boolean wasTaken(Answer answer) {
        String refusal = answer.isRefusal() ? answer.toString() : "";
        if (!refusal.isEmpty() && !refusal.equals(lastRefusal)) {
            LOG.warn("Refused: {}", refusal);
        }
        lastRefusal = refusal;
        return refusal.isEmpty();
    }
}
