package org.gatecast.broadcast;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.model.OnCourseEntry;

/**
 * The riders on course of one event, and when they are sent: at once if the last time is long ago, otherwise at the end of
 * the interval, with the newest list. A rider that is not reported again in time is removed. If the service itself stood
 * still, all riders get the whole time again, since reports may lie unread. In memory only (FR-008). Uses monotonic time.
 * Confined to the broadcaster's event loop.
 */
final class OnCourseThrottle {
    /** A timer that is later than this shows that the service itself stood still. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Vertx vertx;
    private final EventId eventId;
    private final OnCourseRegistry onCourse;
    private final long intervalNanos;
    private final Consumer<List<OnCourseEntry>> listener;
    private final OnCourseList list;
    private List<OnCourseEntry> lastSent = List.of();
    private long lastSentAt;
    private long sendTimer = -1;
    private long expiryTimer = -1;

    OnCourseThrottle(
            Vertx vertx,
            Settings.Spectators settings,
            OnCourseRegistry onCourse,
            EventId eventId,
            Consumer<List<OnCourseEntry>> listener) {
        this.vertx = vertx;
        this.eventId = eventId;
        this.onCourse = onCourse;
        this.intervalNanos = settings.oncourseInterval().toNanos();
        this.listener = listener;
        this.list = new OnCourseList(settings.oncourseExpiry().toNanos());
        this.lastSentAt = System.nanoTime() - intervalNanos;
    }

    /** In order of position. */
    List<OnCourseEntry> riders() {
        return onCourse.of(eventId);
    }

    /** Takes a report. Returns the number of riders on course. */
    int refresh(List<OnCourseEntry> entries, boolean fromPrimary) {
        list.refresh(entries, fromPrimary, System.nanoTime());
        publish();
        scheduleExpiry();
        return riders().size();
    }

    /** Removes all riders. The caller sends the empty list together with other changes. */
    void clear() {
        list.clear();
        onCourse.put(eventId, List.of());
        lastSent = List.of();
    }

    void close() {
        vertx.cancelTimer(sendTimer);
        vertx.cancelTimer(expiryTimer);
        onCourse.put(eventId, List.of());
    }

    private void publish() {
        List<OnCourseEntry> riders = list.byPosition();
        if (!riders.equals(riders())) {
            onCourse.put(eventId, riders);
        }
        sendWhenDue();
    }

    private void sendWhenDue() {
        if (sendTimer >= 0 || riders().equals(lastSent)) {
            return;
        }
        long wait = lastSentAt + intervalNanos - System.nanoTime();
        if (wait <= 0) {
            lastSentAt = System.nanoTime();
            lastSent = riders();
            listener.accept(lastSent);
        } else {
            sendTimer = vertx.setTimer(millis(wait), timer -> {
                sendTimer = -1;
                sendWhenDue();
            });
        }
    }

    /** One timer for each event. It is set again when it fires, not at each report. */
    private void scheduleExpiry() {
        if (expiryTimer >= 0) {
            return;
        }
        long now = System.nanoTime();
        long wait = list.untilNextExpiry(now);
        if (wait >= 0) {
            expiryTimer = vertx.setTimer(millis(wait), timer -> {
                expiryTimer = -1;
                expire(now + wait);
                publish();
                scheduleExpiry();
            });
        }
    }

    /**
     * @param due when this should have been called
     */
    private void expire(long due) {
        long now = System.nanoTime();
        if (now - due > STALL_NANOS) {
            list.restartExpiry(now);
        } else {
            list.expire(now);
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos) + 1;
    }
}
