package org.gatecast.ingest.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.merge.EventTables;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventMeta;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.Refusal;
import org.gatecast.model.SkipReason;
import org.gatecast.model.UnreadableParts;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.store.SampleStates;
import org.junit.jupiter.api.Test;

class RecentIngestCallsTest {
    private static final int MOST = 5;

    private final SnapshotRegistry snapshots = new SnapshotRegistry();
    private final RecentIngestCalls recentCalls = new RecentIngestCalls(MOST, snapshots);
    private final EventMeta event = hungUp("e1");

    @Test
    void callsThatChangeNothingAreOneEntryUntilTheEventChanges() {
        recentCalls.record(event, unchanged(IngestSource.RESULTS, 1, 3));
        recentCalls.record(event, unchanged(IngestSource.XML, 2, 3));
        recentCalls.record(event, unchanged(IngestSource.RESULTS, 3, 3));
        recentCalls.record(event, unchanged(IngestSource.RESULTS, 4, 4));

        List<JournalEntry> entries = recentCalls.entries(event);
        assertThat(entries).extracting(JournalEntry::calls).containsExactly(1L, 2L, 1L);
        JournalEntry folded = entries.get(1);
        assertThat(folded.call().at()).isEqualTo(second(1));
        assertThat(folded.lastAt()).isEqualTo(second(3));
        assertThat(folded.call().bytes()).isEqualTo(1 + 3);
        assertThat(folded.call().matched()).isEqualTo(20);
        assertThat(folded.call().skipped()).isEqualTo(4);
        assertThat(folded.call().unreadable()).isEqualTo(2);
    }

    @Test
    void whatWasOddStaysWhenTheCallsAfterItAreInOrder() {
        recentCalls.record(event, unchanged(IngestSource.RESULTS, 1, 3, "first"));
        recentCalls.record(event, unchanged(IngestSource.RESULTS, 2, 3, "second"));
        recentCalls.record(event, unchanged(IngestSource.RESULTS, 3, 3));

        assertThat(recentCalls.entries(event).get(0).call().warnings()).containsExactly("second");
    }

    @Test
    void refusalsAreOneEntryWhenTheyAreTheSame() {
        recentCalls.record(event, refused(1, "this"));
        recentCalls.record(event, refused(2, "that"));
        recentCalls.record(event, refused(3, "this"));

        assertThat(recentCalls.entries(event))
                .extracting(entry -> entry.refusal().message())
                .containsExactly("this", "that");
        assertThat(recentCalls.entries(event)).extracting(JournalEntry::calls).containsExactly(2L, 1L);
    }

    @Test
    void aLongMessageIsCut() {
        recentCalls.record(event, refused(1, "x".repeat(10_000)));

        assertThat(recentCalls.entries(event).get(0).refusal().message()).hasSizeLessThan(600);
    }

    @Test
    void whatIsOnDiskIsNotKeptHere() {
        recentCalls.record(event, JournalEntry.of(call(IngestSource.XML, 1), Outcome.CHANGED, 3));

        assertThat(recentCalls.entries(event)).isEmpty();
    }

    @Test
    void everySourceIsSummedUpWhatIsOnDiskIncluded() {
        recentCalls.record(event, JournalEntry.of(call(IngestSource.RESULTS, 1), Outcome.CHANGED, 3));
        recentCalls.record(event, refused(2, "that"));
        recentCalls.record(event, unchanged(IngestSource.RESULTS, 3, 3));

        Refusal last = new Refusal(ErrorCode.InvalidRequest, "that");
        assertThat(recentCalls.totals(event, IngestSource.RESULTS))
                .isEqualTo(new IngestTotals(2, 1, 20, 0, 4, 2, second(3), Outcome.UNCHANGED, last));
        assertThat(recentCalls.totals(event, IngestSource.XML)).isEqualTo(IngestTotals.NONE);
    }

    @Test
    void aKeysLastUseIsKnownUntilTheKeyIsGone() {
        EventKey key = event.keys().all().get(0);
        recentCalls.recordKeyUse(event, key, second(1));
        recentCalls.recordKeyUse(event, key, second(2));
        assertThat(recentCalls.lastUseOf(event, key.id())).isEqualTo(second(2));

        EventKey other = new EventKey("other", "b", second(3), null);
        recentCalls.recordKeyUse(event.withKeys(EventKeyRing.of(other)), other, second(4));
        assertThat(recentCalls.lastUseOf(event, key.id())).isNull();
        assertThat(recentCalls.lastUseOf(event, "other")).isEqualTo(second(4));
    }

    @Test
    void beyondTheBoundTheOldestGo() {
        for (int version = 1; version <= 3 * MOST; version++) {
            recentCalls.record(event, unchanged(IngestSource.RESULTS, version, version));
        }

        assertThat(recentCalls.entries(event))
                .extracting(JournalEntry::version)
                .containsExactly(15L, 14L, 13L, 12L, 11L);
    }

    @Test
    void onCourseCallsAreCounted() {
        assertThat(recentCalls.onCourse(event)).isEqualTo(RecentIngestCalls.OnCourse.NONE);

        Refusal why = new Refusal(ErrorCode.Forbidden, "not now");
        UnreadableParts odd = new UnreadableParts(5, 6, 7, List.of("odd"));
        recentCalls.countOnCourse(event, 2, Map.of(SkipReason.UNKNOWN_RACE, 1), odd, second(1));
        recentCalls.countOnCourse(event, 3, Map.of(), new UnreadableParts(1, 0, 0, List.of("odder")), second(2));
        recentCalls.countOnCourse(
                event,
                0,
                Map.of(SkipReason.UNKNOWN_RACE, 2, SkipReason.NO_PARTICIPANT_ID, 1),
                UnreadableParts.NOTHING,
                second(3));
        recentCalls.recordRefused(event, IngestSource.ONCOURSE, 0, why, second(4));

        assertThat(recentCalls.onCourse(event))
                .isEqualTo(new RecentIngestCalls.OnCourse(
                        3,
                        1,
                        5,
                        Map.of(
                                SkipReason.UNKNOWN_RACE,
                                3L,
                                SkipReason.NO_PARTICIPANT_ID,
                                1L,
                                SkipReason.UNREADABLE,
                                6L,
                                SkipReason.TOO_MANY,
                                7L),
                        6,
                        List.of("odder"),
                        second(4),
                        why));
        assertThat(recentCalls.onCourse(event).allSkipped()).isEqualTo(17);
    }

    @Test
    void anEventThatIsCreatedAgainBeginsAnewAndNothingOfTheOldOneStays() {
        recentCalls.record(event, unchanged(IngestSource.XML, 1, 1));
        recentCalls.countOnCourse(event, 1, Map.of(), UnreadableParts.NOTHING, second(1));
        snapshots.remove(event.eventId());
        EventMeta again = hungUp("e1", "another generation");

        recentCalls.record(again, unchanged(IngestSource.RESULTS, 2, 1));

        assertThat(recentCalls.entries(again)).hasSize(1);
        assertThat(recentCalls.onCourse(again).calls()).isZero();
        assertThat(recentCalls.entries(event)).isEmpty();
        assertThat(recentCalls.onCourse(event).calls()).isZero();
    }

    private EventMeta hungUp(String eventId) {
        return hungUp(eventId, "generation");
    }

    private EventMeta hungUp(String eventId, String generation) {
        EventMeta plain = SampleStates.draft(eventId).meta();
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
        snapshots.put(EventTables.of(SampleStates.draft(eventId).withMeta(meta)).snapshot());
        return meta;
    }

    private static JournalEntry unchanged(IngestSource source, int bytes, long version, String... warnings) {
        return JournalEntry.of(call(source, bytes, warnings), Outcome.UNCHANGED, version);
    }

    private static JournalEntry refused(int second, String message) {
        IngestCall call = IngestCall.unreadableOnly(IngestSource.RESULTS, second(second), 10, 0);
        return JournalEntry.refused(call, new Refusal(ErrorCode.InvalidRequest, message), 1);
    }

    private static IngestCall call(IngestSource source, int bytes, String... warnings) {
        return new IngestCall(source, second(bytes), bytes, 10, 0, 2, 1, List.of(warnings));
    }

    private static Instant second(int second) {
        return Instant.EPOCH.plusSeconds(second);
    }
}
