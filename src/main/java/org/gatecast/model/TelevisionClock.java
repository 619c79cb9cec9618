package org.gatecast.model;

import java.util.Locale;

/** One of the two clocks that television shows. Each rider on course may be on one of them. */
public enum TelevisionClock {
    ODD,
    EVEN;

    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code null} for {@code null} and for a text that names no clock. */
    public static TelevisionClock of(String text) {
        for (TelevisionClock clock : values()) {
            if (clock.json().equals(text)) {
                return clock;
            }
        }
        return null;
    }
}
