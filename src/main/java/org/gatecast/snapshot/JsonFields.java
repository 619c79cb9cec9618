package org.gatecast.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes single fields of a JSON object; a value may be {@code null}. */
final class JsonFields {
    private JsonFields() {}

    static void text(JsonGenerator json, String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    static void number(JsonGenerator json, String name, Integer value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}
