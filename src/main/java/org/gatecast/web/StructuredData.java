package org.gatecast.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventMeta;

/** Describes an event to search engines: schema.org's SportsEvent as JSON-LD. */
final class StructuredData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StructuredData() {}

    /**
     * JSON that may stand in a {@code script} element: it has no {@code <}.
     *
     * @param preview path of the image for an event without one
     */
    static String of(EventMeta meta, String origin, String preview) {
        EventDetails details = meta.details();
        ObjectNode event = JSON.createObjectNode()
                .put("@context", "https://schema.org")
                .put("@type", "SportsEvent")
                .put("name", details.mainTitle())
                .put("sport", "Canoe slalom")
                .put("url", origin + PagePath.event(meta.eventId()));
        putIfThere(event, "startDate", details.startDate());
        putIfThere(event, "endDate", details.endDate());
        putIfThere(event, "description", details.subTitle());
        String place = PageMetadata.place(details);
        if (!place.isEmpty()) {
            event.putObject("location").put("@type", "Place").put("name", place).put("address", place);
        }
        event.put("image", origin + (meta.imageType() == null ? preview : PageMetadata.imagePath(meta)));
        try {
            return JSON.writeValueAsString(event).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts can be written", e);
        }
    }

    private static void putIfThere(ObjectNode event, String name, String text) {
        if (text != null && !text.isBlank()) {
            event.put(name, text);
        }
    }
}
