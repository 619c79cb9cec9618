package org.gatecast.store.postgres;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatecast.bus.OnCourseReport;
import org.gatecast.model.EventId;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.TelevisionClock;

/**
 * Riders on course as payloads of notifications, which PostgreSQL limits to less than 8,000 bytes. Each payload is understood
 * without the others, and says whether the primary source has reported its riders. Fields that are {@code null} are left out; unknown ones are ignored.
 */
final class RiderMessages {
    /** The longest payload that PostgreSQL takes. */
    static final int MAX_BYTES = 7_999;

    private RiderMessages() {}

    /** As few payloads as possible. A rider that does not fit into one is left out. */
    static List<String> of(String node, OnCourseReport report) {
        String head = "{\"node\":\"" + node + "\",\"generation\":\"" + report.generation() + "\",\"event\":\""
                + report.eventId() + (report.fromPrimary() ? "\",\"primary\":true,\"riders\":[" : "\",\"riders\":[");
        int empty = head.length() + "]}".length();
        List<String> messages = new ArrayList<>();
        StringBuilder message = new StringBuilder();
        int bytes = empty;
        for (OnCourseEntry entry : report.entries()) {
            String rider = json(entry).encode();
            int length = rider.getBytes(StandardCharsets.UTF_8).length + 1;
            if (empty + length > MAX_BYTES) {
                continue;
            }
            if (bytes + length > MAX_BYTES) {
                messages.add(head + message + "]}");
                message.setLength(0);
                bytes = empty;
            }
            message.append(message.length() == 0 ? "" : ",").append(rider);
            bytes += length;
        }
        if (message.length() > 0 || (report.fromPrimary() && report.entries().isEmpty())) {
            messages.add(head + message + "]}");
        }
        return messages;
    }

    /**
     * Empty if the message is this node's own.
     *
     * @throws RuntimeException if it is none
     */
    static Optional<OnCourseReport> parse(String payload, String node) {
        JsonObject message = new JsonObject(payload);
        if (node.equals(message.getString("node"))) {
            return Optional.empty();
        }
        List<OnCourseEntry> entries = new ArrayList<>();
        JsonArray riders = message.getJsonArray("riders");
        for (int i = 0; i < riders.size(); i++) {
            entries.add(entry(riders.getJsonObject(i)));
        }
        return Optional.of(new OnCourseReport(
                new EventId(message.getString("event")),
                message.getString("generation"),
                entries,
                message.getBoolean("primary", false)));
    }

    private static JsonObject json(OnCourseEntry entry) {
        JsonObject json = new JsonObject();
        put(json, "race", entry.raceId().value());
        put(json, "participant", entry.participantId().value());
        put(json, "bib", entry.bib());
        put(json, "name", entry.name());
        put(json, "club", entry.club());
        put(json, "position", entry.position());
        put(json, "gates", entry.gates() == null ? null : new JsonArray(entry.gates()));
        put(json, "dtStart", entry.dtStart());
        put(json, "dtFinish", entry.dtFinish());
        put(json, "time", entry.time());
        put(json, "pen", entry.pen());
        put(json, "total", entry.total());
        put(json, "rank", entry.rank());
        put(json, "ttbDiff", entry.ttbDiff());
        put(json, "ttbName", entry.ttbName());
        put(json, "tvClock", entry.tvClock() == null ? null : entry.tvClock().json());
        return json;
    }

    private static void put(JsonObject json, String name, Object value) {
        if (value != null) {
            json.put(name, value);
        }
    }

    private static OnCourseEntry entry(JsonObject json) {
        return new OnCourseEntry(
                new RaceId(json.getString("race")),
                new ParticipantId(json.getString("participant")),
                json.getInteger("bib"),
                json.getString("name"),
                json.getString("club"),
                json.getInteger("position"),
                gates(json.getJsonArray("gates")),
                json.getString("dtStart"),
                json.getString("dtFinish"),
                json.getInteger("time"),
                json.getInteger("pen"),
                json.getInteger("total"),
                json.getInteger("rank"),
                json.getString("ttbDiff"),
                json.getString("ttbName"),
                TelevisionClock.of(json.getString("tvClock")));
    }

    private static List<Integer> gates(JsonArray json) {
        if (json == null) {
            return null;
        }
        List<Integer> gates = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            gates.add(json.getInteger(i));
        }
        return gates;
    }
}
