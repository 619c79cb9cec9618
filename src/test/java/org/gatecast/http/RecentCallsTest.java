package org.gatecast.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.merge.PictureBuilder;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventKeys;
import org.gatecast.model.EventMeta;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;
import org.gatecast.model.LeftOut;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.Refusal;
import org.gatecast.picture.PictureBoard;
import org.gatecast.store.States;
import org.junit.jupiter.api.Test;

class RecentCallsTest {
    private static final int MOST = 5;

    private final PictureBoard pictures = new PictureBoard();
    private final RecentCalls recent = new RecentCalls(MOST, pictures);
    private final EventMeta event = hungUp("e1");

    @Test
    void callsThatChangeNothingAreOneEntryUntilTheEventChanges() {
        recent.note(event, unchanged(IngestSource.RESULTS, 1, 3));
        recent.note(event, unchanged(IngestSource.XML, 2, 3));
        recent.note(event, unchanged(IngestSource.RESULTS, 3, 3));
        recent.note(event, unchanged(IngestSource.RESULTS, 4, 4));

        List<JournalEntry> entries = recent.entries(event);
        assertThat(entries).extracting(JournalEntry::calls).containsExactly(1L, 2L, 1L);
        JournalEntry folded = entries.get(1);
        assertThat(folded.call().at()).isEqualTo(second(1));
        assertThat(folded.lastAt()).isEqualTo(second(3));
        assertThat(folded.call().bytes()).isEqualTo(1 + 3);
        assertThat(folded.call().matched()).isEqualTo(20);
        assertThat(folded.call().skipped()).isEqualTo(4);
        assertThat(folded.call().leftOut()).isEqualTo(2);
    }

    @Test
    void whatWasOddStaysWhenTheCallsAfterItAreInOrder() {
        recent.note(event, unchanged(IngestSource.RESULTS, 1, 3, "first"));
        recent.note(event, unchanged(IngestSource.RESULTS, 2, 3, "second"));
        recent.note(event, unchanged(IngestSource.RESULTS, 3, 3));

        assertThat(recent.entries(event).get(0).call().warnings()).containsExactly("second");
    }

    @Test
    void refusalsAreOneEntryWhenTheyAreTheSame() {
        recent.note(event, refused(1, "this"));
        recent.note(event, refused(2, "that"));
        recent.note(event, refused(3, "this"));

        assertThat(recent.entries(event))
                .extracting(entry -> entry.refusal().message())
                .containsExactly("this", "that");
        assertThat(recent.entries(event)).extracting(JournalEntry::calls).containsExactly(2L, 1L);
    }

    @Test
    void aLongMessageIsCut() {
        recent.note(event, refused(1, "x".repeat(10_000)));

        assertThat(recent.entries(event).get(0).refusal().message()).hasSizeLessThan(600);
    }

    @Test
    void whatIsOnDiskIsNotKeptHere() {
        recent.note(event, JournalEntry.of(call(IngestSource.XML, 1), Outcome.CHANGED, 3));

        assertThat(recent.entries(event)).isEmpty();
    }

    @Test
    void everySourceIsSummedUpWhatIsOnDiskIncluded() {
        recent.note(event, JournalEntry.of(call(IngestSource.RESULTS, 1), Outcome.CHANGED, 3));
        recent.note(event, refused(2, "that"));
        recent.note(event, unchanged(IngestSource.RESULTS, 3, 3));

        Refusal last = new Refusal(ErrorCode.InvalidRequest, "that");
        assertThat(recent.tally(event, IngestSource.RESULTS))
                .isEqualTo(new Tally(2, 1, 20, 0, 4, 2, second(3), Outcome.UNCHANGED, last));
        assertThat(recent.tally(event, IngestSource.XML)).isEqualTo(Tally.NONE);
    }

    @Test
    void aKeysLastUseIsKnownUntilTheKeyIsGone() {
        EventKey key = event.keys().all().get(0);
        recent.noteUse(event, key, second(1));
        recent.noteUse(event, key, second(2));
        assertThat(recent.lastUseOf(event, key.id())).isEqualTo(second(2));

        EventKey other = new EventKey("other", "b", second(3), null);
        recent.noteUse(event.withKeys(EventKeys.of(other)), other, second(4));
        assertThat(recent.lastUseOf(event, key.id())).isNull();
        assertThat(recent.lastUseOf(event, "other")).isEqualTo(second(4));
    }

    @Test
    void beyondTheBoundTheOldestGo() {
        for (int version = 1; version <= 3 * MOST; version++) {
            recent.note(event, unchanged(IngestSource.RESULTS, version, version));
        }

        assertThat(recent.entries(event)).extracting(JournalEntry::version).containsExactly(15L, 14L, 13L, 12L, 11L);
    }

    @Test
    void onCourseCallsAreCounted() {
        assertThat(recent.onCourse(event)).isEqualTo(RecentCalls.OnCourse.NONE);

        Refusal why = new Refusal(ErrorCode.Forbidden, "not now");
        LeftOut odd = new LeftOut(5, 6, 7, List.of("odd"));
        recent.countOnCourse(event, 2, Map.of(Skip.UNKNOWN_RACE, 1), odd, second(1));
        recent.countOnCourse(event, 3, Map.of(), new LeftOut(1, 0, 0, List.of("odder")), second(2));
        recent.countOnCourse(
                event, 0, Map.of(Skip.UNKNOWN_RACE, 2, Skip.NO_PARTICIPANT_ID, 1), LeftOut.NOTHING, second(3));
        recent.countRefusedOnCourse(event, why, second(4));

        assertThat(recent.onCourse(event))
                .isEqualTo(new RecentCalls.OnCourse(
                        3,
                        1,
                        5,
                        Map.of(
                                Skip.UNKNOWN_RACE,
                                3L,
                                Skip.NO_PARTICIPANT_ID,
                                1L,
                                Skip.UNREADABLE,
                                6L,
                                Skip.TOO_MANY,
                                7L),
                        6,
                        List.of("odder"),
                        second(4),
                        why));
        assertThat(recent.onCourse(event).allSkipped()).isEqualTo(17);
    }

    @Test
    void anEventThatIsCreatedAgainBeginsAnewAndNothingOfTheOldOneStays() {
        recent.note(event, unchanged(IngestSource.XML, 1, 1));
        recent.countOnCourse(event, 1, Map.of(), LeftOut.NOTHING, second(1));
        pictures.remove(event.eventId());
        EventMeta again = hungUp("e1", "another generation");

        recent.note(again, unchanged(IngestSource.RESULTS, 2, 1));

        assertThat(recent.entries(again)).hasSize(1);
        assertThat(recent.onCourse(again).calls()).isZero();
        assertThat(recent.entries(event)).isEmpty();
        assertThat(recent.onCourse(event).calls()).isZero();
    }

    private EventMeta hungUp(String eventId) {
        return hungUp(eventId, "generation");
    }

    private EventMeta hungUp(String eventId, String generation) {
        EventMeta plain = States.draft(eventId).meta();
        EventMeta meta = new EventMeta(
                plain.eventId(),
                generation,
                plain.keys(),
                plain.details(),
                Set.of(),
                OrganiserDates.NONE,
                plain.status(),
                plain.statusChangedAt(),
                plain.config(),
                false,
                null,
                plain.createdAt(),
                1);
        pictures.put(PictureBuilder.of(States.draft(eventId).withMeta(meta)));
        return meta;
    }

    private static JournalEntry unchanged(IngestSource source, int bytes, long version, String... warnings) {
        return JournalEntry.of(call(source, bytes, warnings), Outcome.UNCHANGED, version);
    }

    private static JournalEntry refused(int second, String message) {
        IngestCall call = IngestCall.unread(IngestSource.RESULTS, second(second), 10, 0);
        return JournalEntry.refused(call, new Refusal(ErrorCode.InvalidRequest, message), 1);
    }

    private static IngestCall call(IngestSource source, int bytes, String... warnings) {
        return new IngestCall(source, second(bytes), bytes, 10, 0, 2, 1, List.of(warnings));
    }

    private static Instant second(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}
