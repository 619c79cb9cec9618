package org.gatecast.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Writes single fields of a JSON object, and arrays of objects; a single value may be {@code null}. */
final class JsonFields {
    private JsonFields() {}

    interface Fields<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }

    static <T> void objects(JsonGenerator json, List<T> values, Fields<T> fields) throws IOException {
        json.writeStartArray();
        for (T value : values) {
            json.writeStartObject();
            fields.write(json, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static <T> void objects(JsonGenerator json, String name, List<T> values, Fields<T> fields) throws IOException {
        json.writeFieldName(name);
        objects(json, values, fields);
    }

    static void text(JsonGenerator json, String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    static void number(JsonGenerator json, String name, Integer value) throws IOException {
        json.writeFieldName(name);
        number(json, value);
    }

    static void number(JsonGenerator json, Integer value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
