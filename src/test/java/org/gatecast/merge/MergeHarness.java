package org.gatecast.merge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.SkippedRow;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/**
 * An event that goes through exports, calls and changes of strategy as in the store. After each step it has the state,
 * the snapshot and the changes. Each time it checks that the snapshot equals one calculated from the state alone, that
 * equal tables stay the same objects, and that no row outlives its race, its rider or its reason. Time is in seconds
 * from an arbitrary start.
 */
public final class MergeHarness {
    static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

    /** How long the stream is silent about a race before a change in an export is a correction. */
    static final Duration QUIET = Duration.ofSeconds(30);

    private MergeStrategy strategy;
    private EventState state;
    private EventTables tables;
    private final Map<RaceId, Instant> mentions = new HashMap<>();
    private ChangeSet changes = ChangeSet.NOTHING;
    private StreamSources sources = StreamSources.since(Instant.EPOCH);

    public MergeHarness(MergeStrategy strategy) {
        this.strategy = strategy;
        EventMeta meta = new EventMeta(
                new EventId("meet"),
                "abcdef0123",
                new EventKeyRing(List.of()),
                new EventDetails("Organiser's title", null, null, null, null, null, null),
                Set.of(),
                OrganiserDates.NONE,
                EventStatus.RUNNING,
                START,
                EventConfig.NONE,
                false,
                null,
                START,
                1);
        this.state = EventState.empty(meta);
        this.tables = EventTables.of(state);
    }

    /** With the default strategy, after one export as of second 0. */
    static MergeHarness after(ExportScript script) {
        return new MergeHarness(MergeStrategy.TCP).imports(script, 0);
    }

    MergeHarness strategy(MergeStrategy next) {
        strategy = next;
        return this;
    }

    MergeHarness imports(ExportScript script, int asOf) {
        return imports(script.export(), asOf);
    }

    public MergeHarness imports(Export export, int asOf) {
        step(ExportMerge.apply(state, export, second(asOf), strategy, new StreamSilence(mentions, QUIET)));
        return this;
    }

    /**
     * What a call of the stream did to the event.
     *
     * @param updated rows whose race and participant are known
     * @param changed results that the call added, changed or removed
     * @param mentioned the event's races that the call names
     * @param skipped other rows
     */
    public record AppliedCall(
            EventState state, int updated, int changed, Set<RaceId> mentioned, List<SkippedRow> skipped) {}

    AppliedCall receives(int at, TestReports.Row... rows) {
        return receives(at, Arrays.stream(rows).map(TestReports.Row::update).toList());
    }

    /** A call of the primary source. */
    AppliedCall receivesFromPrimary(int at, TestReports.Row... rows) {
        return receives(at, Arrays.stream(rows).map(TestReports.Row::update).toList(), true);
    }

    public AppliedCall receives(int at, List<ResultUpdate> rows) {
        return receives(at, rows, false);
    }

    public AppliedCall receives(int at, List<ResultUpdate> rows, boolean fromPrimary) {
        StreamMerge.Outcome outcome = StreamMerge.apply(state, rows, second(at), sources, fromPrimary);
        sources = outcome.sources();
        int changed = step(outcome.state()).changedResults();
        outcome.mentioned().forEach(race -> mentions.merge(race, second(at), (a, b) -> a.isAfter(b) ? a : b));
        return new AppliedCall(outcome.state(), outcome.updated(), changed, outcome.mentioned(), outcome.skipped());
    }

    void status(EventStatus next) {
        step(state.withMeta(state.meta().withStatus(next, START)));
    }

    private StateDiff step(EventState next) {
        EventSnapshot last = tables.snapshot();
        StateDiff diff = StateDiff.between(state, next);
        assertEquals(diff.isEmpty(), next.equals(state));
        tables = tables.next(diff);
        EventSnapshot snapshot = tables.snapshot();
        changes = ChangeDetection.between(last, snapshot);
        state = next;
        assertEquals(EventTables.of(state).snapshot(), snapshot);
        snapshot.tables().forEach((race, table) -> {
            RaceTable before = last.tables().get(race);
            assertTrue(!table.equals(before) || isSame(table, before), "a table that says the same is another object");
        });
        state.results()
                .forEach((race, rows) -> assertTrue(hasReasonToBeThere(race, rows), "a row has no reason to be there"));
        return diff;
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(RaceTable one, RaceTable other) {
        return one == other;
    }

    private boolean hasReasonToBeThere(RaceId race, Map<ParticipantId, Result> rows) {
        return !rows.isEmpty()
                && state.races().containsKey(race)
                && state.participants().keySet().containsAll(rows.keySet())
                && rows.values().stream().allMatch(row -> row.listed() || row.streamReport() != null);
    }

    public EventState state() {
        return state;
    }

    public EventSnapshot snapshot() {
        return tables.snapshot();
    }

    /** What the last step changed for the public. */
    ChangeSet changes() {
        return changes;
    }

    List<ResultRow> table(String race) {
        return snapshot().tables().get(new RaceId(race)).rows();
    }

    /** The row of a participant created by {@link ExportScript#rider}. */
    ResultRow row(String race, String rider) {
        return table(race).stream()
                .filter(row -> ("icf-" + rider).equals(row.athleteId()))
                .findFirst()
                .orElseThrow();
    }

    static Instant second(int second) {
        return START.plusSeconds(second);
    }
}
