package org.gatecast.webhooks.events;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.gatecast.model.WebhookEvent;
import org.gatecast.snapshot.PublicJson;

/**
 * The body of a delivery: a CloudEvent of version 1.0 in the structured JSON format. It is the same in each attempt.
 */
public final class CloudEvent {
    /** The body's media type. */
    public static final String MEDIA_TYPE = "application/cloudevents+json; charset=utf-8";

    private CloudEvent() {}

    /**
     * @param source the event's address
     * @param missed how many events before this one are left out, because too many were waiting
     */
    public static byte[] body(WebhookEvent event, String source, long missed) {
        return bytes(json -> {
            attributes(json, event.id(), source, event.type().label(), event.at());
            if (event.subject() != null) {
                json.writeStringField("subject", event.subject());
            }
            // Digits that are ordered as text, as the extension "sequence" wants it.
            json.writeStringField("sequence", "%020d".formatted(event.position()));
            if (missed > 0) {
                json.writeNumberField("missed", (int) Math.min(missed, Integer.MAX_VALUE));
            }
            json.writeFieldName("data");
            json.writeRawValue(event.data());
        });
    }

    /** An event without data. */
    public static byte[] test(String id, String source, String type, Instant at) {
        return bytes(json -> {
            attributes(json, id, source, type, at);
            json.writeObjectFieldStart("data");
            json.writeEndObject();
        });
    }

    private static byte[] bytes(PublicJson.Part fields) {
        PublicJson.Document document = PublicJson.document(json -> {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        });
        return Arrays.copyOf(document.array(), document.length());
    }

    private static void attributes(JsonGenerator json, String id, String source, String type, Instant at)
            throws IOException {
        json.writeStringField("specversion", "1.0");
        json.writeStringField("id", id);
        json.writeStringField("source", source);
        json.writeStringField("type", type);
        json.writeStringField("time", at.toString());
        json.writeStringField("datacontenttype", "application/json");
    }
}
