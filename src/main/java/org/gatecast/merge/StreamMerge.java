package org.gatecast.merge;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatecast.model.Entry;
import org.gatecast.model.EventState;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultReport;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;

/**
 * Takes rows of the live stream into what is known of an event. A row for a race or a person that the export does not
 * know is skipped (FR-007, edge cases). A row that says what the stream said before is no news, whatever an import has
 * made of it since: the timing booth repeats whole tables every second.
 */
public final class StreamMerge {
    private static final ResultReport SILENCE =
            new ResultReport(null, null, null, null, null, null, null, null, Instant.EPOCH);

    private final EventState before;
    private final Instant at;
    private final Map<RaceId, Map<ParticipantId, Entry>> touched = new HashMap<>();
    private final Map<RaceId, Map<Integer, ParticipantId>> byBib = new HashMap<>();
    private int updated;
    private int changed;

    private StreamMerge(EventState before, Instant at) {
        this.before = before;
        this.at = at;
    }

    /**
     * What became of a call.
     *
     * @param state the event with the rows taken in; the same object as before when they said nothing new
     * @param updated rows whose race and participant are known
     * @param changed rows that now say something else
     */
    public record Outcome(EventState state, int updated, int changed) {}

    /**
     * Takes the rows in, in order.
     *
     * @param at when the call arrived
     */
    public static Outcome apply(EventState before, List<ResultUpdate> updates, Instant at) {
        return new StreamMerge(before, at).apply(updates);
    }

    private Outcome apply(List<ResultUpdate> updates) {
        updates.forEach(this::take);
        return new Outcome(after(), updated, changed);
    }

    private EventState after() {
        if (changed == 0) {
            return before;
        }
        Map<RaceId, Map<ParticipantId, Entry>> entries = new LinkedHashMap<>(before.entries());
        touched.forEach((race, rows) -> entries.put(race, Collections.unmodifiableMap(rows)));
        return before.withEntries(Collections.unmodifiableMap(entries));
    }

    private void take(ResultUpdate update) {
        Race race = before.races().get(update.raceId());
        if (race == null) {
            return;
        }
        Participant participant = participant(race, update);
        if (participant == null) {
            return;
        }
        updated++;
        Entry known = rows(race.raceId()).get(participant.participantId());
        boolean first = known == null || known.tcp() == null;
        ResultReport said = first ? SILENCE : known.tcp();
        ResultReport says = says(race, said, update).saidAt(at);
        if (says.saysTheSameAs(said) || (first && isSilent(says))) {
            return;
        }
        changed++;
        touched.computeIfAbsent(race.raceId(), id -> new LinkedHashMap<>(before.entriesOf(id)))
                .put(participant.participantId(), entry(known, race, participant, update, says));
    }

    private Map<ParticipantId, Entry> rows(RaceId race) {
        Map<ParticipantId, Entry> rows = touched.get(race);
        return rows == null ? before.entriesOf(race) : rows;
    }

    private Participant participant(Race race, ResultUpdate update) {
        ParticipantId id = update.participantId();
        if (id == null) {
            id = byBib.computeIfAbsent(race.raceId(), this::bibs).get(update.bib());
        }
        Participant participant = id == null ? null : before.participants().get(id);
        return participant != null && belongs(participant, race) ? participant : null;
    }

    /** Riders of the race's class, and whomever else the export lists in it. */
    private boolean belongs(Participant participant, Race race) {
        return Objects.equals(participant.classId(), race.classId())
                || before.entriesOf(race.raceId()).containsKey(participant.participantId());
    }

    /** Who wears which bib in a race; a bib worn twice names nobody. */
    private Map<Integer, ParticipantId> bibs(RaceId race) {
        Map<Integer, ParticipantId> bibs = new HashMap<>();
        for (Entry entry : before.entriesOf(race).values()) {
            Integer bib = before.bibOf(entry);
            if (bib != null) {
                bibs.put(bib, bibs.containsKey(bib) ? null : entry.participantId());
            }
        }
        return bibs;
    }

    private static Entry entry(
            Entry known, Race race, Participant participant, ResultUpdate update, ResultReport says) {
        if (known == null) {
            Integer bib = update.bib() == null ? participant.eventBib() : update.bib();
            return new Entry(
                    race.raceId(),
                    participant.participantId(),
                    false,
                    bib,
                    null,
                    null,
                    null,
                    null,
                    says,
                    says.hasResult());
        }
        return new Entry(
                known.raceId(),
                known.participantId(),
                known.listed(),
                known.bib(),
                known.startOrder(),
                known.startTime(),
                known.heatNr(),
                known.xml(),
                says,
                says.hasResult());
    }

    /**
     * What the stream says of a row now, given what it said before and a call that may name some fields only. A rank
     * counts only where it is the timing system's to give: elsewhere others' finishes move it, and it would make an
     * old result look like news.
     */
    private static ResultReport says(Race race, ResultReport said, ResultUpdate update) {
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

    /** A total that is not given beside a new time or penalty is theirs to make, if there is a time (contract section 2). */
    private static Integer total(ResultReport said, ResultUpdate update) {
        boolean penaltyOfTime = update.pen().given() && said.time() != null;
        if (update.total().given() || update.time().given() || penaltyOfTime) {
            return update.total().value();
        }
        return said.total();
    }

    /** A time that comes without a status is a run without one. */
    private static String status(ResultReport said, ResultUpdate update) {
        Field<Integer> time = update.time();
        if (!update.status().given() && time.given() && time.value() != null) {
            return null;
        }
        return update.status().or(said.status());
    }

    /** The table's way of saying "not yet": nothing, or no penalty so far. */
    private static boolean isSilent(ResultReport says) {
        return !says.hasResult()
                && (says.pen() == null || says.pen() == 0)
                && says.rank() == null
                && says.gates() == null
                && says.dtStart() == null
                && says.dtFinish() == null;
    }
}
