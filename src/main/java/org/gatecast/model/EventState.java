package org.gatecast.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The stored content of one event as immutable values. Classes are in the export's order, which the public sees: two
 * states with another order of classes are not equal. All other maps have the order of the rows on disk, which means
 * nothing. A part that a change leaves alone is the same object before and after, so comparing two states is cheap.
 *
 * @param results per race, by participant; races without rows are left out
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

    /** A new event, before the first import. */
    public static EventState empty(EventMeta meta) {
        return new EventState(meta, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of());
    }

    public EventState withMeta(EventMeta next) {
        return new EventState(next, classes, participants, courses, races, results, officials, gateStatistics);
    }

    public EventState withResults(Map<RaceId, Map<ParticipantId, Result>> next) {
        return new EventState(meta, classes, participants, courses, races, next, officials, gateStatistics);
    }

    public EventState withRaces(Map<RaceId, Race> next) {
        return new EventState(meta, classes, participants, courses, next, results, officials, gateStatistics);
    }

    public Map<ParticipantId, Result> resultsOf(RaceId race) {
        return results.getOrDefault(race, Map.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventState that
                && meta.equals(that.meta)
                && classes.equals(that.classes)
                && List.copyOf(classes.keySet()).equals(List.copyOf(that.classes.keySet()))
                && participants.equals(that.participants)
                && courses.equals(that.courses)
                && races.equals(that.races)
                && results.equals(that.results)
                && officials.equals(that.officials)
                && gateStatistics.equals(that.gateStatistics);
    }

    @Override
    public int hashCode() {
        return Objects.hash(meta, classes, participants, courses, races, results, officials, gateStatistics);
    }

    /** The row's bib: the race's own, else the participant's for the whole event, {@code null} without either. */
    public Integer bibOf(Result result) {
        return result.bib() != null
                ? result.bib()
                : participants.get(result.participantId()).eventBib();
    }

    /**
     * A team's members by name, {@code null} if the participant is no team. An id that the export does not list is
     * shown as it is.
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
