package org.gatecast.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Where the moments of the recording lie in a round that plays now, so that a rider's clock runs while people watch.
 *
 * @param recorded the moment the recording began
 * @param played the moment the round began
 * @param speed how much faster than recorded the round plays
 */
record Timeline(Instant recorded, Instant played, double speed) {
    private static final List<String> MOMENTS = List.of("dtStart", "dtFinish");

    /** How long after the round's beginning something comes that came {@code offset} after the recording's. */
    Duration due(Duration offset) {
        return Duration.ofNanos((long) (offset.toNanos() / speed));
    }

    Instant moment(Instant then) {
        return played.plus(due(Duration.between(recorded, then))).truncatedTo(ChronoUnit.MILLIS);
    }

    /** A recorded call as it is made in this round. */
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
            Instant then = row.getInstant(name);
            if (then != null) {
                row.put(name, moment(then).toString());
            }
        }
    }
}
