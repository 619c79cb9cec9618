package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatecast.broadcast.RoomHarness.Listener;
import org.gatecast.bus.EventNotice;
import org.gatecast.model.RaceId;
import org.gatecast.testing.Frame;
import org.gatecast.transport.CloseReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Spectators of another node, who come here before the newest change does. */
class EarlyArrivalsTest {
    private static final RaceId RACE = SimulatedEvent.race(1);

    private final SimulatedEvent event = new SimulatedEvent("a1b2c3d4e5", 2, 20);
    private final RoomHarness harness = new RoomHarness(event, true, "spectators.history-changes", "8");

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void aSpectatorWaitsForItsVersionAndIsSentNothingOlder() {
        harness.current(false);
        EventNotice.Committed first = event.results(RACE, 1);
        String before = event.position().text();
        EventNotice.Committed second = event.results(RACE, 2);
        String cursor = event.position().text();
        Listener listener = harness.plain(cursor);
        Listener earlier = harness.plain(before);
        harness.take(first);
        harness.settle();
        assertThat(listener.messages()).isEmpty();
        assertThat(cursors(earlier)).containsOnly(before);

        harness.take(second);
        harness.take(event.results(RACE, 3));
        harness.settle();
        assertThat(listener.messages()).extracting(Frame::type).containsOnly("diff");
        assertThat(cursors(listener)).containsExactly(cursor, event.position().text());
    }

    @Test
    void aVersionThatTheDatabaseDoesNotHaveIsNotWaitedFor() {
        harness.current(false);
        String now = event.position().text();
        Listener waiting = harness.plain("a1b2c3d4e5-999");
        harness.checkEarlyArrivals(System.nanoTime());
        harness.settle();
        assertThat(waiting.messages()).isEmpty();

        harness.current(true);
        harness.checkEarlyArrivals(System.nanoTime());
        Listener later = harness.plain("a1b2c3d4e5-999");
        harness.settle();
        for (Listener listener : List.of(waiting, later)) {
            assertThat(listener.messages()).extracting(Frame::type).containsExactly("full");
            assertThat(cursors(listener)).containsExactly(now);
        }
    }

    @Test
    void whereTheDatabaseIsOutOfReachItIsSentElsewhere() {
        harness.current(false);
        Listener listener = harness.plain("a1b2c3d4e5-999");
        harness.checkEarlyArrivals(System.nanoTime() + EarlyArrivals.LONGEST_WAIT_NANOS);
        harness.settle();
        assertThat(listener.messages()).isEmpty();
        assertThat(listener.decoder.controls()).extracting(Frame::closeCode).containsExactly(CloseReason.BEHIND.code());
    }

    @Test
    void itGetsTheEventThatTakesThePlaceOfItsOwn() {
        harness.current(false);
        Listener listener = harness.plain("a1b2c3d4e5-999");
        SimulatedEvent restored = new SimulatedEvent("b1b2c3d4e5", 2, 20);
        harness.take(restored.restructured("Restored"));
        harness.settle();
        assertThat(listener.messages()).extracting(Frame::type).containsExactly("full");
        assertThat(cursors(listener)).containsExactly(restored.position().text());
    }

    @Test
    void oneThatLeavesWhileItWaitsIsNotAdmitted() {
        harness.current(false);
        EventNotice.Committed notice = event.results(RACE, 1);
        Listener listener = harness.plain(event.position().text());
        harness.room().leave(listener.subscriber);
        harness.take(notice);
        harness.settle();
        assertThat(listener.messages()).isEmpty();
        assertThat(harness.room().spectatorCounts().webSocket()).isZero();
    }

    private static List<String> cursors(Listener listener) {
        return listener.messages().stream().map(Frame::cursor).toList();
    }
}
