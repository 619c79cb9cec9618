package org.gatecast.canoe123.stream;

import java.time.LocalTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.canoe123.stream.StreamMessage.OnCourse;
import org.gatecast.canoe123.stream.StreamMessage.RaceConfig;
import org.gatecast.canoe123.stream.StreamMessage.Results;
import org.gatecast.canoe123.stream.StreamMessage.Schedule;
import org.gatecast.canoe123.stream.StreamMessage.TelevisionClocks;
import org.gatecast.canoe123.stream.StreamMessage.TimeOfDay;

/**
 * Everything that the stream has told, folded: each message gives the next state.
 *
 * @param timeOfDay the venue's clock, {@code null} before its first message
 * @param onCourse by race and bib, each with the number of clock messages since the rider was last named
 * @param tables the newest of each race
 * @param schedule the status of each race, by race id
 * @param raceConfig the course of the race under way, {@code null} before its first message
 */
public record StreamState(
        LocalTime timeOfDay,
        Map<RiderKey, Mention> onCourse,
        Map<String, ResultTable> tables,
        Map<String, String> schedule,
        RaceConfig raceConfig,
        TelevisionClocks televisionClocks) {
    public static final StreamState EMPTY =
            new StreamState(null, Map.of(), Map.of(), Map.of(), null, TelevisionClocks.NONE);

    /**
     * A rider that is still on course is named at least once between two clock messages, or two at most. The stream's own
     * clock decides, so that a replay at any pace has the same state.
     */
    private static final int CLOCKS_UNTIL_GONE = 3;

    /** Another limit than memory's is not known; a course holds about ten riders. */
    private static final int MAX_RIDERS = 200;

    private static final int MAX_RACES = 1_000;

    private static final Comparator<OnCourseRider> BY_POSITION = Comparator.comparing(
                    OnCourseRider::position, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(rider -> rider.key().raceId())
            .thenComparing(rider -> rider.key().bib());

    /**
     * @param clocks messages of the clock since the rider was named
     */
    public record Mention(OnCourseRider rider, int clocks) {}

    public StreamState {
        onCourse = Collections.unmodifiableMap(onCourse);
        tables = Collections.unmodifiableMap(tables);
        schedule = Collections.unmodifiableMap(schedule);
    }

    /** The state after {@code message}. */
    public StreamState after(StreamMessage message) {
        if (message instanceof TimeOfDay clock) {
            return new StreamState(clock.time(), aged(), tables, schedule, raceConfig, televisionClocks);
        } else if (message instanceof OnCourse named) {
            return new StreamState(timeOfDay, after(named), tables, schedule, raceConfig, televisionClocks);
        } else if (message instanceof Results results) {
            return new StreamState(timeOfDay, onCourse, after(results.table()), schedule, raceConfig, televisionClocks);
        } else if (message instanceof Schedule races) {
            return new StreamState(timeOfDay, onCourse, tables, races.statuses(), raceConfig, televisionClocks);
        } else if (message instanceof RaceConfig course) {
            return new StreamState(timeOfDay, onCourse, tables, schedule, course, televisionClocks);
        } else if (message instanceof TelevisionClocks shown) {
            return new StreamState(timeOfDay, onCourse, tables, schedule, raceConfig, shown);
        }
        return this;
    }

    /** The state when the connection is lost: who is on course is not known any more. */
    public StreamState disconnected() {
        return new StreamState(null, Map.of(), tables, schedule, raceConfig, TelevisionClocks.NONE);
    }

    /** The riders on course, by position, with the television clock that shows them. */
    public List<OnCourseRider> riders() {
        return onCourse.values().stream()
                .map(Mention::rider)
                .map(rider -> rider.withTelevisionClock(televisionClocks.clockOf(rider.key())))
                .sorted(BY_POSITION)
                .toList();
    }

    private Map<RiderKey, Mention> aged() {
        Map<RiderKey, Mention> aged = new LinkedHashMap<>();
        onCourse.forEach((key, mention) -> {
            if (mention.clocks + 1 < CLOCKS_UNTIL_GONE) {
                aged.put(key, new Mention(mention.rider, mention.clocks + 1));
            }
        });
        return aged;
    }

    private Map<RiderKey, Mention> after(OnCourse named) {
        // Nobody is on course, or the named rider alone.
        Map<RiderKey, Mention> next =
                named.total() <= named.riders().size() ? new LinkedHashMap<>() : new LinkedHashMap<>(onCourse);
        for (OnCourseRider rider : named.riders()) {
            if (next.size() < MAX_RIDERS || next.containsKey(rider.key())) {
                next.put(rider.key(), new Mention(rider, 0));
            }
        }
        return next;
    }

    private Map<String, ResultTable> after(ResultTable table) {
        if (tables.size() >= MAX_RACES && !tables.containsKey(table.raceId())) {
            return tables;
        }
        Map<String, ResultTable> next = new LinkedHashMap<>(tables);
        next.put(table.raceId(), table);
        return next;
    }
}
