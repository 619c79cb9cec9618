package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a gate is passed: with the stream or against it. */
public enum GateType {
    NORMAL,
    REVERSE,
    UNKNOWN;

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    static GateType ofMark(char mark) {
        return switch (mark) {
            case 'N' -> NORMAL;
            case 'R' -> REVERSE;
            default -> UNKNOWN;
        };
    }
}
