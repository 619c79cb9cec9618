package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;
import static org.gatecast.store.StoreFutures.awaitTrouble;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gatecast.config.Settings;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stored journal of the calls that changed an event. */
class JournalTest extends OnEveryStore {
    private static final EventId EVENT = new EventId("e1");
    private static final int KEPT = 10;
    private static final int CLEAR_INTERVAL = 32;

    private EventState state = draft;

    JournalTest() {
        super(new Settings.Journal(KEPT));
    }

    @BeforeEach
    void importExport() {
        await(store.create(draft, null));
        save(imported, call(0));
    }

    @Test
    void anEntryComesBackAsItWasWritten() {
        IngestCall export = new IngestCall(
                IngestSource.XML,
                Instant.parse("2026-11-20T09:00:00.123Z"),
                255_000,
                520,
                7,
                3,
                12,
                List.of("2 × results of \"nobody\", skipped", "Ž\nnew line"));
        change(export);
        change(call(1));
        assertThat(journal())
                .startsWith(
                        JournalEntry.of(call(1), JournalEntry.Outcome.CHANGED, 4),
                        JournalEntry.of(export, JournalEntry.Outcome.CHANGED, 3))
                .hasSize(3);
    }

    @Test
    void aChangeThatIsRefusedLeavesNoEntry() {
        EventState broken = new EventState(
                state.meta().withVersion(3),
                state.classes(),
                state.participants(),
                state.courses(),
                Map.of(),
                state.results(),
                state.officials(),
                state.gateStatistics());
        awaitTrouble(store.save(StateDiff.between(state, broken), ChangeSet.NOTHING, call(1), Field.absent()));
        assertThat(journal()).hasSize(1);
    }

    @Test
    void aChangeIsNotSavedIfItsJournalEntryIsRefused() {
        IngestCall unheardOf = IngestCall.unreadableOnly(IngestSource.CONFIG, Instant.EPOCH, 1, 1);
        awaitTrouble(store.save(
                StateDiff.between(state, SampleStates.withStreamResult(state, RACE, RIDER, 1)),
                ChangeSet.NOTHING,
                unheardOf,
                Field.absent()));
        assertThat(await(store.loadAll())).containsExactly(state);
    }

    @Test
    void onlyTheNewestAreKeptAndReadNewestFirst() {
        for (int i = 1; i <= 150; i++) {
            change(call(i));
            assertThat(database.count("ingest_calls")).isLessThan(KEPT + CLEAR_INTERVAL);
        }
        assertThat(journal()).hasSize(KEPT).extracting(JournalEntry::version).startsWith(152L, 151L, 150L);
        assertThat(await(store.journal(EVENT, 2)))
                .extracting(entry -> entry.call().bytes())
                .containsExactly(150L, 149L);
    }

    @Test
    void eachEventHasItsOwnAndTakesItAlong() {
        EventState other = SampleStates.draft("e2");
        await(store.create(other, null));
        await(store.save(
                StateDiff.between(other, SampleStates.imported(other, 3)), ChangeSet.NOTHING, call(7), Field.absent()));
        assertThat(journal()).extracting(entry -> entry.call().bytes()).containsExactly(0L);

        await(store.delete(state.meta()));
        assertThat(journal()).isEmpty();
        assertThat(database.count("ingest_calls")).isEqualTo(1);
    }

    private void change(IngestCall call) {
        int time = 8000 + (int) state.meta().version();
        save(SampleStates.withStreamResult(state, RACE, RIDER, time), call);
    }

    private void save(EventState next, IngestCall call) {
        await(store.save(StateDiff.between(state, next), ChangeSet.NOTHING, call, Field.absent()));
        state = next;
    }

    private List<JournalEntry> journal() {
        return await(store.journal(EVENT, 1000));
    }

    /** A call of the stream, recognised by its size. */
    static IngestCall call(int bytes) {
        return new IngestCall(IngestSource.RESULTS, Instant.EPOCH.plusSeconds(bytes), bytes, 1, 1, 0, 3, List.of());
    }
}
