package org.gatecast.broadcast;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.model.OnCourseEntry;

/**
 * One event's riders on the water, and when to tell of them: at once after a quiet moment, at most once an interval in a
 * busy one, the newest list last; and when somebody leaves for lack of news. After a time in which the service itself stood
 * still everybody stays anew: the calls of that time lie unread. Memory only (FR-008). Confined to the
 * broadcaster's loop; goes by steady time, which no change of the wall clock moves.
 */
final class OnCourseThrottle {
    /** A timer that comes later than this says that the service stood still. */
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

    /**
     * @param listener is given the whole list whenever spectators should hear of it
     */
    OnCourseThrottle(
            Vertx vertx,
            Settings.Live settings,
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

    /** By position. */
    List<OnCourseEntry> riders() {
        return onCourse.of(eventId);
    }

    /** Takes a call in; answers how many riders are on the water. */
    int refresh(List<OnCourseEntry> entries) {
        list.refresh(entries, System.nanoTime());
        publish();
        scheduleExpiry();
        return riders().size();
    }

    /** Nobody is on the water. Tells nobody: the caller does, with all else that is new. */
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

    /** One timer an event, moved on when it fires rather than at each call. */
    private void scheduleExpiry() {
        if (expiryTimer >= 0) {
            return;
        }
        long begun = System.nanoTime();
        long wait = list.untilNextExpiry(begun);
        if (wait >= 0) {
            expiryTimer = vertx.setTimer(millis(wait), timer -> {
                expiryTimer = -1;
                expire(begun + wait);
                publish();
                scheduleExpiry();
            });
        }
    }

    /**
     * @param due when this was to be called
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
