package org.gatecast.canoe123.push;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatecast.canoe123.stream.OnCourseRider;
import org.gatecast.canoe123.stream.ResultTable;

/**
 * The three lanes of one event. Nothing is sent until they are opened; what is offered meanwhile waits. Confined to one
 * context.
 */
public final class PushLanes {
    private final Vertx vertx;
    private final ResultQueue results;
    private final ExportQueue exports;
    private final OnCourseReport onCourse;
    private final PushLane resultLane;
    private final PushLane exportLane;
    private final PushLane onCourseLane;
    private final PushTimes times;
    private long onCourseTimer = -1;

    /**
     * @param clock for the age of what waits
     */
    public PushLanes(
            Vertx vertx,
            CallSender sender,
            PushTimes times,
            KeptData kept,
            Clock clock,
            VenueClock venueClock,
            PushListener listener) {
        this.vertx = vertx;
        this.times = times;
        results = new ResultQueue(kept, clock, times, System::nanoTime);
        exports = new ExportQueue(kept, clock, times.exportResponse(), this::imported);
        onCourse = new OnCourseReport(venueClock, times, System::nanoTime);
        resultLane = new PushLane(vertx, sender, results, times, listener, this::lineWorks);
        exportLane = new PushLane(vertx, sender, exports, times, listener, this::lineWorks);
        onCourseLane = new PushLane(vertx, sender, onCourse, times, listener, this::lineWorks);
    }

    /** Takes back what was kept when the process ended. Called before anything is offered. */
    public void restore(Map<String, KeptData.Item> kept) {
        results.restore(kept);
        exports.restore(kept);
    }

    /** Takes a race's table. */
    public void table(ResultTable table) {
        results.offer(table);
        resultLane.wake();
    }

    /** Takes the status of all races, by race id. */
    public void schedule(Map<String, String> statuses) {
        results.offer(statuses);
        resultLane.wake();
    }

    /** The timing program's clock was heard. */
    public void streamHeard() {
        results.streamHeard();
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

    /** The event has another export, whoever sent it. */
    public void imported() {
        results.exportImported();
        resultLane.wake();
    }

    public void open() {
        if (onCourseTimer < 0) {
            onCourseTimer = vertx.setPeriodic(times.onCourse().toMillis(), tick -> onCourseLane.wake());
        }
        lanes().forEach(PushLane::open);
    }

    /** Sends nothing until the lanes are opened again. */
    public void close() {
        lanes().forEach(PushLane::close);
        vertx.cancelTimer(onCourseTimer);
        onCourseTimer = -1;
    }

    /** The line may work again: tries at once what waits because it did not. */
    public void retryNow() {
        lanes().forEach(PushLane::retryNow);
    }

    /** The event has another state. */
    public void stateChanged() {
        lanes().forEach(PushLane::stateChanged);
    }

    /** Why data does not get through now. */
    public List<LaneProblem> problems() {
        return lanes().map(PushLane::problem).flatMap(Optional::stream).toList();
    }

    /** Races with rows that were not accepted. */
    public int waitingRaces() {
        return results.waitingRaces();
    }

    public int waitingRows() {
        return results.waitingRows();
    }

    public boolean isExportWaiting() {
        return exports.isWaiting();
    }

    /** The last call with results that got a final response, {@code null} before. */
    public LastCall lastResults() {
        return results.lastCall();
    }

    /** The last call with an export that got a final response, {@code null} before. */
    public LastCall lastExport() {
        return exports.lastCall();
    }

    private Stream<PushLane> lanes() {
        return Stream.of(exportLane, resultLane, onCourseLane);
    }

    private void lineWorks() {
        lanes().forEach(PushLane::lineWorks);
    }
}
