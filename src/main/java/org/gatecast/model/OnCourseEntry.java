package org.gatecast.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A participant on course now. Hundredths of a second; {@code ttbDiff} and {@code ttbName} are the gap to the time to
 * beat and its holder, as text. {@code gates} are penalties in seconds, one for every gate of the course, {@code null}
 * for a gate not passed yet. All but the race and the participant may be {@code null}.
 *
 * @param tvClock the television clock that shows the rider, {@code null} if none does
 */
public record OnCourseEntry(
        RaceId raceId,
        ParticipantId participantId,
        Integer bib,
        String name,
        String club,
        Integer position,
        List<Integer> gates,
        String dtStart,
        String dtFinish,
        Integer time,
        Integer pen,
        Integer total,
        Integer rank,
        String ttbDiff,
        String ttbName,
        TelevisionClock tvClock) {
    /** Of a rider whom television does not show. */
    public OnCourseEntry(
            RaceId raceId,
            ParticipantId participantId,
            Integer bib,
            String name,
            String club,
            Integer position,
            List<Integer> gates,
            String dtStart,
            String dtFinish,
            Integer time,
            Integer pen,
            Integer total,
            Integer rank,
            String ttbDiff,
            String ttbName) {
        this(
                raceId,
                participantId,
                bib,
                name,
                club,
                position,
                gates,
                dtStart,
                dtFinish,
                time,
                pen,
                total,
                rank,
                ttbDiff,
                ttbName,
                null);
    }

    public OnCourseEntry {
        gates = gates == null ? null : Collections.unmodifiableList(new ArrayList<>(gates));
    }
}
