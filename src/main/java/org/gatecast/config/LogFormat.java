package org.gatecast.config;

import java.util.Locale;

/** The format of log lines. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** One JSON object a line, for programs. */
    JSON;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
