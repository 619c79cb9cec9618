package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.Await;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.SpectatorRequest;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three nodes admit no more spectators of an event together than one event may have (FR-012). */
class SharedLimitIT {
    private static final int LIMIT = 30;
    private static final String PER_EVENT = "spectators.per-event";

    @RegisterExtension
    @Order(1)
    final TestServer a = TestServer.onPostgres(PER_EVENT, "" + LIMIT);

    @RegisterExtension
    @Order(2)
    final TestServer b = TestServer.beside(a, PER_EVENT, "" + LIMIT);

    @RegisterExtension
    @Order(3)
    final TestServer c = TestServer.beside(a, PER_EVENT, "" + LIMIT, "database.busy-timeout-millis", "1000")
            .throughALink();

    private final List<RawSpectator> spectators = new ArrayList<>();

    @AfterEach
    void theyLeave() {
        spectators.forEach(RawSpectator::close);
    }

    @Test
    void thoseWhoComeAtOnceThroughAllNodesFillTheLimitExactly() throws Exception {
        publish();
        List<TestServer> nodes = List.of(a, b, c);
        List<Callable<Boolean>> arrivals = new ArrayList<>();
        for (int i = 0; i < 3 * LIMIT; i++) {
            TestServer node = nodes.get(i % 3);
            arrivals.add(() -> comesTo(node));
        }
        assertThat(atOnce(arrivals)).isLessThanOrEqualTo(LIMIT);

        Await.until("no node holds a spare slot back", () -> {
            nodes.forEach(this::comesTo);
            return admitted() == LIMIT;
        });
        assertThat(comesTo(a)).isFalse();
    }

    @Test
    void thoseWhoComeAtOnceToOneNodeAreAllAdmittedUpToTheLimit() throws Exception {
        publish();

        assertThat(atOnce(Collections.nCopies(LIMIT, () -> comesTo(b)))).isEqualTo(LIMIT);

        assertThat(comesTo(b)).isFalse();
    }

    @Test
    void aClientThatDisconnectsWhileASlotIsReservedForItTakesNone() {
        publish();
        String handshake = SpectatorRequest.ofEvent("TEST");
        for (int i = 0; i < 4 * LIMIT; i++) {
            RawHttpClient.sendAndReset(b.port(), handshake);
            RawHttpClient.sendAndReset(b.port(), handshake.replace("/ws", "/stream"));
        }

        Await.until("every slot is given to somebody", () -> {
            comesTo(b);
            return admitted() == LIMIT;
        });
    }

    @Test
    void aSlotThatIsGivenBackOnOneNodeIsTakenOnAnother() {
        publish();
        while (comesTo(a)) {
            assertThat(admitted()).isLessThanOrEqualTo(LIMIT);
        }
        assertThat(comesTo(b)).isFalse();

        spectators.remove(0).close();

        Await.until("there is a slot again", () -> comesTo(b));
        assertThat(admitted()).isEqualTo(LIMIT);
    }

    @Test
    void theSlotsOfANodeWithoutDatabaseComeBackAndItsSurplusSpectatorsLeaveWhenItReturns() {
        publish();
        for (int i = 0; i < LIMIT; i++) {
            assertThat(comesTo(c)).isTrue();
        }
        assertThat(comesTo(a)).isFalse();

        c.databaseLink().fallSilent();
        ScheduledExecutorService others = comingTo(c);
        for (int i = 0; i < LIMIT / 2; i++) {
            Await.until("a slot is given to another node", () -> comesTo(a));
        }
        others.shutdownNow();
        assertThat(spectatorsBy(c)).as("its own, since it does not see others").isGreaterThan(LIMIT / 2);
        c.databaseLink().mend();

        Await.until("both nodes count the same, and no more than the limit", () -> {
            int counted = spectatorsBy(a);
            return counted == spectatorsBy(c) && counted > LIMIT / 2 && counted <= LIMIT;
        });
    }

    @Test
    void everyNodeCountsTheSpectatorsOfAll() {
        publish();
        for (TestServer node : List.of(a, a, a, b, b)) {
            assertThat(comesTo(node)).isTrue();
        }
        for (TestServer node : List.of(a, b, c)) {
            Await.until("it counts all", () -> spectatorsBy(node) == 5);
        }

        spectators.forEach(RawSpectator::close);

        for (TestServer node : List.of(a, b, c)) {
            Await.until("nobody is left", () -> spectatorsBy(node) == 0);
        }
    }

    /** Others who come to a node all the time, so that it does not send its spectators elsewhere. */
    private static ScheduledExecutorService comingTo(TestServer node) {
        ScheduledExecutorService others = Executors.newScheduledThreadPool(8);
        Runnable come = () -> RawSpectator.connect(node.port(), "TEST").close();
        others.scheduleAtFixedRate(() -> others.execute(come), 0, 300, TimeUnit.MILLISECONDS);
        return others;
    }

    private static int spectatorsBy(TestServer node) {
        return node.api()
                .get("/api/v1/admin/events/TEST/audience", "X-Master-Key", "any")
                .body()
                .get("spectators")
                .asInt();
    }

    private void publish() {
        a.api()
                .createEvent("TEST")
                .imported(ExportXml.small(a.clock().today()).toString())
                .through("running");
        for (TestServer node : List.of(b, c)) {
            Await.until("it is followed", () -> node.api().event("TEST").status() == 200);
        }
    }

    private int admitted() {
        synchronized (spectators) {
            return spectators.size();
        }
    }

    private boolean comesTo(TestServer node) {
        RawSpectator spectator = RawSpectator.connect(node.port(), "TEST");
        if (spectator.handshake().status() != 101) {
            assertThat(spectator.handshake().body().get("error").asText())
                    .as("%s", spectator.handshake())
                    .isEqualTo("ConnectionLimitReached");
            spectator.close();
            return false;
        }
        synchronized (spectators) {
            spectators.add(spectator);
        }
        return true;
    }

    private static int atOnce(List<Callable<Boolean>> arrivals) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(arrivals.size());
        try {
            int admitted = 0;
            for (Future<Boolean> arrival : threads.invokeAll(arrivals)) {
                admitted += arrival.get() ? 1 : 0;
            }
            return admitted;
        } finally {
            threads.shutdown();
        }
    }
}
