package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an organiser may declare about a race's results. */
public enum Declaration {
    PROVISIONAL,
    OFFICIAL;

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}
