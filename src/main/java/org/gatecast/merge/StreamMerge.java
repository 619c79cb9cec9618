package org.gatecast.merge;

import java.time.Instant;
import java.util.Collections;
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

/**
 * Takes rows of the live stream into what is known of an event. A row for a race or a person that the export does not
 * know is skipped (FR-007, edge cases). A row that says what the stream said before is no news, whatever an import has
 * made of it since: the timing booth repeats whole tables every second. What a call says of one rider in one race
 * counts as a whole, so that a call said again is no news either.
 */
public final class StreamMerge {
    private static final ResultReport SILENCE =
            new ResultReport(null, null, null, null, null, null, null, null, Instant.EPOCH);

    private final EventState before;
    private final Instant at;
    private final ParticipantResolver resolver;
    private final Map<RaceId, Map<ParticipantId, ResultReport>> latestByRace = new LinkedHashMap<>();
    private final Map<RaceId, Map<ParticipantId, Result>> updatedResults = new LinkedHashMap<>();
    private final SkippedRows skipped = new SkippedRows();
    private int changed;

    private StreamMerge(EventState before, List<ResultUpdate> updates, Instant at) {
        this.before = before;
        this.at = at;
        this.resolver = new ParticipantResolver(before, updates);
    }

    /**
     * What became of a call.
     *
     * @param state the event with the rows taken in; the same object as before when they said nothing new
     * @param updated rows whose race and participant are known
     * @param changed riders' results in a race that now say something else
     * @param mentioned the event's races that the call names, whether or not it says anything new of them
     * @param skipped why the other rows were skipped, a line for each reason
     */
    public record Outcome(EventState state, int updated, int changed, Set<RaceId> mentioned, List<String> skipped) {
        public Outcome {
            // Not copyOf: it looks one by one through ids of equal hashes.
            mentioned = Collections.unmodifiableSet(new HashSet<>(mentioned));
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Takes the rows in, in order.
     *
     * @param at when the call arrived
     */
    public static Outcome apply(EventState before, List<ResultUpdate> updates, Instant at) {
        return new StreamMerge(before, updates, at).apply(updates);
    }

    private Outcome apply(List<ResultUpdate> updates) {
        int updated = 0;
        Set<RaceId> mentioned = new HashSet<>();
        for (ResultUpdate update : updates) {
            ParticipantId rider = resolver.riderOf(update);
            boolean raceIsKnown = before.races().containsKey(update.raceId());
            if (raceIsKnown) {
                mentioned.add(update.raceId());
            }
            if (rider != null) {
                updated++;
                applyUpdate(update, rider);
            } else {
                skipped.add(update, raceIsKnown);
            }
        }
        latestByRace.forEach((race, riders) -> riders.forEach((rider, says) -> setResult(race, rider, says)));
        return new Outcome(after(), updated, changed, mentioned, skipped.lines());
    }

    private EventState after() {
        if (changed == 0) {
            return before;
        }
        Map<RaceId, Map<ParticipantId, Result>> entries = new LinkedHashMap<>(before.results());
        updatedResults.forEach((race, rows) -> entries.put(race, Collections.unmodifiableMap(rows)));
        return before.withResults(Collections.unmodifiableMap(entries));
    }

    private void applyUpdate(ResultUpdate update, ParticipantId rider) {
        Race race = before.races().get(update.raceId());
        latestByRace
                .computeIfAbsent(race.raceId(), id -> new LinkedHashMap<>())
                .compute(rider, (id, said) -> hasNews(race, said == null ? previousReport(race, id) : said, update));
    }

    private ResultReport previousReport(Race race, ParticipantId rider) {
        Result known = before.resultsOf(race.raceId()).get(rider);
        return known == null || known.tcp() == null ? SILENCE : known.tcp();
    }

    /** A rank without a result does not count: it is the number of a row in the pusher's table. */
    private void setResult(RaceId race, ParticipantId rider, ResultReport said) {
        ResultReport says = said.hasResult() ? said : said.withoutRank();
        Result known = before.resultsOf(race).get(rider);
        boolean first = known == null || known.tcp() == null;
        if (first ? isSilent(says) : says.hasSameResultAs(known.tcp())) {
            return;
        }
        if (known == null && !says.hasResult()) {
            return;
        }
        changed++;
        updatedResults
                .computeIfAbsent(race, id -> new LinkedHashMap<>(before.resultsOf(id)))
                .put(rider, entry(known, race, rider, says.withTimestamp(at)));
    }

    private Result entry(Result known, RaceId race, ParticipantId rider, ResultReport says) {
        if (known == null) {
            return new Result(
                    race, rider, false, resolver.bibOfNewcomer(race, rider), null, null, null, null, says, true, false);
        }
        return new Result(
                race,
                rider,
                known.listed(),
                known.bib(),
                known.startOrder(),
                known.startTime(),
                known.heatNr(),
                known.xml(),
                says,
                says.hasResult(),
                false);
    }

    /**
     * What the stream says of a row now, given what it said before and a call that may name some fields only. A rank
     * counts only where it is the timing system's to give: elsewhere others' finishes move it, and it would make an
     * old result look like news.
     */
    private static ResultReport hasNews(Race race, ResultReport said, ResultUpdate update) {
        return new ResultReport(
                update.time().or(said.time()),
                update.pen().or(said.pen()),
                total(said, update),
                status(said, update),
                race.raceType().isRankedByTimingSystem() ? update.rank().or(said.rank()) : null,
                update.gates().or(said.gates()),
                update.dtStart().or(said.dtStart()),
                update.dtFinish().or(said.dtFinish()),
                said.at());
    }

    /**
     * A total that is not given beside a new time or penalty is theirs to make, if there is a time (contract section
     * 2).
     */
    private static Integer total(ResultReport said, ResultUpdate update) {
        boolean penaltyOfTime = update.pen().given() && said.time() != null;
        if (update.total().given() || update.time().given() || penaltyOfTime) {
            return update.total().value();
        }
        return said.total();
    }

    /** As it is written. A time that comes without a status is a run without one. */
    private static String status(ResultReport said, ResultUpdate update) {
        Field<Integer> time = update.time();
        if (!update.status().given() && time.given() && time.value() != null) {
            return null;
        }
        return update.status().or(said.writtenStatus());
    }

    /** The table's way of saying "not yet": nothing, or no penalty so far. */
    private static boolean isSilent(ResultReport says) {
        return !says.hasResult()
                && (says.pen() == null || says.pen() == 0)
                && !says.underInvestigation()
                && says.gates() == null
                && says.dtStart() == null
                && says.dtFinish() == null;
    }
}
