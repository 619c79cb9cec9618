package org.gatecast.canoe123.stream;

import java.time.LocalTime;
import java.util.Collections;
import java.util.List;

/**
 * A rider on course, as one message reports it. A value that the message lacks is {@code null}.
 *
 * @param participantId the timing program's id
 * @param position the order of the riders
 * @param gates seconds of penalty, {@code null} for a gate that was not passed
 * @param completed whether the timing program has closed the run
 * @param start local time of the venue; {@code null} before the start
 * @param finish local time of the venue; {@code null} before the finish
 * @param time hundredths of a second: whole seconds on course
 * @param pen hundredths of a second
 * @param total hundredths of a second
 * @param rank empty while it is not known
 * @param ttbDiff the gap to the total to beat, as text
 * @param ttbName whose total that is
 * @param televisionClock {@code odd} or {@code even} if one of the two television clocks shows the rider, else {@code null};
 *     another message says so, so that it is {@code null} as read
 */
public record OnCourseRider(
        RiderKey key,
        String participantId,
        Integer position,
        List<Integer> gates,
        boolean completed,
        LocalTime start,
        LocalTime finish,
        Integer time,
        Integer pen,
        Integer total,
        Integer rank,
        String ttbDiff,
        String ttbName,
        String televisionClock) {
    public OnCourseRider {
        gates = gates == null ? null : Collections.unmodifiableList(gates);
    }

    OnCourseRider withTelevisionClock(String clock) {
        return new OnCourseRider(
                key,
                participantId,
                position,
                gates,
                completed,
                start,
                finish,
                time,
                pen,
                total,
                rank,
                ttbDiff,
                ttbName,
                clock);
    }
}
