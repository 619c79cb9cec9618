package org.gatecast.booth.status;

import java.util.Locale;

/** The color of a light. */
public enum LightColor {
    /** There is nothing to say yet. */
    OFF,
    GREEN,
    /** Something is under way, or waits for somebody. */
    AMBER,
    /** Something must be done. */
    RED;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
