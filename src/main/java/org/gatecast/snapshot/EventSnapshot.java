package org.gatecast.snapshot;

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
 * One version of an event, computed once and read by everyone: what REST answers and spectators are sent, and what
 * guards need to know. Immutable; a table that a change left alone is the same object in the next picture.
 *
 * @param races in race order
 * @param tables per race, every race of {@code races}
 * @param participants who the export knows; never shown as such
 * @param officials in display order; spectators are not told of them, nor of {@code gateStatistics}
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
    }
}
