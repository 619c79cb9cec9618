package org.gatecast.live;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.gatecast.bus.EventNotice;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.gatecast.live.Hall.Guest;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RaceId;

/**
 * One event's room with spectators on real sockets, all in the test's own thread; what spectators ask of the room waits
 * until the test has the room look.
 */
final class Stand implements AutoCloseable {
    /** Made once: it starts threads, and nothing here happens on them. */
    private static final Vertx VERTX = Vertx.vertx();

    private static final int ALL = 1 << 22;

    private final Hall hall;
    private final Settings.Live settings;
    private final OnCourseBoard board = new OnCourseBoard();
    private final Compressor single = new Compressor();
    private final Deque<Runnable> asked = new ArrayDeque<>();
    private final List<Listener> listeners = new ArrayList<>();
    private Room room;

    /**
     * @param settings key, value, key, value: what is not as in the defaults
     */
    Stand(Contest contest, boolean nativeTransport, String... settings) {
        this.hall = new Hall(nativeTransport, 2);
        this.settings = settings(settings);
        this.room = new Room(VERTX, this.settings, board, single, new Told(), contest.picture());
    }

    /** The defaults, but that nothing happens by itself. */
    private static Settings.Live settings(String... settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "live.oncourse-interval-millis", "1",
                "live.oncourse-expiry-millis", "86400000",
                "live.official-grace-millis", "86400000"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return SettingsLoader.load(all).live();
    }

    /** A client on the other end of a spectator's socket. */
    final class Listener {
        final Ear ear;
        final int loop;
        final Guest guest;

        private Listener(Wire.Agreed agreed, Ear ear, int loop, boolean slow) {
            this.ear = ear;
            this.loop = loop;
            Spectator spectator = new Spectator(
                    agreed,
                    new Spectator.Doorkeeper() {
                        @Override
                        public void gone(Spectator spectator) {
                            asked.add(() -> room.leave(spectator));
                        }

                        @Override
                        public void behind(Spectator spectator, long version) {
                            asked.add(() -> room.catchUp(spectator, version));
                        }
                    },
                    new ClientFrames.Limits(1024, 1_000_000),
                    new Traffic());
            guest = hall.welcome(spectator, loop, slow);
        }

        /** Reads at most so many bytes; answers how many there were. */
        int read(int most) {
            byte[] bytes = guest.read(most);
            ear.hear(bytes);
            return bytes.length;
        }

        List<Ear.Said> said() {
            return ear.said();
        }

        Ear.Said last() {
            return said().get(said().size() - 1);
        }

        boolean isOpen() {
            return guest.channel.isOpen();
        }
    }

    Listener plain(String since, RaceId... races) {
        return join(Wire.Agreed.PLAINLY, Ear.plain(), 0, false, since, races);
    }

    Listener browser(String since, RaceId... races) {
        return negotiated("permessage-deflate; client_max_window_bits", 0, false, since, races);
    }

    /** A WebSocket client with an offer of permessage-deflate. */
    Listener negotiated(String offer, int loop, boolean slow, String since, RaceId... races) {
        Deflation deflation = Deflation.negotiate(offer);
        String answer = deflation.answer();
        int at = answer.indexOf("server_max_window_bits=");
        int bits = at < 0
                ? ZlibOfAnotherMake.LARGEST_WINDOW_BITS
                : Integer.parseInt(answer.substring(at).replaceAll("\\D", ""));
        boolean keepsContext = !answer.contains("server_no_context_takeover");
        return join(deflation.agreed(), Ear.inflating(bits, keepsContext), loop, slow, since, races);
    }

    Listener join(Wire.Agreed agreed, Ear ear, int loop, boolean slow, String since, RaceId... races) {
        Listener listener = new Listener(agreed, ear, loop, slow);
        listeners.add(listener);
        room.join(new Gatehouse.Wish(Contest.ID, List.of(races), since, "test"), listener.guest.spectator);
        return listener;
    }

    void take(EventNotice.Committed notice) {
        room.take(notice);
    }

    /** A call of the stream, late enough after the one before to be told at once. */
    void refresh(OnCourseEntry... entries) {
        LockSupport.parkNanos(1_100_000);
        room.refresh(List.of(entries));
    }

    List<OnCourseEntry> riders() {
        return board.of(Contest.ID);
    }

    Room room() {
        return room;
    }

    void turn(int loop) {
        hall.turn(loop);
    }

    /** Has the room deal with the first of what was asked of it. */
    void look() {
        if (!asked.isEmpty()) {
            asked.remove().run();
        }
    }

    /** Lets everything happen that is under way. */
    void settle() {
        int heard;
        do {
            while (!asked.isEmpty()) {
                look();
            }
            hall.turn();
            heard = listeners.stream().mapToInt(listener -> listener.read(ALL)).sum();
            hall.turn();
        } while (heard > 0 || !asked.isEmpty());
    }

    /** The event is deleted, and another of its name created. */
    void replaceBy(Contest another) {
        room.close();
        room = new Room(VERTX, settings, board, single, new Told(), another.picture());
    }

    @Override
    public void close() {
        hall.close();
        while (!asked.isEmpty()) {
            look();
        }
        room.close();
        single.close();
    }
}
