package org.gatecast.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * One participant's run in one race. Times and penalties are hundredths of a second; times of day are the venue's.
 *
 * @param shortName the form in which the timing program shows the holder of the time to beat
 * @param start {@code null} if the participant did not start
 * @param end at the finish; for a run without a finish, when that is known
 * @param time, total {@code null} without a finish
 * @param status {@code null} if the run counts
 * @param gates the penalties of the gates passed, in whole seconds
 * @param courseGates how many gates the course has
 */
record RecordedRun(
        String raceId,
        String participantId,
        int bib,
        String name,
        String shortName,
        String club,
        LocalTime start,
        LocalTime end,
        Integer time,
        int pen,
        Integer total,
        String status,
        List<Integer> gates,
        int courseGates) {
    private static final Duration SHOWN_BEFORE_THE_START = Duration.ofSeconds(12);
    /** How long the timing program reports a participant after the finish. */
    private static final Duration SHOWN_AFTER_THE_FINISH = Duration.ofSeconds(4);

    boolean isClean() {
        return total != null && status == null;
    }

    boolean isOver(LocalTime now) {
        return !end.isAfter(now);
    }

    boolean isUnderWay(LocalTime now) {
        return start != null && !start.isAfter(now) && !isOver(now);
    }

    LocalTime firstShown() {
        return start.minus(SHOWN_BEFORE_THE_START);
    }

    boolean isOnCourseList(LocalTime now) {
        return start != null
                && !firstShown().isAfter(now)
                && now.isBefore(status == null ? end.plus(SHOWN_AFTER_THE_FINISH) : end);
    }

    /** The participant as an entry of an on-course call, without what {@link ClassStanding#compare} adds. */
    JsonObject onCourse(LocalTime now, int position) {
        JsonObject entry = new JsonObject()
                .put("participantId", participantId)
                .put("raceId", raceId)
                .put("bib", bib)
                .put("name", name)
                .put("club", club)
                .put("position", position)
                .put("gates", new JsonArray(gatesPassed(now)));
        int penalty = gatesPassed(now).stream()
                .mapToInt(pen -> pen == null ? 0 : pen * 100)
                .sum();
        if (isOver(now)) {
            entry.put("dtStart", start.toString()).put("dtFinish", end.toString());
            clock(entry, time, pen, total);
        } else if (isUnderWay(now)) {
            int seconds = (int) Duration.between(start, now).toSeconds();
            entry.put("dtStart", start.toString()).putNull("dtFinish");
            clock(entry, seconds * 100, penalty, seconds * 100 + penalty);
        } else {
            entry.putNull("dtStart").putNull("dtFinish");
            clock(entry, null, 0, 0);
        }
        return entry;
    }

    private static void clock(JsonObject entry, Integer time, int pen, int total) {
        entry.put("time", time).put("pen", pen).put("total", total);
    }

    /** One penalty per gate of the course, spread evenly over the run's time; {@code null} for gates not passed yet. */
    private List<Integer> gatesPassed(LocalTime now) {
        int passed = 0;
        if (isOver(now)) {
            passed = gates.size();
        } else if (isUnderWay(now)) {
            long ridden = Duration.between(start, now).toMillis();
            passed = (int)
                    (ridden * (gates.size() + 1) / Duration.between(start, end).toMillis());
        }
        return Stream.concat(
                        gates.subList(0, Math.min(passed, gates.size())).stream(),
                        Collections.<Integer>nCopies(courseGates, null).stream())
                .limit(courseGates)
                .toList();
    }

    /** The run as a row of its race's table; {@code place} is the row number. */
    JsonObject result(int place) {
        return row().put("rnk", place)
                .put("time", time)
                .put("pen", pen)
                .put("total", total)
                .put("status", status);
    }

    /** A row that takes back the result. */
    JsonObject takenBack() {
        return row();
    }

    private JsonObject row() {
        JsonObject row = new JsonObject()
                .put("participantId", participantId)
                .put("raceId", raceId)
                .put("bib", bib);
        List.of("rnk", "time", "pen", "total", "status", "catId", "catRnk", "totalBehind", "catTotalBehind")
                .forEach(row::putNull);
        return row;
    }
}
