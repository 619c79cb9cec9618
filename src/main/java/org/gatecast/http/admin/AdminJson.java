package org.gatecast.http.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.gatecast.bus.StoreCommand.StatusChanged;
import org.gatecast.model.DetailField;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.model.KeyValidity;
import org.gatecast.snapshot.EventSnapshot;

/** The JSON of events, their settings and status for organisers. */
final class AdminJson {
    private AdminJson() {}

    /** An event in the list of all events; for masters only, since it contains the key. */
    static JsonObject summary(EventMeta meta, Instant now) {
        JsonObject json = shortForm(meta);
        json.put("apiKey", meta.keys().newest(now).map(EventKey::value).orElse(null));
        return json;
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
                .put("createdAt", meta.createdAt().toString());
    }

    /** Everything about an event except its keys. */
    static JsonObject full(EventSnapshot snapshot, KeyValidity validity) {
        EventMeta meta = snapshot.meta();
        JsonArray transitions = new JsonArray();
        meta.status().next().stream().map(EventStatus::json).forEach(transitions::add);
        JsonArray held = new JsonArray();
        meta.organiserFields().stream().sorted().map(DetailField::json).forEach(held::add);
        JsonArray races = new JsonArray();
        snapshot.races()
                .forEach(race -> races.add(new JsonObject()
                        .put("raceId", race.raceId().value())
                        .put("classId", race.classId().value())
                        .put("raceType", race.raceType().json())
                        .put("raceStatus", race.raceStatus())));
        return shortForm(meta)
                .put("facility", meta.details().facility())
                .put("held", held)
                .put("statusChangedAt", meta.statusChangedAt().toString())
                .put("validTransitions", transitions)
                .put("validity", window(validity))
                .put("config", config(meta.config()))
                .put("races", races);
    }

    static JsonObject statusChanged(EventId eventId, StatusChanged changed) {
        JsonObject json = new JsonObject()
                .put("eventId", eventId.value())
                .put("previousStatus", changed.previousStatus().json())
                .put("status", changed.status().json())
                .put("statusChangedAt", changed.statusChangedAt().toString());
        JsonArray through = new JsonArray();
        changed.intermediateStatuses().stream().map(EventStatus::json).forEach(through::add);
        return through.isEmpty() ? json : json.put("through", through);
    }

    static JsonObject window(KeyValidity validity) {
        JsonObject window = new JsonObject();
        if (validity.from() != null) {
            window.put("validFrom", validity.from().toString());
        }
        if (validity.until() != null) {
            window.put("validUntil", validity.until().toString());
        }
        return window;
    }

    static JsonObject config(EventConfig config) {
        JsonObject json = new JsonObject();
        if (config.activeRaceId() != null) {
            json.put("activeRaceId", config.activeRaceId().value());
        }
        if (config.displayMode() != null) {
            json.put("displayMode", config.displayMode().json());
        }
        if (config.showOnCourse() != null) {
            json.put("showOnCourse", config.showOnCourse());
        }
        if (config.mergeStrategy() != null) {
            json.put("mergeStrategy", config.mergeStrategy().json());
        }
        return json;
    }
}
