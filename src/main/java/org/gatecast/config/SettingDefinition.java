package org.gatecast.config;

import java.util.Locale;

/**
 * One key of the settings.
 *
 * @param key its name in the file, with its unit
 * @param variable its name in the environment
 * @param secret its value is never shown
 */
record SettingDefinition<T>(String key, String variable, boolean secret, SettingType<T> type) {
    static final String PREFIX = "GATECAST_";

    static <T> SettingDefinition<T> of(String key, SettingType<T> type) {
        return new SettingDefinition<>(key, derivedVariable(key), false, type);
    }

    /** The same under the name that most hosting platforms know it by. */
    SettingDefinition<T> withVariable(String platformVariable) {
        return new SettingDefinition<>(key, platformVariable, secret, type);
    }

    SettingDefinition<T> asSecret() {
        return new SettingDefinition<>(key, variable, true, type);
    }

    /** {@code spectators.ping-interval-millis} is {@code GATECAST_SPECTATORS_PING_INTERVAL_MILLIS}. */
    static String derivedVariable(String key) {
        return PREFIX + key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
