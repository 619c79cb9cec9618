package org.gatecast.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that is durably known of one event: the database's content as immutable values. Classes stand in the export's
 * order, which is the public's too; two states that list them differently are not equal. The order of all else is that
 * of the rows on disk and means nothing. A part that a change leaves alone is the same object before and after, so that
 * comparing two states is cheap.
 *
 * @param results per race, by participant; a race without rows has no place here
 * @param officials in display order
 * @param gateStatistics in the export's order
 */
public record EventState(
        EventMeta meta,
        Map<ClassId, RaceClass> classes,
        Map<ParticipantId, Participant> participants,
        Map<Integer, Course> courses,
        Map<RaceId, Race> races,
        Map<RaceId, Map<ParticipantId, Result>> results,
        List<Official> officials,
        List<GateStatistics> gateStatistics) {

    /** An event just created: nothing imported. */
    public static EventState empty(EventMeta meta) {
        return new EventState(meta, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of());
    }

    public EventState withMeta(EventMeta next) {
        return new EventState(next, classes, participants, courses, races, results, officials, gateStatistics);
    }

    public EventState withResults(Map<RaceId, Map<ParticipantId, Result>> next) {
        return new EventState(meta, classes, participants, courses, races, next, officials, gateStatistics);
    }

    public Map<ParticipantId, Result> resultsOf(RaceId race) {
        return results.getOrDefault(race, Map.of());
    }

    /** Whether classes, people, courses and races are the same: all that tables are made of besides the results. */
    public boolean hasStructureOf(EventState other) {
        return classes.equals(other.classes)
                && List.copyOf(classes.keySet()).equals(List.copyOf(other.classes.keySet()))
                && participants.equals(other.participants)
                && courses.equals(other.courses)
                && races.equals(other.races);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventState that
                && meta.equals(that.meta)
                && hasStructureOf(that)
                && results.equals(that.results)
                && officials.equals(that.officials)
                && gateStatistics.equals(that.gateStatistics);
    }

    @Override
    public int hashCode() {
        return Objects.hash(meta, classes, participants, courses, races, results, officials, gateStatistics);
    }

    /** The bib a row is known by: the race's own, else the rider's for the whole event, {@code null} without either. */
    public Integer bibOf(Result result) {
        return result.bib() != null
                ? result.bib()
                : participants.get(result.participantId()).eventBib();
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
