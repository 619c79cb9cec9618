package org.gatecast.canoe123;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.canoe123.stream.OnCourseRider;
import org.gatecast.testing.SpectatorClient;

/** The riders on course as a spectator sees them. */
public final class ShownRiders {
    private ShownRiders() {}

    /** Whether the spectator sees exactly these riders, with these clocks, penalties and gates; false without any. */
    public static boolean equal(List<OnCourseRider> expected, SpectatorClient spectator) {
        List<String> shown = new ArrayList<>();
        spectator.oncourse().forEach(entry -> shown.add(clocks(entry)));
        return !expected.isEmpty()
                && shown.stream()
                        .sorted()
                        .toList()
                        .equals(expected.stream()
                                .map(ShownRiders::clocks)
                                .sorted()
                                .toList());
    }

    private static String clocks(OnCourseRider rider) {
        return String.join(
                " ",
                rider.key().raceId(),
                String.valueOf(rider.key().bib()),
                String.valueOf(rider.time()),
                String.valueOf(rider.pen()),
                String.valueOf(rider.total()),
                String.valueOf(rider.gates()),
                String.valueOf(rider.start()),
                String.valueOf(rider.finish()),
                String.valueOf(rider.ttbDiff()));
    }

    private static String clocks(JsonNode entry) {
        List<String> gates = new ArrayList<>();
        entry.get("gates")
                .forEach(gate -> gates.add(gate.isObject() ? gate.get("penalty").asText() : gate.asText()));
        return String.join(
                " ",
                entry.get("raceId").asText(),
                entry.get("bib").asText(),
                entry.get("time").asText(),
                entry.get("pen").asText(),
                entry.get("total").asText(),
                gates.toString(),
                localTime(entry.get("dtStart")),
                localTime(entry.get("dtFinish")),
                entry.get("ttbDiff").asText());
    }

    private static String localTime(JsonNode timestamp) {
        return timestamp.isNull()
                ? "null"
                : OffsetDateTime.parse(timestamp.asText()).toLocalTime().toString();
    }
}
