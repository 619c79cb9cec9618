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
 * Whatever happens in whatever order: every stream decodes, by a zlib of another make; whoever keeps up receives exactly
 * what the others of its subscription are, byte for byte; and everybody knows at each message what its cursor says it
 * knows, and in the end all there is to know.
 */
class RoomPropertyTest {
    private static final byte[] PING = {(byte) 0x89, (byte) 0x83, 1, 2, 3, 4, 'a', 'b', 'c'};
    private static final int ALL = 1 << 22;

    enum Action {
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
        DISCONNECT,
        PING,
        PONG,
        TIME
    }

    /**
     * A step of a scenario.
     *
     * @param one selects the client or race, modulo their number
     * @param other selects the variant
     */
    record Step(Action action, int one, int other) {}

    @Provide
    Arbitrary<List<Step>> scripts() {
        Arbitrary<Action> actions = Arbitraries.frequency(
                Tuple.of(12, Action.JOIN),
                Tuple.of(4, Action.RESUME),
                Tuple.of(25, Action.RESULTS),
                Tuple.of(6, Action.RUNS),
                Tuple.of(25, Action.RIDERS),
                Tuple.of(2, Action.EXPORT),
                Tuple.of(1, Action.ANOTHER_RACE),
                Tuple.of(3, Action.STATUS),
                Tuple.of(2, Action.NOTHING),
                Tuple.of(12, Action.TURN),
                Tuple.of(12, Action.READ),
                Tuple.of(12, Action.LOOK),
                Tuple.of(3, Action.LEAVE),
                Tuple.of(2, Action.DISCONNECT),
                Tuple.of(3, Action.PING),
                Tuple.of(3, Action.PONG),
                Tuple.of(4, Action.TIME));
        Arbitrary<Integer> numbers = Arbitraries.integers().between(0, 9_999);
        return Combinators.combine(actions, numbers, numbers)
                .as(Step::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(150);
    }

    @Property(tries = 150)
    void everyStreamDecodesAndEverySpectatorHasWhatItsCursorSays(
            @ForAll("scripts") List<Step> script, @ForAll boolean nativeTransport, @ForAll boolean oftenReset) {
        try (Scenario scenario = new Scenario(nativeTransport, oftenReset)) {
            script.forEach(scenario::act);
            scenario.end();
        }
    }

    /** One try. */
    private static final class Scenario implements AutoCloseable {
        private static final List<String> OFFERS = List.of(
                "permessage-deflate; client_max_window_bits",
                "permessage-deflate",
                "permessage-deflate; server_no_context_takeover",
                "permessage-deflate; server_max_window_bits=8",
                "permessage-deflate; server_max_window_bits=10; server_no_context_takeover",
                "permessage-deflate; server_max_window_bits=14");

        private final SimulatedEvent event = new SimulatedEvent("a1b2c3d4e5", 2, 12);
        private final RoomHarness harness;
        private final List<Client> clients = new ArrayList<>();
        private final List<ClientView> gone = new ArrayList<>();
        private int clock = 100;

        Scenario(boolean nativeTransport, boolean oftenReset) {
            harness = new RoomHarness(
                    event,
                    nativeTransport,
                    "spectators.compression-reset-millis",
                    oftenReset ? "1" : "86400000",
                    "spectators.history-changes",
                    "20");
            // A reference client for each subscription: it is always connected and keeps up.
            for (RaceId[] races : subscriptions()) {
                clients.add(new Client(harness.plain(null, races), new ClientView(event, races), false));
            }
            harness.settle();
        }

        private static List<RaceId[]> subscriptions() {
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
            private final int reference;
            private int seen;

            Client(Listener listener, ClientView view, boolean slow) {
                this.listener = listener;
                this.view = view;
                this.slow = slow;
                this.reference = clients.size() < subscriptions().size() ? -1 : subscriptionOf(view);
            }

            private static int subscriptionOf(ClientView view) {
                for (int i = 0; i < subscriptions().size(); i++) {
                    if (List.of(subscriptions().get(i)).containsAll(List.of(view.races()))
                            && subscriptions().get(i).length == view.races().length) {
                        return i;
                    }
                }
                throw new AssertionError("no other client has this subscription");
            }

            void read(int most) {
                listener.read(most);
                for (; seen < listener.messages().size(); seen++) {
                    view.apply(listener.messages().get(seen));
                }
            }

            /** A client that keeps up receives, after its first messages, the same as the reference client of its subscription. */
            void assertSameMessages() {
                if (slow || reference < 0) {
                    return;
                }
                List<String> mine = texts(listener);
                List<String> all = texts(clients.get(reference).listener);
                List<String> common = mine.subList(firstMessages(), mine.size());
                assertThat(all.subList(all.size() - common.size(), all.size())).isEqualTo(common);
            }

            /** How many messages were for this client alone. */
            private int firstMessages() {
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
            switch (step.action()) {
                case JOIN ->
                    join(
                            new ClientView(
                                    event,
                                    subscriptions().get(other % subscriptions().size())),
                            null,
                            one);
                case RESUME -> {
                    if (!gone.isEmpty()) {
                        ClientView view = gone.remove(one % gone.size());
                        join(view, view.cursor(), other);
                    }
                }
                case RESULTS -> harness.take(event.results(race(one), bib(other), bib(other / 12)));
                case RUNS -> harness.take(event.results(runs(bib(one), other)));
                case RIDERS -> harness.refresh(riders(one));
                case EXPORT -> harness.take(event.restructured("Title " + other));
                case ANOTHER_RACE -> {
                    if (event.races().size() < 4) {
                        harness.take(event.withAnotherRace());
                    }
                }
                case STATUS ->
                    harness.take(event.status(
                            event.snapshot().meta().status() == EventStatus.RUNNING
                                    ? EventStatus.FINISHED
                                    : EventStatus.RUNNING));
                case NOTHING -> harness.take(event.nothing());
                case TURN -> harness.turn(one % 2);
                case READ -> clients.get(one % clients.size()).read(other);
                case LOOK -> harness.look();
                case LEAVE -> leave(one, true);
                case DISCONNECT -> leave(one, false);
                case PING ->
                    clients.get(one % clients.size()).listener.spectator.send(PING);
                case PONG ->
                    clients.get(one % clients.size()).listener.spectator.ping();
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
            Listener listener = harness.join(format, loop, slow, since, view.races());
            clients.add(new Client(listener, view, slow));
        }

        /** The reference clients stay. */
        private void leave(int which, boolean politely) {
            int others = clients.size() - subscriptions().size();
            if (others == 0) {
                return;
            }
            Client client = clients.remove(subscriptions().size() + which % others);
            if (politely) {
                client.read(ALL);
                client.listener.spectator.disconnect();
            } else {
                client.listener.spectator.closeChannel();
                client.read(ALL);
            }
            if (client.view.cursor() != null) {
                gone.add(client.view);
            }
        }

        /** Lets the clients that are not slow read everything; slow ones read only by the script. */
        private void keepUp() {
            for (Client client : clients) {
                if (!client.slow) {
                    harness.turn(client.listener.loop);
                    client.read(ALL);
                }
            }
        }

        void end() {
            // A change that every client receives, whatever it missed.
            harness.refresh(SimulatedEvent.rider(12, clock + 1));
            harness.settle();
            List<Integer> riders =
                    harness.riders().stream().map(OnCourseEntry::time).toList();
            for (Client client : clients) {
                client.read(ALL);
                assertThat(client.listener.isOpen()).isTrue();
                assertThat(client.listener.decoder.isBetweenFrames()).isTrue();
                client.view.assertCurrent(riders);
                client.assertSameMessages();
            }
        }

        @Override
        public void close() {
            harness.close();
        }
    }
}
