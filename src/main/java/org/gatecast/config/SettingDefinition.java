package org.gatecast.config;

import java.util.Locale;

/**
 * One setting.
 *
 * @param key its name in the file, with its unit
 * @param variable its name in the environment
 * @param secret whether error messages must not show the value
 */
record SettingDefinition<T>(String key, String variable, boolean secret, SettingType<T> type) {
    static final String PREFIX = "GATECAST_";

    static <T> SettingDefinition<T> of(String key, SettingType<T> type) {
        return new SettingDefinition<>(key, derivedVariable(key), false, type);
    }

    /** The same setting with the variable that most hosting platforms use for it. */
    SettingDefinition<T> withVariable(String platformVariable) {
        return new SettingDefinition<>(key, platformVariable, secret, type);
    }

    SettingDefinition<T> asSecret() {
        return new SettingDefinition<>(key, variable, true, type);
    }

    /**
     * The component of {@link Settings} that it fills: {@code spectators.ping-interval-millis} is
     * {@code spectators.pingInterval}. A {@code Duration} has no unit in its name.
     */
    String component() {
        StringBuilder name = new StringBuilder();
        for (String word : key.split("-", -1)) {
            if (!word.equals("millis") && !word.equals("seconds")) {
                name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
            }
        }
        return name.toString();
    }

    /** {@code spectators.ping-interval-millis} is {@code GATECAST_SPECTATORS_PING_INTERVAL_MILLIS}. */
    static String derivedVariable(String key) {
        return PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
