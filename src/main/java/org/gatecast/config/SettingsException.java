package org.gatecast.config;

/**
 * The service must not start like this. The message is one line for the operator: the key, the value unless it is
 * secret, where it came from, and what is allowed.
 */
public final class SettingsException extends RuntimeException {
    private static final int SHOWN_VALUE_CHARS = 80;

    SettingsException(String message) {
        super(oneLine(message));
    }

    SettingsException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** A value cut to what fits a line of the terminal. */
    static String shown(String value) {
        return value.length() <= SHOWN_VALUE_CHARS ? value : value.substring(0, SHOWN_VALUE_CHARS) + "…";
    }

    private static String oneLine(String message) {
        return message.replaceAll("[\\p{Cc}\\u2028\\u2029]", " ");
    }
}
