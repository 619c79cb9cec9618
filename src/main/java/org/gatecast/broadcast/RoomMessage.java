package org.gatecast.broadcast;

import java.util.List;
import java.util.Objects;
import org.gatecast.model.EventStatus;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/**
 * What a room tells (contract section 3).
 *
 * @param cursor the position that whoever has received this message has reached
 * @param version the same, as the event counts
 * @param json the message in UTF-8; nobody changes it
 */
record RoomMessage(String cursor, long version, PublicJson.Document json) {

    /** The event's structure and riders, and the tables and start lists of the races that were asked for. */
    static RoomMessage full(EventSnapshot snapshot, List<OnCourseEntry> oncourse, Subscription subscription) {
        List<RaceTable> tables = subscription.races().stream()
                .map(race -> snapshot.tables().get(race))
                .filter(Objects::nonNull)
                .toList();
        return typed("full", Cursor.of(snapshot), json -> {
            json.writeStartObject();
            json.writeFieldName("event");
            PublicJson.event(json, snapshot.meta());
            json.writeFieldName("classes");
            PublicJson.classes(json, snapshot.classes());
            json.writeFieldName("races");
            PublicJson.races(json, snapshot);
            json.writeFieldName("categories");
            PublicJson.categories(json, snapshot.categories());
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
    static RoomMessage results(Cursor cursor, RaceId race, List<ResultRow> rows) {
        return typed("diff", cursor, json -> {
            json.writeStartObject();
            json.writeStringField("raceId", race.value());
            json.writeFieldName("results");
            PublicJson.rows(json, rows);
            json.writeEndObject();
        });
    }

    /** The whole list of riders on the water. */
    static RoomMessage oncourse(Cursor cursor, List<OnCourseEntry> entries) {
        return typed("diff", cursor, json -> {
            json.writeStartObject();
            json.writeFieldName("oncourse");
            PublicJson.oncourse(json, entries);
            json.writeEndObject();
        });
    }

    static RoomMessage status(Cursor cursor, EventStatus status) {
        return typed("diff", cursor, json -> {
            json.writeStartObject();
            json.writeStringField("status", status.json());
            json.writeEndObject();
        });
    }

    /** The server cannot say what changed: fetch again over REST (FR-006). */
    static RoomMessage refresh(Cursor cursor) {
        return typed("refresh", cursor, null);
    }

    int length() {
        return json.length();
    }

    private static RoomMessage typed(String type, Cursor cursor, PublicJson.Part data) {
        return new RoomMessage(cursor.text(), cursor.version(), PublicJson.document(json -> {
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
