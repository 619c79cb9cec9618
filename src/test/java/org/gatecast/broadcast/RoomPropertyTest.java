package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.gatecast.broadcast.RoomHarness.Listener;
import org.gatecast.model.EventStatus;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RaceId;
import org.gatecast.testing.Frame;
import org.gatecast.transport.ClientFormat;

/**
 * Whatever happens in whatever order: every stream decodes, by a zlib of another make; whoever keeps up is told exactly
 * what the others of its subscription are, byte for byte; and everybody knows at each message what its cursor says it
 * knows, and in the end all there is to know.
 */
class RoomPropertyTest {
    private static final byte[] PING = {(byte) 0x89, (byte) 0x83, 1, 2, 3, 4, 'a', 'b', 'c'};
    private static final int ALL = 1 << 22;

    enum Deed {
        JOIN,
        RESUME,
        RESULTS,
        RUNS,
        RIDERS,
        EXPORT,
        ANOTHER_RACE,
        STATUS,
        NOTHING,
        TURN,
        READ,
        LOOK,
        LEAVE,
        CUT,
        PING,
        PONG,
        TIME
    }

    /**
     * Something that happens.
     *
     * @param one says to whom, by whatever number there are
     * @param other says how
     */
    record Step(Deed deed, int one, int other) {}

    @Provide
    Arbitrary<List<Step>> scripts() {
        Arbitrary<Deed> deeds = Arbitraries.frequency(
                Tuple.of(12, Deed.JOIN),
                Tuple.of(4, Deed.RESUME),
                Tuple.of(25, Deed.RESULTS),
                Tuple.of(6, Deed.RUNS),
                Tuple.of(25, Deed.RIDERS),
                Tuple.of(2, Deed.EXPORT),
                Tuple.of(1, Deed.ANOTHER_RACE),
                Tuple.of(3, Deed.STATUS),
                Tuple.of(2, Deed.NOTHING),
                Tuple.of(12, Deed.TURN),
                Tuple.of(12, Deed.READ),
                Tuple.of(12, Deed.LOOK),
                Tuple.of(3, Deed.LEAVE),
                Tuple.of(2, Deed.CUT),
                Tuple.of(3, Deed.PING),
                Tuple.of(3, Deed.PONG),
                Tuple.of(4, Deed.TIME));
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 9_999);
        return Combinators.combine(deeds, numbers, numbers)
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(150);
    }

    @Property(tries = 150)
    void everyStreamDecodesAndEverySpectatorHasWhatItsCursorSays(
            @ForAll("scripts") List<Step> script, @ForAll boolean nativeTransport, @ForAll boolean oftenAfresh) {
        try (Play play = new Play(nativeTransport, oftenAfresh)) {
            script.forEach(play::act);
            play.end();
        }
    }

    /** One try. */
    private static final class Play implements AutoCloseable {
        private static final List<String> OFFERS = List.of(
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate",
                "permessage-deflate; server_no_context_takeover",
                "permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; server_max_window_bits=10; server_no_context_takeover",
                "permessage-deflate; server_max_window_bits=14");

        private final SimulatedEvent event = new SimulatedEvent("a1b2c3d4e5", 2, 12);
        private final RoomHarness roomHarness;
        private final List<Client> clients = new ArrayList<>();
        private final List<ClientView> gone = new ArrayList<>();
        private int clock = 100;

        Play(boolean nativeTransport, boolean oftenAfresh) {
            roomHarness = new RoomHarness(
                    event,
                    nativeTransport,
                    "spectators.compression-reset-millis",
                    oftenAfresh ? "1" : "86400000",
                    "spectators.history-changes",
                    "20");
            // Somebody who was always there and always keeps up, for each subscription.
            for (RaceId[] races : wishes()) {
                clients.add(new Client(roomHarness.plain(null, races), new ClientView(event, races), false));
            }
            roomHarness.settle();
        }

        private static List<RaceId[]> wishes() {
            return List.of(
                    new RaceId[0],
                    new RaceId[] {SimulatedEvent.race(1)},
                    new RaceId[] {SimulatedEvent.race(1), SimulatedEvent.race(2)},
                    new RaceId[] {SimulatedEvent.race(3), SimulatedEvent.race(2)});
        }

        private final class Client {
            private final Listener listener;
            private final ClientView view;
            private final boolean slow;
            private final int witness;
            private int seen;

            Client(Listener listener, ClientView view, boolean slow) {
                this.listener = listener;
                this.view = view;
                this.slow = slow;
                this.witness = clients.size() < wishes().size() ? -1 : wishOf(view);
            }

            private static int wishOf(ClientView view) {
                for (int i = 0; i < wishes().size(); i++) {
                    if (List.of(wishes().get(i)).containsAll(List.of(view.races()))
                            && wishes().get(i).length == view.races().length) {
                        return i;
                    }
                }
                throw new AssertionError("nobody else asked for this");
            }

            void read(int most) {
                listener.read(most);
                for (; seen < listener.messages().size(); seen++) {
                    view.apply(listener.messages().get(seen));
                }
            }

            /** Whoever keeps up hears after its first words what the witness of its subscription hears, to the end. */
            void assertToldTheSame() {
                if (slow || witness < 0) {
                    return;
                }
                List<String> mine = texts(listener);
                List<String> all = texts(clients.get(witness).listener);
                List<String> common = mine.subList(firstWords(), mine.size());
                assertThat(all.subList(all.size() - common.size(), all.size())).isEqualTo(common);
            }

            /** How many messages were for this client alone. */
            private int firstWords() {
                int own = 0;
                while (!listener.messages().get(own).data().has("oncourse")) {
                    own++;
                }
                return own + 1;
            }
        }

        private static List<String> texts(Listener listener) {
            return listener.messages().stream().map(Frame::text).toList();
        }

        void act(Step step) {
            int one = step.one();
            int other = step.other();
            switch (step.deed()) {
                case JOIN -> join(new ClientView(event, wishes().get(other % wishes().size())), null, one);
                case RESUME -> {
                    if (!gone.isEmpty()) {
                        ClientView view = gone.remove(one % gone.size());
                        join(view, view.cursor(), other);
                    }
                }
                case RESULTS -> roomHarness.take(event.results(race(one), bib(other), bib(other / 12)));
                case RUNS -> roomHarness.take(event.results(runs(bib(one), other)));
                case RIDERS -> roomHarness.refresh(riders(one));
                case EXPORT -> roomHarness.take(event.restructured("Title " + other));
                case ANOTHER_RACE -> {
                    if (event.races().size() < 4) {
                        roomHarness.take(event.withAnotherRace());
                    }
                }
                case STATUS ->
                    roomHarness.take(event.status(
                            event.picture().meta().status() == EventStatus.RUNNING
                                    ? EventStatus.FINISHED
                                    : EventStatus.RUNNING));
                case NOTHING -> roomHarness.take(event.nothing());
                case TURN -> roomHarness.turn(one % 2);
                case READ -> clients.get(one % clients.size()).read(other);
                case LOOK -> roomHarness.look();
                case LEAVE -> leave(one, true);
                case CUT -> leave(one, false);
                case PING -> clients.get(one % clients.size()).listener.guest.send(PING);
                case PONG -> clients.get(one % clients.size()).listener.guest.ping();
                case TIME -> LockSupport.parkNanos(1_100_000);
            }
            keepUp();
        }

        private RaceId race(int number) {
            return event.races().get(number % event.races().size());
        }

        private static int bib(int number) {
            return number % 12 + 1;
        }

        private static Map<RaceId, Set<Integer>> runs(int bib, int other) {
            Map<RaceId, Set<Integer>> runs = new TreeMap<>();
            runs.put(SimulatedEvent.race(1), new LinkedHashSet<>(List.of(bib)));
            runs.put(
                    SimulatedEvent.race(2),
                    new LinkedHashSet<>(other % 2 == 0 ? List.of(bib) : List.of(bib, bib % 12 + 1)));
            return runs;
        }

        private OnCourseEntry[] riders(int number) {
            clock++;
            return new Random(number)
                    .ints(1 + number % 5, 1, 13)
                    .distinct()
                    .mapToObj(bib -> SimulatedEvent.rider(bib, clock))
                    .toArray(OnCourseEntry[]::new);
        }

        private void join(ClientView view, String since, int how) {
            boolean slow = how % 2 == 0;
            int loop = how / 2 % 2;
            int form = how / 4 % (OFFERS.size() + 3);
            ClientFormat format = form < OFFERS.size()
                    ? ClientFormat.negotiated(OFFERS.get(form))
                    : form == OFFERS.size() ? ClientFormat.plain() : ClientFormat.eventStream();
            Listener listener = roomHarness.join(format, loop, slow, since, view.races());
            clients.add(new Client(listener, view, slow));
        }

        /** The witnesses stay. */
        private void leave(int who, boolean politely) {
            int others = clients.size() - wishes().size();
            if (others == 0) {
                return;
            }
            Client client = clients.remove(wishes().size() + who % others);
            if (politely) {
                client.read(ALL);
                client.listener.guest.disconnect();
            } else {
                client.listener.guest.closeChannel();
                client.read(ALL);
            }
            if (client.view.cursor() != null) {
                gone.add(client.view);
            }
        }

        /** Those who are not slow miss nothing; of the slow, nothing moves but by the script. */
        private void keepUp() {
            for (Client client : clients) {
                if (!client.slow) {
                    roomHarness.turn(client.listener.loop);
                    client.read(ALL);
                }
            }
        }

        void end() {
            // Something for everybody to hear, whatever it missed.
            roomHarness.refresh(SimulatedEvent.rider(12, clock + 1));
            roomHarness.settle();
            List<Integer> riders =
                    roomHarness.riders().stream().map(OnCourseEntry::time).toList();
            for (Client client : clients) {
                client.read(ALL);
                assertThat(client.listener.isOpen()).isTrue();
                assertThat(client.listener.decoder.isBetweenFrames()).isTrue();
                client.view.assertCurrent(riders);
                client.assertToldTheSame();
            }
        }

        @Override
        public void close() {
            roomHarness.close();
        }
    }
}
