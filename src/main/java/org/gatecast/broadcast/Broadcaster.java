package org.gatecast.broadcast;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.OnCourseUpdate;
import org.gatecast.config.Settings;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.IngestSource;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.Refusal;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;

/**
 * Tells every spectator what changed (FR-004, FR-010, FR-013). One event loop; a {@link Room} per event. Hears commits
 * and riders on the bus; spectators come and go from the loops of their connections.
 */
public final class Broadcaster extends VerticleBase {
    private final SnapshotRegistry snapshots;
    private final OnCourseRegistry onCourse;
    private final Settings.Live settings;
    private final KeyValidity.Margins margins;
    private final Clock clock;
    private final MessageCompressor standaloneCompressor = new MessageCompressor();
    private final BroadcastMetrics broadcastMetrics = new BroadcastMetrics();
    private final Map<EventId, Room> rooms = new HashMap<>();

    /**
     * @param clock for keys
     * @param metrics told what is counted here
     */
    public Broadcaster(
            SnapshotRegistry snapshots,
            OnCourseRegistry onCourse,
            Settings settings,
            Clock clock,
            MetricsRegistry metrics) {
        this.snapshots = snapshots;
        this.onCourse = onCourse;
        this.settings = settings.live();
        this.margins = settings.security().keyMargins();
        this.clock = clock;
        broadcastMetrics.registerWith(metrics);
    }

    @Override
    public Future<?> start() {
        EventBus bus = vertx.eventBus();
        bus.<EventNotice>localConsumer(Addresses.NOTICES, message -> onNotice(message.body()));
        bus.<OnCourseUpdate>localConsumer(
                Addresses.ON_COURSE, message -> message.reply(onOnCourseUpdate(message.body()), LocalCodec.OPTIONS));
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        rooms.values().forEach(Room::shutDown);
        rooms.clear();
        standaloneCompressor.close();
        return Future.succeededFuture();
    }

    /** Brings a spectator into an event's room; any thread. It hears {@code full}, or what it missed, first. */
    void join(SpectatorAdmission.SubscribeRequest subscribe, SpectatorConnection spectator) {
        context.runOnContext(
                v -> room(subscribe.eventId()).ifPresentOrElse(room -> room.join(subscribe, spectator), () -> spectator
                        .loop()
                        .execute(() -> spectator.close(CloseReason.DELETED))));
    }

    void leave(EventId eventId, SpectatorConnection spectator) {
        runInRoom(eventId, room -> room.leave(spectator));
    }

    void catchUp(EventId eventId, SpectatorConnection spectator, long version) {
        runInRoom(eventId, room -> room.catchUp(spectator, version));
    }

    /** How many watch an event now, as far as the room has let them in; any thread. Completes on the caller's context. */
    public Future<SpectatorCounts> countSpectators(EventId eventId) {
        Promise<SpectatorCounts> counted = Promise.promise();
        Context caller = vertx.getOrCreateContext();
        context.runOnContext(v -> {
            Room room = rooms.get(eventId);
            SpectatorCounts counts = room == null ? SpectatorCounts.NONE : room.spectatorCounts();
            caller.runOnContext(back -> counted.complete(counts));
        });
        return counted.future();
    }

    private void runInRoom(EventId eventId, Consumer<Room> action) {
        context.runOnContext(v -> Optional.ofNullable(rooms.get(eventId)).ifPresent(action));
    }

    private void onNotice(EventNotice notice) {
        if (notice instanceof EventNotice.Committed committed) {
            rooms.computeIfAbsent(notice.eventId(), id -> newRoom(committed.snapshot()))
                    .onCommit(committed);
        } else {
            Room room = rooms.remove(notice.eventId());
            if (room != null) {
                room.close();
            }
        }
    }

    /** Answers how many riders are on the water; or why the call may show none, of a past event or by a past key. */
    private Object onOnCourseUpdate(OnCourseUpdate update) {
        EventMeta event = snapshots
                .find(update.authority().eventId())
                .map(EventSnapshot::meta)
                .orElse(null);
        Optional<Refusal> refusal = update.authority().refusal(event, IngestSource.ONCOURSE, margins, clock.instant());
        return refusal.isPresent()
                ? refusal.get()
                : new OnCourseUpdate.Accepted(room(update.authority().eventId())
                        .map(room -> room.updateOnCourse(update.entries()))
                        .orElse(0));
    }

    /** The event's room; a new one starts from the last committed picture. */
    private Optional<Room> room(EventId eventId) {
        if (!rooms.containsKey(eventId)) {
            snapshots.find(eventId).ifPresent(snapshot -> rooms.put(eventId, newRoom(snapshot)));
        }
        return Optional.ofNullable(rooms.get(eventId));
    }

    private Room newRoom(EventSnapshot snapshot) {
        return new Room(vertx, settings, onCourse, standaloneCompressor, broadcastMetrics, snapshot);
    }
}
