package org.gatecast.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Maps times of the race day to the round that is replayed now.
 *
 * @param from the time of day at which the round begins
 * @param played when the round began
 * @param speed how much faster than on the race day
 */
record DemoTimeline(LocalTime from, Instant played, double speed) {
    private static final List<String> MOMENTS = List.of("dtStart", "dtFinish");

    /** How long after the round's beginning {@code time} comes. */
    Duration due(LocalTime time) {
        return Duration.ofNanos((long) (Duration.between(from, time).toNanos() / speed));
    }

    Instant moment(LocalTime time) {
        return played.plus(due(time)).truncatedTo(ChronoUnit.MILLIS);
    }

    /** A call's body, with the times of this round. */
    JsonObject call(JsonObject body) {
        JsonObject now = body.copy();
        for (Object list : now.getMap().values()) {
            if (list instanceof JsonArray rows) {
                rows.forEach(row -> move((JsonObject) row));
            }
        }
        return now;
    }

    private void move(JsonObject row) {
        for (String name : MOMENTS) {
            String time = row.getString(name);
            if (time != null) {
                row.put(name, moment(LocalTime.parse(time)).toString());
            }
        }
    }
}
