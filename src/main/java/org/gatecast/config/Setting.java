package org.gatecast.config;

import java.util.Locale;

/**
 * One key of the settings.
 *
 * @param key its name in the file, with its unit
 * @param variable its name in the environment
 * @param secret its value is never shown
 */
record Setting<T>(String key, String variable, boolean secret, Kind<T> kind) {
    static final String PREFIX = "GATECAST_";

    static <T> Setting<T> of(String key, Kind<T> kind) {
        return new Setting<>(key, derivedVariable(key), false, kind);
    }

    /** The same under the name that most hosting platforms know it by. */
    Setting<T> knownAs(String platformVariable) {
        return new Setting<>(key, platformVariable, secret, kind);
    }

    Setting<T> asSecret() {
        return new Setting<>(key, variable, true, kind);
    }

    /** {@code live.ping-interval-millis} is {@code GATECAST_LIVE_PING_INTERVAL_MILLIS}. */
    static String derivedVariable(String key) {
        return PREFIX + key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
