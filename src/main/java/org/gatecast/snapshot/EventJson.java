package org.gatecast.snapshot;

import static org.gatecast.snapshot.JsonFields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventMeta;

/** An event itself as JSON: its details, status, image and page settings. */
final class EventJson {
    private EventJson() {}

    static void event(JsonGenerator json, EventMeta meta) throws IOException {
        json.writeStartObject();
        summaryFields(json, meta);
        text(json, "facility", meta.details().facility());
        settings(json, meta.config());
        json.writeEndObject();
    }

    /** The organiser's settings for pages; a setting that was not set is left out. */
    private static void settings(JsonGenerator json, EventConfig config) throws IOException {
        if (config.activeRaceId() != null) {
            text(json, "activeRaceId", config.activeRaceId().value());
        }
        if (config.displayMode() != null) {
            text(json, "displayMode", config.displayMode().json());
        }
        if (config.showOnCourse() != null) {
            json.writeBooleanField("showOnCourse", config.showOnCourse());
        }
    }

    static void summary(JsonGenerator json, EventMeta meta) throws IOException {
        json.writeStartObject();
        summaryFields(json, meta);
        json.writeEndObject();
    }

    private static void summaryFields(JsonGenerator json, EventMeta meta) throws IOException {
        EventDetails details = meta.details();
        text(json, "eventId", meta.eventId().value());
        text(json, "mainTitle", details.mainTitle());
        text(json, "subTitle", details.subTitle());
        text(json, "location", details.location());
        text(json, "startDate", details.startDate());
        text(json, "endDate", details.endDate());
        text(json, "discipline", details.discipline());
        text(json, "status", meta.status().json());
        text(json, "imageUrl", imageUrl(meta));
    }

    /** A replaced image has a new address, since caches keep the old one for a while. */
    private static String imageUrl(EventMeta meta) {
        if (meta.image() == null) {
            return null;
        }
        String version = meta.image().version() == 1 ? "" : "?v=" + meta.image().version();
        return "/api/v1/events/" + meta.eventId() + "/image" + version;
    }
}
