package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a gate is passed: with the stream or against it. */
public enum GateType {
    NORMAL("N"),
    REVERSE("R"),
    UNKNOWN(null);

    private final String letter;

    GateType(String letter) {
        this.letter = letter;
    }

    /** As a course is written, {@code null} when the export does not say how the gate is passed. */
    public String letter() {
        return letter;
    }

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
