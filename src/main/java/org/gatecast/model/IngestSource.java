package org.gatecast.model;

import java.util.Locale;

/** The kinds of data that an event's key may send; {@link EventStatus#accepts} says when. */
public enum IngestSource {
    XML,
    RESULTS,
    ONCOURSE,
    CONFIG;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The source with this {@link #label}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static IngestSource of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
