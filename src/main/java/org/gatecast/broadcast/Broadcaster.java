package org.gatecast.broadcast;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.CountSpectators;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.OnCourseReport;
import org.gatecast.bus.OnCourseUpdate;
import org.gatecast.bus.PingTick;
import org.gatecast.bus.SpectatorCounts;
import org.gatecast.config.Settings;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.IngestSource;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.Refusal;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.snapshot.VersionChange;
import org.gatecast.transport.CloseReason;
import org.gatecast.transport.MessageCompressor;
import org.gatecast.transport.PingSchedule;
import org.gatecast.transport.Spectator;
import org.gatecast.transport.SpectatorRooms;
import org.gatecast.transport.SubscribeRequest;

/**
 * Sends every spectator what changed (FR-004, FR-010, FR-013). It runs on one event loop and has a {@link Room} for each
 * event. Commits and riders on course come over the event bus. Spectators join and leave from the event loops of their
 * connections. A timer here says when each event loop pings its next spectators (FR-017).
 */
public final class Broadcaster extends VerticleBase implements SpectatorRooms {
    private final SnapshotRegistry snapshots;
    private final OnCourseRegistry onCourse;
    private final Settings.Spectators settings;
    private final KeyValidity.Margins margins;
    private final Clock clock;
    private final MessageCompressor standaloneCompressor = new MessageCompressor();
    private final BroadcastMetrics broadcastMetrics = new BroadcastMetrics();
    private final BooleanSupplier anyConnected;
    private final boolean otherNodes;
    private final Map<EventId, Room> rooms = new HashMap<>();
    private boolean pings;

    /**
     * @param anyConnected whether any spectator is connected, or about to join, or being closed; any thread
     */
    public Broadcaster(
            SnapshotRegistry snapshots,
            OnCourseRegistry onCourse,
            Settings settings,
            Clock clock,
            BooleanSupplier anyConnected,
            MetricsRegistry metrics) {
        this.anyConnected = anyConnected;
        this.snapshots = snapshots;
        this.onCourse = onCourse;
        this.settings = settings.spectators();
        this.margins = settings.security().keyMargins();
        this.clock = clock;
        this.otherNodes = settings.database().url().isPresent();
        broadcastMetrics.registerWith(metrics);
    }

    @Override
    public Future<?> start() {
        EventBus bus = vertx.eventBus();
        bus.<EventNotice>localConsumer(Addresses.NOTICES, message -> onNotice(message.body()));
        bus.<OnCourseUpdate>localConsumer(
                Addresses.ON_COURSE, message -> message.reply(onOnCourseUpdate(message.body()), LocalCodec.OPTIONS));
        bus.<CountSpectators>localConsumer(
                Addresses.SPECTATORS, message -> message.reply(countSpectators(message.body()), LocalCodec.OPTIONS));
        if (otherNodes) {
            bus.<OnCourseReport>localConsumer(
                    Addresses.ON_COURSE_ELSEWHERE,
                    message -> room(message.body().eventId()).ifPresent(room -> room.updateOnCourse(message.body())));
            openRooms();
        }
        return Future.succeededFuture();
    }

    /** Spectators of other nodes may come here with their cursors, so rooms begin with the changes before the start. */
    private void openRooms() {
        Map<EventId, List<VersionChange>> earlier = snapshots.takeEarlierChanges();
        for (EventSnapshot snapshot : snapshots.all()) {
            EventId eventId = snapshot.meta().eventId();
            rooms.putIfAbsent(eventId, newRoom(snapshot, earlier.getOrDefault(eventId, List.of())));
        }
    }

    @Override
    public Future<?> stop() {
        rooms.values().forEach(Room::shutDown);
        rooms.clear();
        standaloneCompressor.close();
        return Future.succeededFuture();
    }

    @Override
    public Membership join(SubscribeRequest subscribe, Spectator spectator) {
        EventId eventId = subscribe.eventId();
        Subscriber subscriber = new Subscriber(spectator);
        context.runOnContext(v -> {
            pingWhileConnected();
            room(eventId)
                    .ifPresentOrElse(
                            room -> room.join(subscribe, subscriber), () -> spectator.close(CloseReason.DELETED));
        });
        return new Membership() {
            @Override
            public void leave() {
                runInRoom(eventId, room -> room.leave(subscriber));
            }

            @Override
            public void catchUp(long version) {
                runInRoom(eventId, room -> room.catchUp(subscriber, version));
            }
        };
    }

    /** Ticks until no spectator is connected, so that an idle service does not wake up. */
    private void pingWhileConnected() {
        if (pings) {
            return;
        }
        pings = true;
        long tickMillis =
                PingSchedule.of(settings.pingInterval(), settings.pongTimeout()).tickMillis();
        vertx.setPeriodic(tickMillis, timer -> {
            if (!anyConnected.getAsBoolean()) {
                pings = false;
                vertx.cancelTimer(timer);
            } else {
                vertx.eventBus().publish(Addresses.PING_TICKS, new PingTick(), LocalCodec.OPTIONS);
            }
        });
    }

    private SpectatorCounts countSpectators(CountSpectators query) {
        Room room = rooms.get(query.eventId());
        return room == null ? SpectatorCounts.NONE : room.spectatorCounts();
    }

    private void runInRoom(EventId eventId, Consumer<Room> action) {
        context.runOnContext(v -> Optional.ofNullable(rooms.get(eventId)).ifPresent(action));
    }

    private void onNotice(EventNotice notice) {
        if (notice instanceof EventNotice.Committed committed) {
            rooms.computeIfAbsent(notice.eventId(), id -> newRoom(committed.snapshot(), List.of()))
                    .onCommit(committed);
        } else {
            Room room = rooms.remove(notice.eventId());
            if (room != null) {
                room.close();
            }
        }
    }

    /** The reply to a report of riders on course: their number, or why the key or the event does not allow the report. */
    private Object onOnCourseUpdate(OnCourseUpdate update) {
        EventMeta event = snapshots
                .find(update.authority().eventId())
                .map(EventSnapshot::meta)
                .orElse(null);
        Optional<Refusal> refusal = update.authority().refusal(event, IngestSource.ONCOURSE, margins, clock.instant());
        return refusal.isPresent()
                ? refusal.get()
                : new OnCourseUpdate.Accepted(room(update.authority().eventId())
                        .map(room -> room.updateOnCourse(update.entries(), update.fromPrimary()))
                        .orElse(0));
    }

    /** The room of an event; a new one starts from the last committed snapshot. */
    private Optional<Room> room(EventId eventId) {
        if (!rooms.containsKey(eventId)) {
            snapshots.find(eventId).ifPresent(snapshot -> rooms.put(eventId, newRoom(snapshot, List.of())));
        }
        return Optional.ofNullable(rooms.get(eventId));
    }

    private Room newRoom(EventSnapshot snapshot, List<VersionChange> earlier) {
        return new Room(
                vertx,
                settings,
                onCourse,
                standaloneCompressor,
                broadcastMetrics,
                snapshot,
                earlier,
                otherNodes ? Optional.of(forwarder(snapshot.meta().eventId())) : Optional.empty(),
                new EarlyArrivals(vertx, nanos -> !otherNodes || snapshots.isCurrentSince(nanos)));
    }

    private OnCourseForwarder forwarder(EventId eventId) {
        return new OnCourseForwarder(vertx, settings.oncourseInterval().toNanos(), (riders, fromPrimary) -> snapshots
                .find(eventId)
                .ifPresent(snapshot -> vertx.eventBus()
                        .publish(
                                Addresses.ON_COURSE_HERE,
                                new OnCourseReport(eventId, snapshot.meta().generation(), riders, fromPrimary),
                                LocalCodec.OPTIONS)));
    }
}
