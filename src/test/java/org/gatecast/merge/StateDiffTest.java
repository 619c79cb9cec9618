package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.merge.StateDiff.CategoryRow;
import org.gatecast.merge.StateDiff.MemberRow;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.store.SampleStates;
import org.junit.jupiter.api.Test;

class StateDiffTest {
    private static final ClassId K1M = new ClassId("K1M_0");
    private static final EventState EVENT = SampleStates.imported(SampleStates.draft("e"), 20);

    @Test
    void anEqualStateDiffersInNoRow() {
        EventState rebuilt = SampleStates.imported(SampleStates.draft("e"), 20);
        assertThat(StateDiff.between(EVENT, rebuilt).isEmpty()).isTrue();
    }

    @Test
    void aLaterVersionAloneDiffersInNoRow() {
        EventState later = EVENT.withMeta(EVENT.meta().withVersion(99));
        assertThat(StateDiff.between(EVENT, later).isEmpty()).isTrue();
    }

    @Test
    void aNewStatusIsTheEventsRowAlone() {
        EventState running = EVENT.withMeta(EVENT.meta()
                .withStatus(EventStatus.RUNNING, EVENT.meta().createdAt())
                .withVersion(3));
        StateDiff diff = StateDiff.between(EVENT, running);
        assertThat(diff.changesMeta()).isTrue();
        assertThat(diff.results().isEmpty()).isTrue();
    }

    @Test
    void keysAreRowsOfTheirOwn() {
        EventKey next = new EventKey("next", "n", EVENT.meta().createdAt(), null);
        EventKeyRing keys = EVENT.meta().keys().replacedBy(next, Duration.ofHours(1));
        StateDiff diff = StateDiff.between(
                EVENT, EVENT.withMeta(EVENT.meta().withKeys(keys).withVersion(3)));
        assertThat(diff.changesMeta()).isFalse();
        assertThat(diff.keys().changed()).containsExactly(keys.all().get(0));
        assertThat(diff.keys().added()).extracting(RowDiff.Placed::row).containsExactly(next);
        assertThat(diff.keys().removed()).isEmpty();
        assertThat(StateDiff.ofNew(EVENT).keys().added()).hasSize(1);
    }

    @Test
    void aStreamResultIsOneRow() {
        RaceId race = new RaceId("K1M_0_BR2");
        ParticipantId participant = new ParticipantId("P7.K1M_0");
        EventState after = SampleStates.withStreamResult(EVENT, race, participant, 8765);
        StateDiff diff = StateDiff.between(EVENT, after);
        assertThat(diff.results().changed())
                .containsExactly(after.resultsOf(race).get(participant));
        assertThat(diff.results().added()).isEmpty();
        assertThat(diff.results().moved()).isEmpty();
        assertThat(diff.results().removed()).isEmpty();
        assertThat(diff.participants().isEmpty()).isTrue();
        assertThat(diff.changesMeta()).isFalse();
    }

    @Test
    void addedRemovedAndChangedResultsAreCounted() {
        RaceId race = new RaceId("K1M_0_BR2");
        EventState changed = SampleStates.withStreamResult(EVENT, race, new ParticipantId("P7.K1M_0"), 8765);
        assertThat(StateDiff.between(EVENT, changed).changedResults()).isEqualTo(1);
        assertThat(StateDiff.between(EVENT, without(race)).changedResults()).isEqualTo(20);
        assertThat(StateDiff.between(without(race), EVENT).changedResults()).isEqualTo(20);
        assertThat(StateDiff.between(EVENT, SampleStates.imported(SampleStates.draft("e"), 20))
                        .changedResults())
                .isZero();
    }

    @Test
    void aNewEventIsAllOfItsRows() {
        StateDiff diff = StateDiff.ofNew(EVENT);
        assertThat(diff.classes().added()).hasSize(1);
        assertThat(diff.categories().added()).hasSize(1);
        assertThat(diff.courses().added()).hasSize(1);
        assertThat(diff.races().added()).hasSize(2);
        assertThat(diff.participants().added()).hasSize(20);
        assertThat(diff.results().added()).hasSize(40);
    }

    @Test
    void aDroppedRaceTakesItsResultsAlong() {
        RaceId dropped = new RaceId("K1M_0_BR2");
        StateDiff diff = StateDiff.between(EVENT, without(dropped));
        assertThat(diff.races().removed()).extracting(race -> race.raceId()).containsExactly(dropped);
        assertThat(diff.results().removed()).hasSize(20);
    }

    @Test
    void aCategoryIsARowOfItsOwn() {
        Category junior = new Category("JUN", "Juniors", 2008, 2010);
        RaceClass old = EVENT.classes().get(K1M);
        RaceClass next = new RaceClass(
                K1M, old.name(), old.longTitle(), List.of(old.categories().get(0), junior));
        EventState after = with(EVENT, Map.of(K1M, next), EVENT.participants());
        StateDiff diff = StateDiff.between(EVENT, after);
        assertThat(diff.classes().isEmpty()).isTrue();
        assertThat(diff.categories().added())
                .extracting(RowDiff.Placed::row)
                .containsExactly(new CategoryRow(K1M, junior));
    }

    @Test
    void aTeamMemberIsARowOfItsOwn() {
        EventState team = withTeam("Jan", "Petr", "Ota");
        EventState other = withTeam("Jan", "Pavel");
        StateDiff diff = StateDiff.between(team, other);
        ParticipantId id = new ParticipantId("T");
        assertThat(diff.participants().isEmpty()).isTrue();
        assertThat(diff.teamMembers().changed()).containsExactly(new MemberRow(id, 1, "Pavel"));
        assertThat(diff.teamMembers().removed()).containsExactly(new MemberRow(id, 2, "Ota"));
        assertThat(diff.teamMembers().added()).isEmpty();
    }

    private static EventState withTeam(String... members) {
        Map<ParticipantId, Participant> people = new LinkedHashMap<>(EVENT.participants());
        Participant team = SampleStates.participant("T", K1M, List.of(members));
        people.put(team.participantId(), team);
        return with(EVENT, EVENT.classes(), people);
    }

    private static EventState with(
            EventState event, Map<ClassId, RaceClass> classes, Map<ParticipantId, Participant> participants) {
        return new EventState(
                event.meta(),
                classes,
                participants,
                event.courses(),
                event.races(),
                event.results(),
                event.officials(),
                event.gateStatistics());
    }

    private static EventState without(RaceId race) {
        var races = new LinkedHashMap<>(EVENT.races());
        races.remove(race);
        var entries = new LinkedHashMap<>(EVENT.results());
        entries.remove(race);
        return new EventState(
                EVENT.meta(),
                EVENT.classes(),
                EVENT.participants(),
                EVENT.courses(),
                races,
                entries,
                EVENT.officials(),
                EVENT.gateStatistics());
    }
}
