package org.gatecast.broadcast;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatecast.model.OnCourseEntry;

/**
 * The riders of one event that were reported to this node, and when the other nodes are told of them: at once if the last
 * time is long ago, otherwise at the end of the interval, with each rider's newest report. A report without news is
 * forwarded too, since riders that are not reported expire. Confined to the broadcaster's event loop.
 */
final class OnCourseForwarder {
    private final Vertx vertx;
    private final long intervalNanos;
    private final OtherNodes otherNodes;
    /** Nothing expires here: the list is emptied in each interval. */
    private final OnCourseList unsent = new OnCourseList(Long.MAX_VALUE);

    private long lastSentAt;
    private long timer = -1;

    /** Tells the other nodes. */
    @FunctionalInterface
    interface OtherNodes {
        void accept(List<OnCourseEntry> riders, boolean fromPrimary);
    }

    OnCourseForwarder(Vertx vertx, long intervalNanos, OtherNodes otherNodes) {
        this.vertx = vertx;
        this.intervalNanos = intervalNanos;
        this.otherNodes = otherNodes;
        this.lastSentAt = System.nanoTime() - intervalNanos;
    }

    void report(List<OnCourseEntry> entries, boolean fromPrimary) {
        unsent.refresh(entries, fromPrimary, 0);
        if (timer < 0) {
            sendWhenDue();
        }
    }

    private void sendWhenDue() {
        List<OnCourseEntry> ofPrimary = unsent.byPosition(true);
        List<OnCourseEntry> ofOthers = unsent.byPosition(false);
        if (ofPrimary.isEmpty() && ofOthers.isEmpty()) {
            return;
        }
        long wait = lastSentAt + intervalNanos - System.nanoTime();
        if (wait <= 0) {
            lastSentAt = System.nanoTime();
            unsent.clear();
            if (!ofPrimary.isEmpty()) {
                otherNodes.accept(ofPrimary, true);
            }
            if (!ofOthers.isEmpty()) {
                otherNodes.accept(ofOthers, false);
            }
        } else {
            timer = vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(wait) + 1, due -> {
                timer = -1;
                sendWhenDue();
            });
        }
    }

    void clear() {
        unsent.clear();
    }

    void close() {
        vertx.cancelTimer(timer);
        unsent.clear();
    }
}
