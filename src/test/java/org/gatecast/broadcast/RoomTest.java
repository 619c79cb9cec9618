package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Map;
import org.gatecast.broadcast.RoomHarness.Listener;
import org.gatecast.bus.EventNotice;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.testing.Frame;
import org.gatecast.transport.CloseReason;
import org.gatecast.transport.FrameReferences;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class RoomTest {
    private static final RaceId ONE = SimulatedEvent.race(1);
    private static final RaceId TWO = SimulatedEvent.race(2);
    private static final RaceId THREE = SimulatedEvent.race(3);

    private final SimulatedEvent event = new SimulatedEvent("a1b2c3d4e5", 2, 20);
    private final RoomHarness harness =
            new RoomHarness(event, true, "spectators.subscriptions-per-event", "3", "spectators.history-changes", "8");

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void aNewSpectatorReceivesFullAndThenDiffs() {
        Listener listener = harness.plain(null);
        harness.take(event.results(ONE, 7));
        harness.refresh(SimulatedEvent.rider(7, 100));
        harness.take(event.status(EventStatus.FINISHED));
        harness.settle();
        assertThat(listener.messages()).extracting(Frame::type).containsExactly("full", "diff", "diff", "diff");
        assertThat(listener.messages().get(1).data().get("raceId").asText()).isEqualTo(ONE.value());
        assertThat(listener.messages().get(2).data().get("oncourse")).hasSize(1);
        assertThat(listener.messages().get(3).data().get("status").asText()).isEqualTo("finished");
        assertThat(listener.last().cursor()).isEqualTo(event.position().text());
    }

    @Test
    void ofTwoMessagesOfOneVersionOnlyTheLastMovesTheCursor() {
        Listener listener = harness.plain(null);
        String before = event.position().text();
        harness.take(event.results(Map.of(ONE, List.of(1), TWO, List.of(1))));
        harness.settle();
        assertThat(listener.messages())
                .extracting(Frame::cursor)
                .containsExactly(before, before, event.position().text());
    }

    @Test
    void aSpectatorDisconnectedDuringACatchUpStillMissesTheRest() {
        String before = event.position().text();
        harness.take(event.results(TWO, 2));
        harness.take(event.results(ONE, 1));
        harness.take(event.results(ONE, 3));
        Listener listener = harness.plain(before);
        harness.settle();
        assertThat(listener.messages()).hasSize(3).extracting(Frame::type).containsOnly("diff");

        Listener cutAfterTheFirst = harness.plain(listener.messages().get(0).cursor());
        harness.settle();
        assertThat(cutAfterTheFirst.messages().stream()
                        .map(message -> message.data().path("raceId").asText()))
                .contains(ONE.value(), TWO.value());
    }

    @Test
    void aSpectatorThatMissedSeveralChangesOfARowReceivesItsNewestFormOnce() {
        String before = event.position().text();
        harness.take(event.results(ONE, 1, 2));
        harness.take(event.results(ONE, 1));
        harness.take(event.results(ONE, 1));
        Listener listener = harness.plain(before);
        harness.settle();
        assertThat(listener.messages())
                .extracting(message -> message.data().fieldNames().next())
                .containsExactly("raceId", "oncourse");
        assertThat(listener.messages().get(0).data().get("results"))
                .extracting(
                        row -> row.get("bib").asInt() + ": " + row.get("total").asInt())
                .containsExactly("1: 10004", "2: 10003");
        assertThat(listener.last().cursor()).isEqualTo(event.position().text());
    }

    @Test
    void aSpectatorThatMissedNothingReceivesTheRidersOnCourse() {
        harness.refresh(SimulatedEvent.rider(7, 100));
        Listener listener = harness.plain(event.position().text());
        harness.settle();
        assertThat(listener.messages()).hasSize(1);
        assertThat(listener.last().data().get("oncourse")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "a1b2c3d4e5-0", "a1b2c3d4e5-7", "a1b2c3d4e5-", "ffffffffff-1", "a1b2c3d4e5-1'"})
    void aDoubtfulCursorGetsFull(String cursor) {
        for (int i = 0; i < 9; i++) {
            harness.take(event.results(ONE, 1));
        }
        harness.take(event.restructured("Another title"));
        Listener listener = harness.plain(cursor);
        harness.settle();
        assertThat(listener.messages()).extracting(Frame::type).containsExactly("full");
    }

    @Test
    void acrossAnExportACursorGetsFull() {
        String before = event.position().text();
        harness.take(event.restructured("Another title"));
        Listener listener = harness.plain(before);
        harness.settle();
        assertThat(listener.messages()).extracting(Frame::type).containsExactly("full");
    }

    @Test
    void aSpectatorReceivesOnlyTheRacesItSubscribedTo() {
        Listener listener = harness.plain(null, TWO);
        harness.take(event.results(ONE, 1));
        harness.take(event.results(TWO, 1));
        harness.take(event.results(Map.of(ONE, List.of(2), TWO, List.of(2))));
        harness.settle();
        assertThat(listener.messages().stream()
                        .skip(1)
                        .map(message -> message.data().get("raceId").asText()))
                .containsExactly(TWO.value(), TWO.value());
        assertThat(listener.last().cursor()).isEqualTo(event.position().text());
        Frame full = listener.messages().get(0);
        assertThat(full.data().get("results").fieldNames()).toIterable().containsExactly(TWO.value());
        assertThat(full.data().get("results").get(TWO.value())).hasSize(20);
        assertThat(full.data().get("startlists").get(TWO.value())).hasSize(20);
    }

    @Test
    void aSubscriptionToAFutureRaceTakesEffectWhenTheRaceExists() {
        Listener both = harness.plain(null, ONE, THREE);
        Listener only = harness.plain(null, THREE);
        harness.take(event.results(ONE, 1));
        harness.take(event.withAnotherRace());
        harness.take(event.results(THREE, 5));
        harness.settle();
        assertThat(only.messages()).extracting(Frame::type).containsExactly("full", "full", "diff");
        assertThat(only.messages().get(0).data().get("results")).isEmpty();
        assertThat(only.messages().get(1).data().get("results").get(THREE.value()))
                .hasSize(20);
        assertThat(only.last().data().get("raceId").asText()).isEqualTo(THREE.value());
        assertThat(both.messages()).extracting(Frame::type).containsExactly("full", "diff", "full", "diff");
        assertThat(both.last().data().get("raceId").asText()).isEqualTo(THREE.value());
    }

    @Test
    void beyondTheLimitOfSubscriptionsASpectatorReceivesEveryRace() {
        harness.plain(null);
        harness.plain(null, ONE);
        harness.plain(null, TWO);
        Listener oneTooMany = harness.plain(null, ONE, TWO);
        Listener welcome = harness.plain(null, TWO);
        harness.take(event.results(ONE, 1));
        harness.settle();
        assertThat(oneTooMany.messages().get(0).data().has("results")).isFalse();
        assertThat(oneTooMany.last().data().get("raceId").asText()).isEqualTo(ONE.value());
        assertThat(welcome.messages()).hasSize(1);
    }

    @Test
    void aSubscriptionWithoutSpectatorsMakesRoomForAnother() {
        Listener leaver = harness.plain(null, ONE);
        harness.plain(null, TWO);
        harness.plain(null);
        harness.settle();
        leaver.spectator.disconnect();
        harness.settle();
        Listener another = harness.plain(null, ONE, TWO);
        harness.settle();
        assertThat(another.last().data().get("results")).hasSize(2);
    }

    @Test
    void aSpectatorOfAnOfficialEventIsClosedAtOnce() {
        harness.take(event.status(EventStatus.OFFICIAL));
        assertClosed(harness.plain(null), CloseReason.OFFICIAL);
    }

    @Test
    void aSpectatorOfAWithdrawnEventIsClosedWithoutAWordAboutDrafts() {
        Listener there = harness.plain(null);
        harness.take(event.status(EventStatus.DRAFT));
        assertClosed(there, CloseReason.WITHDRAWN);
        Listener late = harness.plain(null);
        assertClosed(late, CloseReason.WITHDRAWN);
        assertThat(late.messages()).isEmpty();
        assertThat(there.decoder.controls().get(0).text()).doesNotContainIgnoringCase("draft");
    }

    @Test
    void spectatorsOfADeletedEventDoNotLeaveItsSuccessor() {
        Listener before = harness.plain(null);
        harness.settle();
        SimulatedEvent another = new SimulatedEvent("ffffffffff", 2, 20);
        harness.replaceBy(another);
        Listener after = harness.plain(null);
        harness.settle();
        before.spectator.disconnect();
        harness.settle();
        harness.take(another.results(ONE, 1));
        harness.settle();
        assertThat(after.messages()).extracting(Frame::type).containsExactly("full", "diff");
        assertClosed(before, CloseReason.DELETED);
    }

    @Test
    void theCachedFullIsFreedWithTheEvent() {
        Listener listener = harness.plain(null);
        harness.settle();
        FrameReferences kept = FrameReferences.of(harness.room().full(listener.subscriber.group()));
        assertThat(kept.count()).isEqualTo(1);
        harness.replaceBy(new SimulatedEvent("ffffffffff", 2, 20));
        assertThat(kept.count()).isZero();
    }

    @Test
    void changesThatCannotBeEncodedBecomeARefreshForPresentAndNewSpectators() {
        Listener there = harness.plain(null);
        harness.settle();
        event.results(ONE, 1);
        EventSnapshot sound = event.snapshot();
        EventSnapshot broken = new EventSnapshot(
                sound.meta(),
                sound.classes(),
                List.of(Race.ofExport(null, null, null, null, null, null, null, null, null)),
                sound.categories(),
                sound.tables(),
                sound.participants(),
                sound.officials(),
                sound.gateStatistics());
        Logger log = (Logger) LoggerFactory.getLogger(Room.class);
        log.setLevel(Level.OFF);
        Listener newcomer;
        try {
            harness.take(
                    EventNotice.Committed.of(broken, EventNotice.Cause.IMPORT, new ChangeSet(true, Map.of(), null)));
            newcomer = harness.browser(null);
        } finally {
            log.setLevel(null);
        }
        harness.take(event.results(ONE, 2));
        harness.settle();
        assertThat(there.messages()).extracting(Frame::type).containsExactly("full", "refresh", "diff");
        assertThat(newcomer.messages()).extracting(Frame::type).containsExactly("refresh", "diff");
    }

    private void assertClosed(Listener listener, CloseReason reason) {
        harness.settle();
        Frame last = listener.decoder.controls().get(listener.decoder.controls().size() - 1);
        assertThat(last.opcode()).isEqualTo(8);
        assertThat(last.closeCode()).isEqualTo(reason.code());
        assertThat(last.text()).endsWith(reason.text());
    }
}
