package org.gatecast.config;

import java.util.Locale;

/** What a line of the log looks like. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object a line, for programs. */
    JSON;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
