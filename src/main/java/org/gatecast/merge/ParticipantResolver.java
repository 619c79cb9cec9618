package org.gatecast.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatecast.model.EventState;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultUpdate;

/**
 * Finds the participants of a call's rows (contract section 2): by id, or by bib in the race. A bib may also belong to
 * a participant whom the export does not list in the race but this call names. So a repeated call means the same,
 * although by then that participant has a row.
 */
final class ParticipantResolver {
    private final EventState event;
    private final Map<RaceId, List<ResultUpdate>> call = new HashMap<>();
    private final Map<RaceId, Map<Integer, ParticipantId>> participantsByBib = new HashMap<>();
    private final Map<RaceId, Map<ParticipantId, Integer>> newcomers = new HashMap<>();

    ParticipantResolver(EventState event, List<ResultUpdate> call) {
        this.event = event;
        for (ResultUpdate update : call) {
            this.call
                    .computeIfAbsent(update.raceId(), race -> new ArrayList<>())
                    .add(update);
        }
    }

    /** The row's participant; {@code null} if it or the race is unknown, or if two participants have the bib. */
    ParticipantId participantOf(ResultUpdate update) {
        Race race = event.races().get(update.raceId());
        if (race == null) {
            return null;
        }
        ParticipantId named = update.participantId();
        if (named == null) {
            return participantsByBib
                    .computeIfAbsent(race.raceId(), id -> participantsByBib(race))
                    .get(update.bib());
        }
        return isInClass(named, race) ? named : null;
    }

    /** The bib of a participant whom the export does not list in a race: the first one in the call. */
    Integer bibOfNewcomer(RaceId race, ParticipantId participantId) {
        return newcomersOf(event.races().get(race)).get(participantId);
    }

    /** Whether the participant is of the race's class, or is listed in the race. */
    private boolean isInClass(ParticipantId participantId, Race race) {
        Participant participant = event.participants().get(participantId);
        return participant != null
                && (Objects.equals(participant.classId(), race.classId())
                        || event.resultsOf(race.raceId()).containsKey(participantId));
    }

    /** A participant on the start list wins over one who is not, if both have the bib. */
    private Map<Integer, ParticipantId> participantsByBib(Race race) {
        Map<Integer, ParticipantId> others = new HashMap<>();
        Map<Integer, ParticipantId> starters = new HashMap<>();
        for (Result result : event.resultsOf(race.raceId()).values()) {
            addBib(result.listed() ? starters : others, event.bibOf(result), result.participantId());
        }
        newcomersOf(race).forEach((participantId, bib) -> addBib(others, bib, participantId));
        others.putAll(starters);
        return others;
    }

    /** A bib that two participants have identifies neither. */
    private static void addBib(Map<Integer, ParticipantId> byBib, Integer bib, ParticipantId participantId) {
        if (bib != null) {
            byBib.put(bib, byBib.containsKey(bib) ? null : participantId);
        }
    }

    private Map<ParticipantId, Integer> newcomersOf(Race race) {
        return newcomers.computeIfAbsent(race.raceId(), id -> newcomersIn(race));
    }

    private Map<ParticipantId, Integer> newcomersIn(Race race) {
        Map<ParticipantId, Integer> bibs = new LinkedHashMap<>();
        for (ResultUpdate update : call.getOrDefault(race.raceId(), List.of())) {
            ParticipantId participantId = update.participantId();
            if (participantId != null
                    && !event.resultsOf(race.raceId()).containsKey(participantId)
                    && isInClass(participantId, race)) {
                Integer bib = update.bib() != null
                        ? update.bib()
                        : event.participants().get(participantId).eventBib();
                bibs.putIfAbsent(participantId, bib);
            }
        }
        return bibs;
    }
}
