package org.gatecast.live;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.EventNotice.Cause;
import org.gatecast.config.Settings;
import org.gatecast.model.EventStatus;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.picture.ChangeSet;
import org.gatecast.picture.EventPicture;

/**
 * One event's spectators and what they are told. Confined to the broadcaster's loop, which makes the order: a notice, a
 * rider's clock and a newcomer are each dealt with whole, one after the other, and reach every audience in that order.
 */
final class Room {
    private final Vertx vertx;
    private final Settings.Live settings;
    private final OnCourseBoard board;
    private final Map<Context, Audience> audiences = new HashMap<>();
    private final OnCourseList riders;
    private EventPicture picture;

    private List<OnCourseEntry> told = List.of();
    private long toldAt;
    private boolean tellingLater;
    private long expiryTimer = -1;

    Room(Vertx vertx, Settings.Live settings, OnCourseBoard board, EventPicture picture) {
        this.vertx = vertx;
        this.settings = settings;
        this.board = board;
        this.picture = picture;
        this.riders = new OnCourseList(settings.oncourseExpiry().toNanos());
        this.toldAt = System.nanoTime() - coalescingNanos();
    }

    void join(Spectator spectator) {
        EventStatus status = picture.meta().status();
        if (status == EventStatus.OFFICIAL) {
            spectator.loop().runOnContext(v -> spectator.close(CloseReason.OFFICIAL));
        } else if (!status.isPublic()) {
            spectator.loop().runOnContext(v -> spectator.close(CloseReason.WITHDRAWN));
        } else {
            audiences
                    .computeIfAbsent(spectator.loop(), Audience::new)
                    .admit(spectator, Message.full(picture, riders.byPosition()));
        }
    }

    /** The event moved on; a notice that the room was born after says nothing new. */
    void take(EventNotice.Committed notice) {
        if (notice.picture().meta().version() <= picture.meta().version()) {
            return;
        }
        picture = notice.picture();
        ChangeSet changes = notice.changes();
        String cursor = picture.meta().cursor();
        if (!picture.meta().status().isPublic()) {
            letGo(CloseReason.WITHDRAWN);
            return;
        }
        if (changes.structure() || (notice.cause() == Cause.IMPORT && !changes.isEmpty())) {
            tell(Message.full(picture, riders.byPosition()));
        } else {
            changes.rows().forEach((race, rows) -> tell(Message.results(cursor, race, rows)));
        }
        if (changes.status() != null) {
            tell(Message.status(cursor, changes.status()));
            if (changes.status() == EventStatus.OFFICIAL) {
                vertx.setTimer(settings.officialGrace().toMillis(), timer -> letGo(CloseReason.OFFICIAL));
            }
        }
    }

    /** The event is gone. */
    void close() {
        letGo(CloseReason.DELETED);
        riders.clear();
        board.put(picture.meta().eventId(), List.of());
        vertx.cancelTimer(expiryTimer);
    }

    /** Takes a call of the stream in; answers how many riders are on the water. */
    int refresh(List<OnCourseEntry> entries) {
        long now = System.nanoTime();
        riders.expire(now);
        riders.refresh(entries, now);
        return publishRiders();
    }

    private int publishRiders() {
        List<OnCourseEntry> list = riders.byPosition();
        if (!list.equals(board.of(picture.meta().eventId()))) {
            board.put(picture.meta().eventId(), list);
        }
        watchExpiry();
        tellRiders();
        return list.size();
    }

    /** At once after a quiet moment, else when the moment is over; the newest list either way. */
    private void tellRiders() {
        if (tellingLater) {
            return;
        }
        List<OnCourseEntry> list = board.of(picture.meta().eventId());
        if (list.equals(told)) {
            return;
        }
        long wait = toldAt + coalescingNanos() - System.nanoTime();
        if (wait <= 0) {
            toldAt = System.nanoTime();
            told = list;
            tell(Message.oncourse(picture.meta().cursor(), list));
        } else {
            tellingLater = true;
            vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(wait) + 1, timer -> {
                tellingLater = false;
                tellRiders();
            });
        }
    }

    private void watchExpiry() {
        vertx.cancelTimer(expiryTimer);
        long wait = riders.untilNextExpiry(System.nanoTime());
        if (wait >= 0) {
            expiryTimer = vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(wait) + 1, timer -> {
                riders.expire(System.nanoTime());
                publishRiders();
            });
        }
    }

    private long coalescingNanos() {
        return settings.oncourseInterval().toNanos();
    }

    private void tell(Message message) {
        audiences.values().forEach(audience -> audience.tell(message));
    }

    private void letGo(CloseReason reason) {
        audiences.values().forEach(audience -> audience.letGo(reason));
    }
}
