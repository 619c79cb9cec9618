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
    private final RoomHarness roomHarness =
            new RoomHarness(event, true, "spectators.subscriptions-per-event", "3", "spectators.history-changes", "8");

    @AfterEach
    void close() {
        roomHarness.close();
    }

    @Test
    void aNewSpectatorReceivesFullAndThenDiffs() {
        Listener listener = roomHarness.plain(null);
        roomHarness.take(event.results(ONE, 7));
        roomHarness.refresh(SimulatedEvent.rider(7, 100));
        roomHarness.take(event.status(EventStatus.FINISHED));
        roomHarness.settle();
        assertThat(listener.messages()).extracting(Frame::type).containsExactly("full", "diff", "diff", "diff");
        assertThat(listener.messages().get(1).data().get("raceId").asText()).isEqualTo(ONE.value());
        assertThat(listener.messages().get(2).data().get("oncourse")).hasSize(1);
        assertThat(listener.messages().get(3).data().get("status").asText()).isEqualTo("finished");
        assertThat(listener.last().cursor()).isEqualTo(event.position().text());
    }

    @Test
    void ofTwoMessagesOfOneVersionOnlyTheLastMovesTheCursor() {
        Listener listener = roomHarness.plain(null);
        String before = event.position().text();
        roomHarness.take(event.results(Map.of(ONE, List.of(1), TWO, List.of(1))));
        roomHarness.settle();
        assertThat(listener.messages())
                .extracting(Frame::cursor)
                .containsExactly(before, before, event.position().text());
    }

    @Test
    void aSpectatorDisconnectedDuringACatchUpStillMissesTheRest() {
        String before = event.position().text();
        roomHarness.take(event.results(TWO, 2));
        roomHarness.take(event.results(ONE, 1));
        roomHarness.take(event.results(ONE, 3));
        Listener listener = roomHarness.plain(before);
        roomHarness.settle();
        assertThat(listener.messages()).hasSize(3).extracting(Frame::type).containsOnly("diff");

        Listener cutAfterTheFirst = roomHarness.plain(listener.messages().get(0).cursor());
        roomHarness.settle();
        assertThat(cutAfterTheFirst.messages().stream()
                        .map(message -> message.data().path("raceId").asText()))
                .contains(ONE.value(), TWO.value());
    }

    @Test
    void aSpectatorThatMissedSeveralChangesOfARowReceivesItsNewestFormOnce() {
        String before = event.position().text();
        roomHarness.take(event.results(ONE, 1, 2));
        roomHarness.take(event.results(ONE, 1));
        roomHarness.take(event.results(ONE, 1));
        Listener listener = roomHarness.plain(before);
        roomHarness.settle();
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
        roomHarness.refresh(SimulatedEvent.rider(7, 100));
        Listener listener = roomHarness.plain(event.position().text());
        roomHarness.settle();
        assertThat(listener.messages()).hasSize(1);
        assertThat(listener.last().data().get("oncourse")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "a1b2c3d4e5-0", "a1b2c3d4e5-7", "a1b2c3d4e5-", "ffffffffff-1", "a1b2c3d4e5-1'"})
    void aDoubtfulCursorGetsFull(String cursor) {
        for (int i = 0; i < 9; i++) {
            roomHarness.take(event.results(ONE, 1));
        }
        roomHarness.take(event.restructured("Another title"));
        Listener listener = roomHarness.plain(cursor);
        roomHarness.settle();
        assertThat(listener.messages()).extracting(Frame::type).containsExactly("full");
    }

    @Test
    void acrossAnExportACursorGetsFull() {
        String before = event.position().text();
        roomHarness.take(event.restructured("Another title"));
        Listener listener = roomHarness.plain(before);
        roomHarness.settle();
        assertThat(listener.messages()).extracting(Frame::type).containsExactly("full");
    }

    @Test
    void aSpectatorReceivesOnlyTheRacesItSubscribedTo() {
        Listener listener = roomHarness.plain(null, TWO);
        roomHarness.take(event.results(ONE, 1));
        roomHarness.take(event.results(TWO, 1));
        roomHarness.take(event.results(Map.of(ONE, List.of(2), TWO, List.of(2))));
        roomHarness.settle();
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
        Listener both = roomHarness.plain(null, ONE, THREE);
        Listener only = roomHarness.plain(null, THREE);
        roomHarness.take(event.results(ONE, 1));
        roomHarness.take(event.withAnotherRace());
        roomHarness.take(event.results(THREE, 5));
        roomHarness.settle();
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
        roomHarness.plain(null);
        roomHarness.plain(null, ONE);
        roomHarness.plain(null, TWO);
        Listener oneTooMany = roomHarness.plain(null, ONE, TWO);
        Listener welcome = roomHarness.plain(null, TWO);
        roomHarness.take(event.results(ONE, 1));
        roomHarness.settle();
        assertThat(oneTooMany.messages().get(0).data().has("results")).isFalse();
        assertThat(oneTooMany.last().data().get("raceId").asText()).isEqualTo(ONE.value());
        assertThat(welcome.messages()).hasSize(1);
    }

    @Test
    void aSubscriptionWithoutSpectatorsMakesRoomForAnother() {
        Listener leaver = roomHarness.plain(null, ONE);
        roomHarness.plain(null, TWO);
        roomHarness.plain(null);
        roomHarness.settle();
        leaver.guest.disconnect();
        roomHarness.settle();
        Listener another = roomHarness.plain(null, ONE, TWO);
        roomHarness.settle();
        assertThat(another.last().data().get("results")).hasSize(2);
    }

    @Test
    void aSpectatorOfAnOfficialEventIsClosedAtOnce() {
        roomHarness.take(event.status(EventStatus.OFFICIAL));
        assertClosed(roomHarness.plain(null), CloseReason.OFFICIAL);
    }

    @Test
    void aSpectatorOfAWithdrawnEventIsClosedWithoutAWordAboutDrafts() {
        Listener there = roomHarness.plain(null);
        roomHarness.take(event.status(EventStatus.DRAFT));
        assertClosed(there, CloseReason.WITHDRAWN);
        Listener late = roomHarness.plain(null);
        assertClosed(late, CloseReason.WITHDRAWN);
        assertThat(late.messages()).isEmpty();
        assertThat(there.decoder.controls().get(0).text()).doesNotContainIgnoringCase("draft");
    }

    @Test
    void spectatorsOfADeletedEventDoNotLeaveItsSuccessor() {
        Listener before = roomHarness.plain(null);
        roomHarness.settle();
        SimulatedEvent another = new SimulatedEvent("ffffffffff", 2, 20);
        roomHarness.replaceBy(another);
        Listener after = roomHarness.plain(null);
        roomHarness.settle();
        before.guest.disconnect();
        roomHarness.settle();
        roomHarness.take(another.results(ONE, 1));
        roomHarness.settle();
        assertThat(after.messages()).extracting(Frame::type).containsExactly("full", "diff");
        assertClosed(before, CloseReason.DELETED);
    }

    @Test
    void theCachedFullIsFreedWithTheEvent() {
        Listener listener = roomHarness.plain(null);
        roomHarness.settle();
        FrameReferences kept = FrameReferences.of(roomHarness.room().full(listener.subscriber.group()));
        assertThat(kept.count()).isEqualTo(1);
        roomHarness.replaceBy(new SimulatedEvent("ffffffffff", 2, 20));
        assertThat(kept.count()).isZero();
    }

    @Test
    void changesThatCannotBeEncodedBecomeARefreshForPresentAndNewSpectators() {
        Listener there = roomHarness.plain(null);
        roomHarness.settle();
        event.results(ONE, 1);
        EventSnapshot sound = event.picture();
        EventSnapshot broken = new EventSnapshot(
                sound.meta(),
                sound.classes(),
                List.of(new Race(null, null, null, null, null, null, null, null, null)),
                sound.categories(),
                sound.tables(),
                sound.participants(),
                sound.officials(),
                sound.gateStatistics());
        Logger log = (Logger) LoggerFactory.getLogger(Room.class);
        log.setLevel(Level.OFF);
        Listener newcomer;
        try {
            roomHarness.take(
                    new EventNotice.Committed(broken, EventNotice.Cause.IMPORT, new ChangeSet(true, Map.of(), null)));
            newcomer = roomHarness.browser(null);
        } finally {
            log.setLevel(null);
        }
        roomHarness.take(event.results(ONE, 2));
        roomHarness.settle();
        assertThat(there.messages()).extracting(Frame::type).containsExactly("full", "refresh", "diff");
        assertThat(newcomer.messages()).extracting(Frame::type).containsExactly("refresh", "diff");
    }

    private void assertClosed(Listener listener, CloseReason reason) {
        roomHarness.settle();
        Frame last = listener.decoder.controls().get(listener.decoder.controls().size() - 1);
        assertThat(last.opcode()).isEqualTo(8);
        assertThat(last.closeCode()).isEqualTo(reason.code());
        assertThat(last.text()).endsWith(reason.text());
    }
}
