package org.gatecast.snapshot;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.gatecast.model.EventMeta;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.Official;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;

/**
 * One version of an event, calculated once per commit: the source of REST responses and of messages to spectators, and
 * what permission checks need. Immutable; a table that a change leaves alone is the same object in the next snapshot.
 *
 * @param races in race order
 * @param tables per race, every race of {@code races}
 * @param participants the participants in the export; not public as such
 * @param officials in display order; these and {@code gateStatistics} are not sent to spectators, only served by REST
 */
public record EventSnapshot(
        EventMeta meta,
        List<RaceClass> classes,
        List<Race> races,
        List<AggregatedCategory> categories,
        Map<RaceId, RaceTable> tables,
        Map<ParticipantId, Participant> participants,
        List<Official> officials,
        List<GateStatistics> gateStatistics) {
    public EventSnapshot {
        classes = List.copyOf(classes);
        races = List.copyOf(races);
        categories = List.copyOf(categories);
        // Views and not copies: both maps may have thousands of entries, and are never changed.
        tables = Collections.unmodifiableMap(tables);
        participants = Collections.unmodifiableMap(participants);
        officials = List.copyOf(officials);
        gateStatistics = List.copyOf(gateStatistics);
    }

    public EventSnapshot withTables(Map<RaceId, RaceTable> others) {
        return new EventSnapshot(meta, classes, races, categories, others, participants, officials, gateStatistics);
    }
}
