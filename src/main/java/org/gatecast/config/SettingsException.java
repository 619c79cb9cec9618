package org.gatecast.config;

/**
 * A setting is not allowed. The message is one line for the operator: the key, the value unless it is secret, its origin, and
 * what is allowed.
 */
public final class SettingsException extends RuntimeException {
    private static final int SHOWN_VALUE_CHARS = 80;

    SettingsException(String message) {
        super(oneLine(message));
    }

    SettingsException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** A value, shortened to fit a line. */
    static String shown(String value) {
        return value.length() <= SHOWN_VALUE_CHARS ? value : value.substring(0, SHOWN_VALUE_CHARS) + "…";
    }

    private static String oneLine(String message) {
        return message.replaceAll("[\\p{Cc}\\u2028\\u2029]", " ");
    }
}
