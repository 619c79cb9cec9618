package org.gatecast.model;

import java.util.List;
import java.util.Map;

/**
 * All that is durably known of one event: the database's content as immutable values. Maps keep the export's order.
 * A part that a change leaves alone is the same object before and after, so that comparing two states is cheap.
 *
 * @param entries per race, by participant
 */
public record EventState(
        EventMeta meta,
        Map<ClassId, RaceClass> classes,
        Map<ParticipantId, Participant> participants,
        Map<Integer, Course> courses,
        Map<RaceId, Race> races,
        Map<RaceId, Map<ParticipantId, Entry>> entries) {

    /** An event just created: nothing imported. */
    public static EventState empty(EventMeta meta) {
        return new EventState(meta, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
    }

    public EventState withMeta(EventMeta next) {
        return new EventState(next, classes, participants, courses, races, entries);
    }

    public EventState withEntries(Map<RaceId, Map<ParticipantId, Entry>> next) {
        return new EventState(meta, classes, participants, courses, races, next);
    }

    public Map<ParticipantId, Entry> entriesOf(RaceId race) {
        return entries.getOrDefault(race, Map.of());
    }

    /** The bib a row is known by: the race's own, else the rider's for the whole event, {@code null} without either. */
    public Integer bibOf(Entry entry) {
        return entry.bib() != null
                ? entry.bib()
                : participants.get(entry.participantId()).eventBib();
    }

    /**
     * A team's members by name, {@code null} for whoever is no team. An id that the export does not explain is shown
     * as it is.
     */
    public List<String> membersOf(Participant participant) {
        if (!participant.isTeam()) {
            return null;
        }
        return participant.members().stream().map(this::nameOf).toList();
    }

    private String nameOf(String member) {
        Participant known = member.isBlank() ? null : participants.get(new ParticipantId(member));
        return known == null ? member : known.displayName();
    }
}
