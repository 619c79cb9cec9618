package org.gatecast.live;

import java.util.List;
import java.util.Objects;
import org.gatecast.model.EventStatus;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RaceId;
import org.gatecast.picture.EventPicture;
import org.gatecast.picture.PublicJson;
import org.gatecast.picture.RaceTable;
import org.gatecast.picture.ResultRow;

/**
 * What a room tells (contract section 3).
 *
 * @param cursor the position that whoever has received this message has reached
 * @param version the same, as the event counts
 * @param json the message in UTF-8; nobody changes it
 */
record Message(String cursor, long version, PublicJson.Document json) {

    /** The event's structure and riders, and the tables and start lists of the races that were asked for. */
    static Message full(EventPicture picture, List<OnCourseEntry> oncourse, Subscription subscription) {
        List<RaceTable> tables = subscription.races().stream()
                .map(race -> picture.tables().get(race))
                .filter(Objects::nonNull)
                .toList();
        return typed("full", Position.of(picture), json -> {
            json.writeStartObject();
            json.writeFieldName("event");
            PublicJson.event(json, picture.meta());
            json.writeFieldName("classes");
            PublicJson.classes(json, picture.classes());
            json.writeFieldName("races");
            PublicJson.races(json, picture);
            json.writeFieldName("categories");
            PublicJson.categories(json, picture.categories());
            json.writeFieldName("oncourse");
            PublicJson.oncourse(json, oncourse);
            if (!subscription.races().isEmpty()) {
                json.writeObjectFieldStart("results");
                for (RaceTable table : tables) {
                    json.writeFieldName(table.race().raceId().value());
                    PublicJson.rows(json, table.rows());
                }
                json.writeEndObject();
                json.writeObjectFieldStart("startlists");
                for (RaceTable table : tables) {
                    json.writeFieldName(table.race().raceId().value());
                    PublicJson.startRows(json, table.startlist());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }

    /** Rows of one race's table that changed, whole. */
    static Message results(Position position, RaceId race, List<ResultRow> rows) {
        return typed("diff", position, json -> {
            json.writeStartObject();
            json.writeStringField("raceId", race.value());
            json.writeFieldName("results");
            PublicJson.rows(json, rows);
            json.writeEndObject();
        });
    }

    /** The whole list of riders on the water. */
    static Message oncourse(Position position, List<OnCourseEntry> entries) {
        return typed("diff", position, json -> {
            json.writeStartObject();
            json.writeFieldName("oncourse");
            PublicJson.oncourse(json, entries);
            json.writeEndObject();
        });
    }

    static Message status(Position position, EventStatus status) {
        return typed("diff", position, json -> {
            json.writeStartObject();
            json.writeStringField("status", status.json());
            json.writeEndObject();
        });
    }

    /** The server cannot say what changed: fetch again over REST (FR-006). */
    static Message refresh(Position position) {
        return typed("refresh", position, null);
    }

    int length() {
        return json.length();
    }

    private static Message typed(String type, Position position, PublicJson.Part data) {
        return new Message(position.cursor(), position.version(), PublicJson.document(json -> {
            json.writeStartObject();
            json.writeStringField("type", type);
            json.writeStringField("cursor", position.cursor());
            if (data != null) {
                json.writeFieldName("data");
                data.writeTo(json);
            }
            json.writeEndObject();
        }));
    }
}
