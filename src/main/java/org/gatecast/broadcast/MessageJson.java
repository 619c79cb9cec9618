package org.gatecast.broadcast;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatecast.model.EventStatus;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.transport.SpectatorMessage;

/** Encodes the messages of a room (contract section 3). */
final class MessageJson {
    private MessageJson() {}

    /** Encodes JSON that several messages contain. */
    static SerializableString part(PublicJson.Part part) {
        return new SerializedString(PublicJson.document(part).toString(StandardCharsets.UTF_8));
    }

    static SpectatorMessage full(Cursor cursor, PublicJson.Part data) {
        return message("full", cursor, data);
    }

    /** Changed rows of one race's table, each whole, as an array. */
    static SpectatorMessage results(Cursor cursor, RaceId race, SerializableString rows) {
        return message("diff", cursor, json -> {
            json.writeStartObject();
            json.writeStringField("raceId", race.value());
            json.writeFieldName("results");
            json.writeRawValue(rows);
            json.writeEndObject();
        });
    }

    static SpectatorMessage oncourse(Cursor cursor, List<OnCourseEntry> entries) {
        return message("diff", cursor, json -> {
            json.writeStartObject();
            json.writeFieldName("oncourse");
            PublicJson.oncourse(json, entries);
            json.writeEndObject();
        });
    }

    static SpectatorMessage status(Cursor cursor, EventStatus status) {
        return message("diff", cursor, json -> {
            json.writeStartObject();
            json.writeStringField("status", status.json());
            json.writeEndObject();
        });
    }

    /** The server cannot send what changed, so the client reads everything again over REST (FR-006). */
    static SpectatorMessage refresh(Cursor cursor) {
        return message("refresh", cursor, null);
    }

    private static SpectatorMessage message(String type, Cursor cursor, PublicJson.Part data) {
        return new SpectatorMessage(cursor.text(), cursor.version(), PublicJson.document(json -> {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("cursor", cursor.text());
            if (data != null) {
                json.writeFieldName("data");
                data.writeTo(json);
            }
            json.writeEndObject();
        }));
    }
}
