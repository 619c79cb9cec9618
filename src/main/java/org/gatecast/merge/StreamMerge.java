package org.gatecast.merge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.model.SkipReason;
import org.gatecast.model.SkippedRow;

/**
 * Merges rows of the live stream into an event's state. A row of a race or participant that the export does not list is
 * skipped (FR-007, edge cases). A row that repeats the stream's last report changes nothing, whatever an import has
 * done since: the pusher repeats whole tables every second. If a row is the primary source's, others change it only as
 * {@link StreamSources} says. All rows of a call for one participant in one race count
 * together, so that a repeated call changes nothing either.
 */
public final class StreamMerge {
    private final EventState before;
    private final Instant at;
    private final StreamSources sources;
    private final boolean fromPrimary;
    private final boolean primaryHeard;
    private final ParticipantResolver resolver;
    private final Map<RaceId, Map<ParticipantId, ResultReport>> latestByRace = new LinkedHashMap<>();
    private final Map<RaceId, Map<ParticipantId, Result>> updatedResults = new LinkedHashMap<>();
    private final Map<RaceId, Map<ParticipantId, ResultReport>> otherWords = new LinkedHashMap<>();
    private final Map<RaceId, Boolean> racesOfPrimary = new HashMap<>();
    private final List<SkippedRow> skipped = new ArrayList<>();

    private StreamMerge(
            EventState before, List<ResultUpdate> updates, Instant at, StreamSources sources, boolean fromPrimary) {
        this.before = before;
        this.at = at;
        this.sources = sources;
        this.fromPrimary = fromPrimary;
        this.primaryHeard = sources.isPrimaryHeard(at);
        this.resolver = new ParticipantResolver(before, updates);
    }

    /**
     * What became of a call.
     *
     * @param state the event with the rows merged; the same object as before if they had nothing new
     * @param updated how many rows have a known race and participant
     * @param mentioned the event's races that the call names, with or without anything new; without races of the primary
     *     source that another one names while the primary is heard
     * @param skipped the other rows, by their index in the call
     * @param sources what is known of the sources after the call
     */
    public record Outcome(
            EventState state, int updated, Set<RaceId> mentioned, List<SkippedRow> skipped, StreamSources sources) {
        public Outcome {
            // Set.copyOf compares ids of equal hashes one by one, which a sender could exploit.
            mentioned = Collections.unmodifiableSet(new HashSet<>(mentioned));
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Merges the rows in their order.
     *
     * @param at when the call arrived
     * @param sources what is known of the event's sources before the call
     * @param fromPrimary whether the call is the primary source's
     */
    public static Outcome apply(
            EventState before, List<ResultUpdate> updates, Instant at, StreamSources sources, boolean fromPrimary) {
        return new StreamMerge(before, updates, at, sources, fromPrimary).apply(updates);
    }

    private Outcome apply(List<ResultUpdate> updates) {
        int updated = 0;
        Set<RaceId> mentioned = new HashSet<>();
        for (int i = 0; i < updates.size(); i++) {
            ResultUpdate update = updates.get(i);
            ParticipantId participantId = resolver.participantOf(update);
            boolean raceIsKnown = before.races().containsKey(update.raceId());
            if (raceIsKnown && (fromPrimary || !primaryHeard || !isOfPrimary(update.raceId()))) {
                mentioned.add(update.raceId());
            }
            if (participantId != null) {
                updated++;
                applyUpdate(update, participantId);
            } else {
                skipped.add(new SkippedRow(i, raceIsKnown ? SkipReason.UNKNOWN_RIDER : SkipReason.UNKNOWN_RACE));
            }
        }
        latestByRace.forEach((race, participants) ->
                participants.forEach((participantId, report) -> setResult(race, participantId, report)));
        StreamSources next = fromPrimary ? sources.afterPrimary(at) : sources.afterOther(otherWords);
        return new Outcome(after(), updated, mentioned, skipped, next);
    }

    private boolean isOfPrimary(RaceId race) {
        return racesOfPrimary.computeIfAbsent(
                race, id -> before.resultsOf(id).values().stream().anyMatch(Result::fromPrimary));
    }

    private EventState after() {
        if (updatedResults.isEmpty()) {
            return before;
        }
        Map<RaceId, Map<ParticipantId, Result>> entries = new LinkedHashMap<>(before.results());
        updatedResults.forEach((race, rows) -> entries.put(race, Collections.unmodifiableMap(rows)));
        return before.withResults(Collections.unmodifiableMap(entries));
    }

    private void applyUpdate(ResultUpdate update, ParticipantId participantId) {
        Race race = before.races().get(update.raceId());
        latestByRace
                .computeIfAbsent(race.raceId(), id -> new LinkedHashMap<>())
                .compute(
                        participantId,
                        (id, last) -> updated(race, last == null ? previousReport(race, id) : last, update));
    }

    private ResultReport previousReport(Race race, ParticipantId participantId) {
        Result known = before.resultsOf(race.raceId()).get(participantId);
        if (known == null || known.streamReport() == null || (fromPrimary && !known.fromPrimary())) {
            return ResultReport.NONE;
        }
        if (fromPrimary || !known.fromPrimary()) {
            return known.streamReport();
        }
        ResultReport word = sources.otherWord(race.raceId(), participantId);
        return word == null ? known.streamReport().withoutGates() : word;
    }

    /** A rank without a result does not count: it is a row number in the pusher's table. */
    private void setResult(RaceId race, ParticipantId participantId, ResultReport last) {
        ResultReport report = last.hasResult() ? last : last.withoutRank();
        Result known = before.resultsOf(race).get(participantId);
        boolean first = known == null || known.streamReport() == null;
        if (first) {
            if (!isNotStarted(report) && (known != null || report.hasResult())) {
                put(race, participantId, result(known, race, participantId, report.withTimestamp(at)));
            }
        } else if (fromPrimary && !known.fromPrimary()) {
            put(race, participantId, takenOver(known, report));
        } else if (!fromPrimary && known.fromPrimary()) {
            otherWords.computeIfAbsent(race, id -> new LinkedHashMap<>()).put(participantId, report);
            if (!primaryHeard && sources.isNewsOfOther(race, participantId, report, known.streamReport())) {
                put(race, participantId, result(known, race, participantId, report.withTimestamp(at)));
            }
        } else if (!report.hasSameResultAs(known.streamReport())) {
            put(race, participantId, result(known, race, participantId, report.withTimestamp(at)));
        }
    }

    private void put(RaceId race, ParticipantId participantId, Result result) {
        updatedResults
                .computeIfAbsent(race, id -> new LinkedHashMap<>(before.resultsOf(id)))
                .put(participantId, result);
    }

    /** The primary source reports a row that another source has reported. The same outcome is no news. */
    private Result takenOver(Result known, ResultReport report) {
        ResultReport other = known.streamReport();
        return report.hasOutcomeOf(other) && report.underInvestigation() == other.underInvestigation()
                ? known.reported(
                        known.exportReport(),
                        report.withTimestamp(other.at()),
                        true,
                        known.streamWins(),
                        known.corrected())
                : known.reported(known.exportReport(), report.withTimestamp(at), true, report.hasResult(), false);
    }

    private Result result(Result known, RaceId race, ParticipantId participantId, ResultReport report) {
        if (known == null) {
            return new Result(
                    race,
                    participantId,
                    false,
                    resolver.bibOfNewcomer(race, participantId),
                    null,
                    null,
                    null,
                    null,
                    report,
                    fromPrimary,
                    true,
                    false);
        }
        return known.reported(known.exportReport(), report, fromPrimary, report.hasResult(), false);
    }

    /**
     * The stream's report after a row that may have only some fields. A rank counts only in cross races: elsewhere
     * finishes of other participants change it, and an old result would look new.
     */
    private static ResultReport updated(Race race, ResultReport last, ResultUpdate update) {
        return new ResultReport(
                update.time().or(last.time()),
                update.pen().or(last.pen()),
                total(last, update),
                status(last, update),
                race.raceType().isRankedByTimingSystem() ? update.rank().or(last.rank()) : null,
                update.gates().or(last.gates()),
                update.dtStart().or(last.dtStart()),
                update.dtFinish().or(last.dtFinish()),
                last.at());
    }

    /**
     * If a row has a new time or penalty but no total, the total is calculated from them, if there is a time (contract
     * section 2).
     */
    private static Integer total(ResultReport last, ResultUpdate update) {
        boolean penaltyOfTime = update.pen().given() && last.time() != null;
        if (update.total().given() || update.time().given() || penaltyOfTime) {
            return update.total().value();
        }
        return last.total();
    }

    /** The status as written. A time without a status means a run without a status. */
    private static String status(ResultReport last, ResultUpdate update) {
        Field<Integer> time = update.time();
        if (!update.status().given() && time.given() && time.value() != null) {
            return null;
        }
        return update.status().or(last.writtenStatus());
    }

    /** Whether the report means "not started": nothing, or only a penalty of 0. */
    private static boolean isNotStarted(ResultReport report) {
        return !report.hasResult()
                && (report.pen() == null || report.pen() == 0)
                && !report.underInvestigation()
                && report.gates() == null
                && report.dtStart() == null
                && report.dtFinish() == null;
    }
}
