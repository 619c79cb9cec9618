package org.gatecast.live;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.OnCourseCall;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.picture.PictureBoard;

/**
 * Tells every spectator what changed (FR-004, FR-010, FR-013). One event loop; a {@link Room} per event. Hears commits
 * and riders on the bus; newcomers come by {@link #join} from the loops of their connections.
 */
public final class Broadcaster extends VerticleBase {
    private final PictureBoard pictures;
    private final OnCourseBoard onCourse;
    private final Settings.Live settings;
    private final Map<EventId, Room> rooms = new HashMap<>();

    public Broadcaster(PictureBoard pictures, OnCourseBoard onCourse, Settings.Live settings) {
        this.pictures = pictures;
        this.onCourse = onCourse;
        this.settings = settings;
    }

    @Override
    public Future<?> start() {
        EventBus bus = vertx.eventBus();
        bus.<EventNotice>localConsumer(Addresses.NOTICES, message -> hear(message.body()));
        bus.<OnCourseCall>localConsumer(
                Addresses.ON_COURSE, message -> message.reply(take(message.body()), LocalCodec.OPTIONS));
        return Future.succeededFuture();
    }

    /** Brings a spectator into an event's room; any thread. The spectator hears {@code full} first. */
    void join(EventId eventId, Spectator spectator) {
        context.runOnContext(v -> room(eventId).ifPresentOrElse(room -> room.join(spectator), () -> spectator
                .loop()
                .runOnContext(gone -> spectator.close(CloseReason.DELETED))));
    }

    private void hear(EventNotice notice) {
        if (notice instanceof EventNotice.Committed committed) {
            Room room = rooms.get(notice.eventId());
            if (room != null) {
                room.take(committed);
            }
        } else {
            Room room = rooms.remove(notice.eventId());
            if (room != null) {
                room.close();
            }
        }
    }

    private OnCourseCall.Taken take(OnCourseCall call) {
        return new OnCourseCall.Taken(
                room(call.eventId()).map(room -> room.refresh(call.entries())).orElse(0));
    }

    /** The event's room; a new one starts from the last committed picture. */
    private Optional<Room> room(EventId eventId) {
        Room room = rooms.get(eventId);
        if (room == null) {
            room = pictures.find(eventId)
                    .map(picture -> new Room(vertx, settings, onCourse, picture))
                    .orElse(null);
            if (room != null) {
                rooms.put(eventId, room);
            }
        }
        return Optional.ofNullable(room);
    }
}
