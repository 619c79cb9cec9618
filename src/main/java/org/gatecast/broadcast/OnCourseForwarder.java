package org.gatecast.broadcast;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatecast.model.OnCourseEntry;

/**
 * The riders of one event that were reported to this node, and when the other nodes are told of them: at once if the last
 * time is long ago, otherwise at the end of the interval, with each rider's newest report. A report without news is
 * forwarded too, since riders that are not reported expire. Confined to the broadcaster's event loop.
 */
final class OnCourseForwarder {
    private final Vertx vertx;
    private final long intervalNanos;
    private final Consumer<List<OnCourseEntry>> otherNodes;
    /** Nothing expires here: the list is emptied in each interval. */
    private final OnCourseList unsent = new OnCourseList(Long.MAX_VALUE);

    private long lastSentAt;
    private long timer = -1;

    OnCourseForwarder(Vertx vertx, long intervalNanos, Consumer<List<OnCourseEntry>> otherNodes) {
        this.vertx = vertx;
        this.intervalNanos = intervalNanos;
        this.otherNodes = otherNodes;
        this.lastSentAt = System.nanoTime() - intervalNanos;
    }

    void report(List<OnCourseEntry> entries) {
        unsent.refresh(entries, 0);
        if (timer < 0) {
            sendWhenDue();
        }
    }

    private void sendWhenDue() {
        List<OnCourseEntry> riders = unsent.byPosition();
        if (riders.isEmpty()) {
            return;
        }
        long wait = lastSentAt + intervalNanos - System.nanoTime();
        if (wait <= 0) {
            lastSentAt = System.nanoTime();
            unsent.clear();
            otherNodes.accept(riders);
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
