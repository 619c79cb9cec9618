package org.gatecast.canoe123.stream;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;

/** A message of the stream, read as far as it can be read. */
public sealed interface StreamMessage {
    /** The venue's clock, about once a second. */
    record TimeOfDay(LocalTime time) implements StreamMessage {}

    /**
     * One rider on course; with {@code total} 0 there is none.
     *
     * @param total riders on course now
     * @param riders those that the message names: one in practice
     */
    record OnCourse(int total, List<OnCourseRider> riders) implements StreamMessage {
        public OnCourse {
            riders = List.copyOf(riders);
        }
    }

    /** A whole table of results. */
    record Results(ResultTable table) implements StreamMessage {}

    /**
     * The course of the race under way.
     *
     * @param config a letter for each gate: {@code N}, {@code R}
     */
    record RaceConfig(int gates, String config, int splits) implements StreamMessage {}

    /**
     * The status of every race.
     *
     * @param statuses by race id, in the race day's order
     */
    record Schedule(Map<String, String> statuses) implements StreamMessage {}

    /** The riders of the two television clocks; {@code null} for a clock without a rider. */
    record TelevisionClocks(RiderKey odd, RiderKey even) implements StreamMessage {
        public static final TelevisionClocks NONE = new TelevisionClocks(null, null);

        /** The clock that shows a rider: {@code odd}, {@code even}, or {@code null} for none. */
        String clockOf(RiderKey rider) {
            return rider.equals(odd) ? "odd" : rider.equals(even) ? "even" : null;
        }
    }

    /** A message that this program does not know. */
    record Unknown(String name) implements StreamMessage {}
}
