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
import org.gatecast.model.Entry;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKeys;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate;
import org.gatecast.picture.ChangeSet;
import org.gatecast.picture.EventPicture;
import org.gatecast.picture.RaceTable;
import org.gatecast.picture.ResultRow;

/**
 * An event as the store would carry it through exports, calls and switches: after each step it holds the state, the
 * picture drawn from the one before, and what changed between the two. It checks each time that the picture is the one
 * that would be drawn from the state alone, that tables which say the same stay the same objects, and that no row
 * outlives its race, its rider or its reason. Time is in seconds from an arbitrary start.
 */
public final class Meet {
    static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

    /** How long the stream is silent about a race before a change in an export is a correction. */
    static final Duration QUIET = Duration.ofSeconds(30);

    private MergeStrategy strategy;
    private EventState state;
    private EventPicture picture;
    private final Map<RaceId, Instant> mentions = new HashMap<>();
    private ChangeSet changes = ChangeSet.NOTHING;

    public Meet(MergeStrategy strategy) {
        this.strategy = strategy;
        EventMeta meta = new EventMeta(
                new EventId("meet"),
                "abcdef0123",
                new EventKeys(List.of()),
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
        this.picture = PictureBuilder.of(state);
    }

    /** By the default strategy, after one export as of second 0. */
    static Meet after(Draft draft) {
        return new Meet(MergeStrategy.TCP).imports(draft, 0);
    }

    Meet strategy(MergeStrategy next) {
        strategy = next;
        return this;
    }

    Meet imports(Draft draft, int asOf) {
        return imports(draft.export(), asOf);
    }

    public Meet imports(Export export, int asOf) {
        step(ImportMerge.apply(state, export, second(asOf), strategy, new StreamSilence(mentions, QUIET)));
        return this;
    }

    StreamMerge.Outcome hears(int at, Says.Row... rows) {
        return hears(at, Arrays.stream(rows).map(Says.Row::update).toList());
    }

    public StreamMerge.Outcome hears(int at, List<ResultUpdate> rows) {
        StreamMerge.Outcome outcome = StreamMerge.apply(state, rows, second(at));
        step(outcome.state());
        outcome.mentioned().forEach(race -> mentions.merge(race, second(at), (a, b) -> a.isAfter(b) ? a : b));
        return outcome;
    }

    void status(EventStatus next) {
        step(state.withMeta(state.meta().withStatus(next, START)));
    }

    private void step(EventState next) {
        EventPicture last = picture;
        picture = PictureBuilder.next(last, state, next);
        changes = ChangeSets.between(last, picture);
        state = next;
        assertEquals(PictureBuilder.of(state), picture);
        picture.tables().forEach((race, table) -> {
            RaceTable before = last.tables().get(race);
            assertTrue(!table.equals(before) || isSame(table, before), "a table that says the same is another object");
        });
        state.entries()
                .forEach((race, rows) -> assertTrue(hasReasonToBeThere(race, rows), "a row has no reason to be there"));
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(RaceTable one, RaceTable other) {
        return one == other;
    }

    private boolean hasReasonToBeThere(RaceId race, Map<ParticipantId, Entry> rows) {
        return !rows.isEmpty()
                && state.races().containsKey(race)
                && state.participants().keySet().containsAll(rows.keySet())
                && rows.values().stream().allMatch(row -> row.listed() || row.tcp() != null);
    }

    public EventState state() {
        return state;
    }

    public EventPicture picture() {
        return picture;
    }

    /** What the last step changed for the public. */
    ChangeSet changes() {
        return changes;
    }

    List<ResultRow> table(String race) {
        return picture.tables().get(new RaceId(race)).rows();
    }

    /** The one row of a rider made by {@link Draft#rider}. */
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
