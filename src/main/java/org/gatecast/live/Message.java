package org.gatecast.live;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatecast.model.EventStatus;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RaceId;
import org.gatecast.picture.EventPicture;
import org.gatecast.picture.PublicJson;
import org.gatecast.picture.ResultRow;

/**
 * What a room tells, made into bytes once whatever the audience (contract section 3).
 *
 * @param text the message in JSON
 */
record Message(String text) {

    /** The event's structure and riders; clients fetch the tables they show. */
    static Message full(EventPicture picture, List<OnCourseEntry> oncourse) {
        return typed("full", picture.meta().cursor(), json -> {
            json.writeStartObject();
            json.writeFieldName("event");
            PublicJson.event(json, picture.meta());
            json.writeFieldName("classes");
            PublicJson.classes(json, picture.classes());
            json.writeFieldName("races");
            PublicJson.races(json, picture.races());
            json.writeFieldName("categories");
            PublicJson.categories(json, picture.categories());
            json.writeFieldName("oncourse");
            PublicJson.oncourse(json, oncourse);
            json.writeEndObject();
        });
    }

    /** Rows of one race's table that changed, whole. */
    static Message results(String cursor, RaceId race, List<ResultRow> rows) {
        return typed("diff", cursor, json -> {
            json.writeStartObject();
            json.writeStringField("raceId", race.value());
            json.writeFieldName("results");
            PublicJson.rows(json, rows);
            json.writeEndObject();
        });
    }

    /** The whole list of riders on the water. */
    static Message oncourse(String cursor, List<OnCourseEntry> entries) {
        return typed("diff", cursor, json -> {
            json.writeStartObject();
            json.writeFieldName("oncourse");
            PublicJson.oncourse(json, entries);
            json.writeEndObject();
        });
    }

    static Message status(String cursor, EventStatus status) {
        return typed("diff", cursor, json -> {
            json.writeStartObject();
            json.writeStringField("status", status.json());
            json.writeEndObject();
        });
    }

    /** The server cannot say what changed: fetch again over REST (FR-006). */
    static Message refresh(String cursor) {
        return typed("refresh", cursor, null);
    }

    private static Message typed(String type, String cursor, PublicJson.Part data) {
        return new Message(new String(
                PublicJson.document(json -> {
                    json.writeStartObject();
                    json.writeStringField("type", type);
                    json.writeStringField("cursor", cursor);
                    if (data != null) {
                        json.writeFieldName("data");
                        data.writeTo(json);
                    }
                    json.writeEndObject();
                }),
                StandardCharsets.UTF_8));
    }
}
