package org.gatecast.live;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Map;
import org.gatecast.bus.EventNotice;
import org.gatecast.live.Stand.Listener;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.picture.ChangeSet;
import org.gatecast.picture.EventPicture;
import org.gatecast.picture.PublicJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class RoomTest {
    private static final RaceId ONE = Contest.race(1);
    private static final RaceId TWO = Contest.race(2);
    private static final RaceId THREE = Contest.race(3);

    private final Contest contest = new Contest("a1b2c3d4e5", 2, 20);
    private final Stand stand =
            new Stand(contest, true, "live.subscriptions-per-event", "3", "live.history-changes", "8");

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void aNewcomerIsToldEverythingAndThenWhatChanges() {
        Listener listener = stand.plain(null);
        stand.take(contest.results(ONE, 7));
        stand.refresh(Contest.rider(7, 100));
        stand.take(contest.status(EventStatus.FINISHED));
        stand.settle();
        assertThat(listener.said()).extracting(Ear.Said::type).containsExactly("full", "diff", "diff", "diff");
        assertThat(listener.said().get(1).data().get("raceId").asText()).isEqualTo(ONE.value());
        assertThat(listener.said().get(2).data().get("oncourse")).hasSize(1);
        assertThat(listener.said().get(3).data().get("status").asText()).isEqualTo("finished");
        assertThat(listener.last().cursor()).isEqualTo(contest.position().cursor());
    }

    @Test
    void ofTwoMessagesOfOneVersionOnlyTheLastMovesTheCursor() {
        Listener listener = stand.plain(null);
        String before = contest.position().cursor();
        stand.take(contest.results(Map.of(ONE, List.of(1), TWO, List.of(1))));
        stand.settle();
        assertThat(listener.said())
                .extracting(Ear.Said::cursor)
                .containsExactly(before, before, contest.position().cursor());
    }

    @Test
    void whoIsCutInTheMiddleOfWhatItMissedHasNotReachedItsEnd() {
        String before = contest.position().cursor();
        stand.take(contest.results(TWO, 2));
        stand.take(contest.results(ONE, 1));
        stand.take(contest.results(ONE, 3));
        Listener listener = stand.plain(before);
        stand.settle();
        assertThat(listener.said()).hasSize(3).extracting(Ear.Said::type).containsOnly("diff");

        Listener cutAfterTheFirst = stand.plain(listener.said().get(0).cursor());
        stand.settle();
        assertThat(cutAfterTheFirst.said().stream()
                        .map(said -> said.data().path("raceId").asText()))
                .contains(ONE.value(), TWO.value());
    }

    @Test
    void whoMissedSeveralChangesOfARowIsToldItsNewestFormOnce() {
        String before = contest.position().cursor();
        stand.take(contest.results(ONE, 1, 2));
        stand.take(contest.results(ONE, 1));
        stand.take(contest.results(ONE, 1));
        Listener listener = stand.plain(before);
        stand.settle();
        assertThat(listener.said())
                .extracting(said -> said.data().fieldNames().next())
                .containsExactly("raceId", "oncourse");
        assertThat(listener.said().get(0).data().get("results"))
                .extracting(
                        row -> row.get("bib").asInt() + ": " + row.get("total").asInt())
                .containsExactly("1: 10004", "2: 10003");
        assertThat(listener.last().cursor()).isEqualTo(contest.position().cursor());
    }

    @Test
    void whoMissedNothingIsToldWhoIsOnTheWater() {
        stand.refresh(Contest.rider(7, 100));
        Listener listener = stand.plain(contest.position().cursor());
        stand.settle();
        assertThat(listener.said()).hasSize(1);
        assertThat(listener.last().data().get("oncourse")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "a1b2c3d4e5-0", "a1b2c3d4e5-7", "a1b2c3d4e5-", "ffffffffff-1", "a1b2c3d4e5-1'"})
    void aDoubtfulCursorGetsFull(String cursor) {
        for (int i = 0; i < 9; i++) {
            stand.take(contest.results(ONE, 1));
        }
        stand.take(contest.restructured("Another title"));
        Listener listener = stand.plain(cursor);
        stand.settle();
        assertThat(listener.said()).extracting(Ear.Said::type).containsExactly("full");
    }

    @Test
    void acrossAnExportACursorGetsFull() {
        String before = contest.position().cursor();
        stand.take(contest.restructured("Another title"));
        Listener listener = stand.plain(before);
        stand.settle();
        assertThat(listener.said()).extracting(Ear.Said::type).containsExactly("full");
    }

    @Test
    void whoAskedForRacesIsToldOfTheseAlone() {
        Listener listener = stand.plain(null, TWO);
        stand.take(contest.results(ONE, 1));
        stand.take(contest.results(TWO, 1));
        stand.take(contest.results(Map.of(ONE, List.of(2), TWO, List.of(2))));
        stand.settle();
        assertThat(listener.said().stream()
                        .skip(1)
                        .map(said -> said.data().get("raceId").asText()))
                .containsExactly(TWO.value(), TWO.value());
        assertThat(listener.last().cursor()).isEqualTo(contest.position().cursor());
        Ear.Said full = listener.said().get(0);
        assertThat(full.data().get("results").fieldNames()).toIterable().containsExactly(TWO.value());
        assertThat(full.data().get("results").get(TWO.value())).hasSize(20);
        assertThat(full.data().get("startlists").get(TWO.value())).hasSize(20);
    }

    @Test
    void whoAskedForARaceThatIsYetToComeIsToldOfItWhenItHasCome() {
        Listener both = stand.plain(null, ONE, THREE);
        Listener only = stand.plain(null, THREE);
        stand.take(contest.results(ONE, 1));
        stand.take(contest.withAnotherRace());
        stand.take(contest.results(THREE, 5));
        stand.settle();
        assertThat(only.said()).extracting(Ear.Said::type).containsExactly("full", "full", "diff");
        assertThat(only.said().get(0).data().get("results")).isEmpty();
        assertThat(only.said().get(1).data().get("results").get(THREE.value())).hasSize(20);
        assertThat(only.last().data().get("raceId").asText()).isEqualTo(THREE.value());
        assertThat(both.said()).extracting(Ear.Said::type).containsExactly("full", "diff", "full", "diff");
        assertThat(both.last().data().get("raceId").asText()).isEqualTo(THREE.value());
    }

    @Test
    void beyondSoManyDifferentWishesOneHearsOfEveryRace() {
        stand.plain(null);
        stand.plain(null, ONE);
        stand.plain(null, TWO);
        Listener oneTooMany = stand.plain(null, ONE, TWO);
        Listener welcome = stand.plain(null, TWO);
        stand.take(contest.results(ONE, 1));
        stand.settle();
        assertThat(oneTooMany.said().get(0).data().has("results")).isFalse();
        assertThat(oneTooMany.last().data().get("raceId").asText()).isEqualTo(ONE.value());
        assertThat(welcome.said()).hasSize(1);
    }

    @Test
    void aWishThatNobodyHasAnyMoreMakesRoomForAnother() {
        Listener leaver = stand.plain(null, ONE);
        stand.plain(null, TWO);
        stand.plain(null);
        stand.settle();
        leaver.guest.hangUp();
        stand.settle();
        Listener another = stand.plain(null, ONE, TWO);
        stand.settle();
        assertThat(another.last().data().get("results")).hasSize(2);
    }

    @Test
    void whoComesToAnEventThatIsOverIsToldSo() {
        stand.take(contest.status(EventStatus.OFFICIAL));
        assertClosed(stand.plain(null), CloseReason.OFFICIAL);
    }

    @Test
    void whoComesToAnEventThatWasWithdrawnIsToldSoAndNotOfDrafts() {
        Listener there = stand.plain(null);
        stand.take(contest.status(EventStatus.DRAFT));
        assertClosed(there, CloseReason.WITHDRAWN);
        Listener late = stand.plain(null);
        assertClosed(late, CloseReason.WITHDRAWN);
        assertThat(late.said()).isEmpty();
        assertThat(there.ear.controls().get(0).text()).doesNotContainIgnoringCase("draft");
    }

    @Test
    void anEventOfTheSameNameIsNotLeftByThoseWhoWereAtTheOneBefore() {
        Listener before = stand.plain(null);
        stand.settle();
        Contest another = new Contest("ffffffffff", 2, 20);
        stand.replaceBy(another);
        Listener after = stand.plain(null);
        stand.settle();
        before.guest.hangUp();
        stand.settle();
        stand.take(another.results(ONE, 1));
        stand.settle();
        assertThat(after.said()).extracting(Ear.Said::type).containsExactly("full", "diff");
        assertClosed(before, CloseReason.DELETED);
    }

    @Test
    void withTheEventGoesWhatWasKeptForNewcomers() {
        Listener listener = stand.plain(null);
        stand.settle();
        Message message = new Message("a-1", 1, PublicJson.document(json -> json.writeString("kept")));
        Frames kept = listener.guest.spectator.ticket().group().full(message, Wire.Agreed.PLAINLY);
        kept.release();
        assertThat(kept.plain().refCnt()).isEqualTo(1);
        stand.replaceBy(new Contest("ffffffffff", 2, 20));
        assertThat(kept.plain().refCnt()).isZero();
    }

    @Test
    void whatCannotBeToldIsToBeFetchedByThoseWhoAreThereAndThoseWhoCome() {
        Listener there = stand.plain(null);
        stand.settle();
        contest.results(ONE, 1);
        EventPicture sound = contest.picture();
        EventPicture broken = new EventPicture(
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
            stand.take(
                    new EventNotice.Committed(broken, EventNotice.Cause.IMPORT, new ChangeSet(true, Map.of(), null)));
            newcomer = stand.browser(null);
        } finally {
            log.setLevel(null);
        }
        stand.take(contest.results(ONE, 2));
        stand.settle();
        assertThat(there.said()).extracting(Ear.Said::type).containsExactly("full", "refresh", "diff");
        assertThat(newcomer.said()).extracting(Ear.Said::type).containsExactly("refresh", "diff");
    }

    private void assertClosed(Listener listener, CloseReason reason) {
        stand.settle();
        Ear.Control last = listener.ear.controls().get(listener.ear.controls().size() - 1);
        assertThat(last.opcode()).isEqualTo(8);
        assertThat(last.closeCode()).isEqualTo(reason.code());
        assertThat(last.text()).endsWith(reason.text());
    }
}
