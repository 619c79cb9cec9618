package org.gatecast.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads settings from environment variables. */
final class Environment {
    /** Names another file than {@value SettingsFile#IN_WORKING_DIRECTORY}. */
    static final String FILE_VARIABLE = SettingDefinition.PREFIX + "CONF";

    /** The command {@code booth} has options of its own, which are no settings of the service. */
    private static final String BOOTH_PREFIX = SettingDefinition.PREFIX + "BOOTH_";

    /** Kubernetes sets these variables in a namespace with a service named {@code gatecast} or {@code gatecast-…}. */
    private static final Pattern SERVICE_LINK = Pattern.compile("\\w+_SERVICE_(HOST|PORT(_\\w+)?)=.*"
            + "|\\w+_PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?=.*"
            + "|\\w+_PORT=(tcp|udp|sctp)://.*");

    private Environment() {}

    /**
     * The settings among {@code variables}, by key. A blank variable counts as not set, since container tools pass on unset
     * variables as empty ones.
     *
     * @throws SettingsException for a variable with the prefix of the service that is no setting
     */
    static Map<String, RawValue> of(Map<String, String> variables) {
        Map<String, String> unclaimed = new TreeMap<>(variables);
        unclaimed.remove(FILE_VARIABLE);
        Map<String, RawValue> values = new TreeMap<>();
        for (SettingDefinition<?> setting : SettingCatalog.byKey().values()) {
            String text = unclaimed.remove(setting.variable());
            if (text != null && !text.isBlank()) {
                values.put(setting.key(), new RawValue(text, "environment variable " + setting.variable()));
            }
        }
        unclaimed.forEach(Environment::refuseUnknownVariable);
        return values;
    }

    private static void refuseUnknownVariable(String variable, String text) {
        if (!variable.startsWith(SettingDefinition.PREFIX)
                || variable.startsWith(BOOTH_PREFIX)
                || SERVICE_LINK.matcher(variable + "=" + text).matches()) {
            return;
        }
        for (SettingDefinition<?> setting : SettingCatalog.byKey().values()) {
            if (variable.equals(SettingDefinition.derivedVariable(setting.key()))) {
                throw new SettingsException("environment variable " + variable + " is not a setting: " + setting.key()
                        + " is set by " + setting.variable());
            }
        }
        throw new SettingsException("environment variable " + variable + " is not a setting: "
                + SettingsFile.IN_WORKING_DIRECTORY + " lists all there are");
    }
}
