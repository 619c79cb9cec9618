package org.gatecast.broadcast;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.gatecast.bus.EventNotice;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RaceId;
import org.gatecast.testing.Frame;
import org.gatecast.testing.MessageDecoder;
import org.gatecast.transport.ClientFormat;
import org.gatecast.transport.ManualEventLoops;
import org.gatecast.transport.ManualEventLoops.ConnectedSpectator;
import org.gatecast.transport.MessageCompressor;
import org.gatecast.transport.SubscribeRequest;

/**
 * One event's room with spectators on real sockets, all in the test's own thread; what spectators ask of the room waits
 * until the test has the room look.
 */
final class RoomHarness implements AutoCloseable {
    /** Made once: it starts threads, and nothing here happens on them. */
    private static final Vertx VERTX = Vertx.vertx();

    private static final int ALL = 1 << 22;

    private final ManualEventLoops loops;
    private final Settings.Spectators settings;
    private final OnCourseRegistry onCourse = new OnCourseRegistry();
    private final MessageCompressor single = new MessageCompressor();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final List<Listener> listeners = new ArrayList<>();
    private Room room;
    private EarlyArrivals earlyArrivals;
    private boolean current = true;

    /**
     * @param settings key, value, key, value: what is not as in the defaults
     */
    RoomHarness(SimulatedEvent event, boolean nativeTransport, String... settings) {
        this.loops = new ManualEventLoops(nativeTransport, 2);
        this.settings = settings(settings);
        this.room = room(event);
    }

    private Room room(SimulatedEvent event) {
        earlyArrivals = new EarlyArrivals(VERTX, nanos -> current);
        return new Room(
                VERTX,
                settings,
                onCourse,
                single,
                new BroadcastMetrics(),
                event.snapshot(),
                List.of(),
                Optional.empty(),
                earlyArrivals);
    }

    /** The defaults, but that nothing happens by itself. */
    private static Settings.Spectators settings(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "spectators.oncourse-interval-millis", "1",
                "spectators.oncourse-expiry-millis", "86400000",
                "spectators.official-grace-millis", "86400000"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return SettingsLoader.load(all).spectators();
    }

    /** A client on the other end of a spectator's socket. */
    final class Listener {
        final MessageDecoder decoder;
        final int loop;
        final ConnectedSpectator spectator;
        final Subscriber subscriber;

        private Listener(ClientFormat format, int loop, boolean slow) {
            this.decoder = format.decoder();
            this.loop = loop;
            this.spectator = loops.connect(
                    format,
                    () -> tasks.add(() -> room.leave(subscriber())),
                    version -> tasks.add(() -> room.catchUp(subscriber(), version)),
                    loop,
                    slow);
            this.subscriber = new Subscriber(spectator.spectator());
        }

        private Subscriber subscriber() {
            return subscriber;
        }

        /** Reads at most so many bytes, and returns how many there were. */
        int read(int most) {
            byte[] bytes = spectator.read(most);
            decoder.decode(bytes);
            return bytes.length;
        }

        List<Frame> messages() {
            return decoder.messages();
        }

        Frame last() {
            return decoder.lastMessage();
        }

        boolean isOpen() {
            return spectator.isOpen();
        }
    }

    Listener plain(String since, RaceId... races) {
        return join(ClientFormat.plain(), 0, false, since, races);
    }

    Listener browser(String since, RaceId... races) {
        return join(ClientFormat.negotiated("permessage-deflate; client_max_window_bits"), 0, false, since, races);
    }

    Listener join(ClientFormat format, int loop, boolean slow, String since, RaceId... races) {
        Listener listener = new Listener(format, loop, slow);
        listeners.add(listener);
        room.join(new SubscribeRequest(SimulatedEvent.ID, List.of(races), since, "test"), listener.subscriber);
        return listener;
    }

    void take(EventNotice.Committed notice) {
        room.onCommit(notice);
    }

    /** A call of the stream, late enough after the one before to be told at once. */
    void refresh(OnCourseEntry... entries) {
        LockSupport.parkNanos(1_100_000);
        room.updateOnCourse(List.of(entries), false);
    }

    List<OnCourseEntry> riders() {
        return onCourse.of(SimulatedEvent.ID);
    }

    /** Whether the database is known to have nothing newer; it is unless a test says otherwise. */
    void current(boolean isCurrent) {
        current = isCurrent;
    }

    /** Has those who wait for a version looked after, as a timer does. */
    void checkEarlyArrivals(long nanos) {
        earlyArrivals.check(nanos);
    }

    Room room() {
        return room;
    }

    void turn(int loop) {
        loops.run(loop);
    }

    /** Has the room deal with the first of what was asked of it. */
    void look() {
        if (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    /** Lets everything happen that is under way. */
    void settle() {
        int heard;
        do {
            while (!tasks.isEmpty()) {
                look();
            }
            loops.run();
            heard = listeners.stream().mapToInt(listener -> listener.read(ALL)).sum();
            loops.run();
        } while (heard > 0 || !tasks.isEmpty());
    }

    /** The event is deleted, and another of its name created. */
    void replaceBy(SimulatedEvent another) {
        room.close();
        room = room(another);
    }

    @Override
    public void close() {
        loops.close();
        while (!tasks.isEmpty()) {
            look();
        }
        room.close();
        single.close();
    }
}
