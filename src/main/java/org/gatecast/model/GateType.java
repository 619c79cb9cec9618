package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a gate is passed: downstream (normal) or upstream (reverse). */
public enum GateType {
    NORMAL("N"),
    REVERSE("R"),
    UNKNOWN(null);

    private final String letter;

    GateType(String letter) {
        this.letter = letter;
    }

    /** The letter in a course's text, {@code null} if the type is unknown. */
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
