package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much of a result a page shows initially. */
public enum DisplayMode {
    SIMPLE,
    DETAILED;

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if {@code text} is no mode
     */
    @JsonCreator
    public static DisplayMode of(String text) {
        for (DisplayMode mode : values()) {
            if (mode.json().equals(text)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("displayMode must be one of simple, detailed");
    }
}
