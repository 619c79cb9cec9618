package org.gatecast.http.admin;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatecast.bus.StoreCommand.StatusChanged;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.model.DetailField;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDays;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.Race;
import org.gatecast.snapshot.EventSnapshot;

/** The JSON of events, their settings and status for organisers. */
final class AdminJson {
    private AdminJson() {}

    /** For masters only, since it contains the key. */
    static JsonObject summary(EventMeta meta, Instant now) {
        return shortForm(meta)
                .put("apiKey", meta.keys().newest(now).map(EventKey::value).orElse(null));
    }

    private static JsonObject shortForm(EventMeta meta) {
        EventDetails details = meta.details();
        return new JsonObject()
                .put("eventId", meta.eventId().value())
                .put("mainTitle", details.mainTitle())
                .put("subTitle", details.subTitle())
                .put("location", details.location())
                .put("startDate", details.startDate())
                .put("endDate", details.endDate())
                .put("discipline", details.discipline())
                .put("status", meta.status().json())
                .put("hasXmlData", meta.hasXmlData())
                .put("hasImage", meta.image() != null)
                .put("createdAt", meta.createdAt());
    }

    /** Everything about an event except its keys. */
    static JsonObject full(EventSnapshot snapshot, KeyValidity validity, Instant now) {
        EventMeta meta = snapshot.meta();
        JsonObject json = shortForm(meta)
                .put("facility", meta.details().facility())
                .put("held", names(meta.organiserFields().stream().sorted(), DetailField::json))
                .put("statusChangedAt", meta.statusChangedAt())
                .put("validTransitions", names(meta.status().next().stream(), EventStatus::json))
                .put("validity", window(validity))
                .put("config", config(meta.config()))
                .put(
                        "races",
                        snapshot.races().stream()
                                .map(race -> race(race, meta.config()))
                                .toList());
        List<String> alerts = alerts(meta, validity, now);
        return alerts.isEmpty() ? json : json.put("alerts", alerts);
    }

    private static List<String> alerts(EventMeta meta, KeyValidity validity, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<String> alerts = new ArrayList<>();
        if (EventDays.of(meta.details())
                .flatMap(days -> days.doubt(meta.status(), today))
                .isPresent()) {
            alerts.add("days");
        }
        if (validity.hasEnded(now) && meta.status() != EventStatus.OFFICIAL) {
            alerts.add("keys");
        }
        return alerts;
    }

    /**
     * A race and its status.
     *
     * @param config the event's settings
     */
    static JsonObject race(Race race, EventConfig config) {
        JsonObject json = new JsonObject()
                .put("raceId", race.raceId().value())
                .put("classId", race.classId().value())
                .put("raceType", race.raceType().json())
                .put("startTime", race.startTime())
                .put("raceStatus", race.raceStatus())
                .put("timingStatus", race.status().timed());
        putUnlessNull(json, "protestUntil", race.protestUntil(config));
        putUnlessNull(json, "officialAt", race.officialAt());
        putUnlessNull(json, "weather", race.weather());
        return race.status().isDeclared()
                ? json.put("declaredAt", race.status().declared().at())
                : json;
    }

    private static <T> List<String> names(Stream<T> values, Function<T, String> name) {
        return values.map(name).toList();
    }

    static JsonObject statusChanged(EventId eventId, StatusChanged changed) {
        List<String> through = names(changed.intermediateStatuses().stream(), EventStatus::json);
        JsonObject json = new JsonObject()
                .put("eventId", eventId.value())
                .put("previousStatus", changed.previousStatus().json())
                .put("status", changed.status().json())
                .put("statusChangedAt", changed.statusChangedAt());
        return through.isEmpty() ? json : json.put("through", through);
    }

    static JsonObject window(KeyValidity validity) {
        JsonObject window = putUnlessNull(new JsonObject(), "validFrom", validity.from());
        return putUnlessNull(window, "validUntil", validity.until());
    }

    static JsonObject config(EventConfig config) {
        JsonObject json = putUnlessNull(new JsonObject(), "activeRaceId", config.activeRaceId());
        putUnlessNull(json, "displayMode", config.displayMode());
        putUnlessNull(json, "showOnCourse", config.showOnCourse());
        putUnlessNull(json, "mergeStrategy", config.mergeStrategy());
        return putUnlessNull(json, "protestMinutes", config.protestMinutes());
    }

    static JsonObject putUnlessNull(JsonObject json, String name, Object value) {
        return value == null ? json : json.put(name, JsonResponses.plain(value));
    }
}
