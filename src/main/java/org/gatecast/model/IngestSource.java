package org.gatecast.model;

import java.util.Locale;

/** The doors through which an organiser's key lets data in; an {@link EventStatus} opens and shuts them. */
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
     * @throws IllegalArgumentException when there is none
     */
    public static IngestSource of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
