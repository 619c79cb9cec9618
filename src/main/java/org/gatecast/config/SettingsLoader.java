package org.gatecast.config;

import static org.gatecast.config.SettingCatalog.*;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the layers on top of each other and checks what comes out; the first fault found is told. */
public final class SettingsLoader {
    private final Map<String, RawValue> values = new HashMap<>();

    private SettingsLoader() {}

    /**
     * The settings of this process: the packed defaults, {@code conf/gatecast.properties} in the working directory or
     * the file that {@code GATECAST_CONF} names, the environment.
     *
     * @throws SettingsException when something written there is not allowed
     */
    public static Settings load() {
        return load(Path.of(""), System.getenv());
    }

    /**
     * The packed defaults with some values changed, by key; neither file nor environment counts.
     *
     * @throws SettingsException when a key is unknown or its value is not allowed
     */
    public static Settings load(Map<String, String> overrides) {
        Map<String, RawValue> layer = new TreeMap<>();
        overrides.forEach((key, text) -> layer.put(key, new RawValue(text, "an override")));
        return resolve(List.of(SettingsFile.packaged(), layer), Map.of());
    }

    static Settings load(Path workingDirectory, Map<String, String> environment) {
        String named = environment.getOrDefault(Environment.FILE_VARIABLE, "");
        String file = named.isBlank() ? SettingsFile.IN_WORKING_DIRECTORY : named;
        Path path = workingDirectory.resolve(file);
        return named.isBlank() && Files.notExists(path)
                ? resolve(List.of(SettingsFile.packaged()), environment)
                : resolve(List.of(SettingsFile.packaged(), SettingsFile.of(path, file)), environment);
    }

    /** The pure part: files, the later one winning, and the environment over them. */
    static Settings resolve(List<Map<String, RawValue>> files, Map<String, String> environment) {
        SettingsLoader loader = new SettingsLoader();
        files.forEach(loader::add);
        loader.add(Environment.of(environment));
        return loader.settings();
    }

    private void add(Map<String, RawValue> layer) {
        layer.forEach((key, raw) -> {
            if (!SettingCatalog.byKey().containsKey(key)) {
                throw new SettingsException(SettingsException.shown(key) + ", from " + raw.origin()
                        + ", is not a setting: " + SettingsFile.IN_WORKING_DIRECTORY + " lists all there are");
            }
            values.put(key, raw);
        });
    }

    private <T> T get(SettingDefinition<T> setting) {
        RawValue raw = values.get(setting.key());
        if (raw == null) {
            throw new SettingsException(setting.key() + ": must be set, it has no default");
        }
        try {
            return setting.type().parse(raw.text());
        } catch (IllegalArgumentException e) {
            String value = setting.secret() ? " (value not shown)" : " = " + SettingsException.shown(raw.text());
            throw new SettingsException(setting.key() + value + ", from " + raw.origin() + ": must be "
                    + setting.type().allowed());
        }
    }

    private Settings settings() {
        return new Settings(
                new Settings.Http(
                        get(HTTP_HOST),
                        get(HTTP_PORT),
                        get(HTTP_EVENT_LOOPS),
                        get(HTTP_BODY_LIMIT_XML),
                        get(HTTP_BODY_LIMIT_JSON),
                        get(HTTP_BODY_LIMIT_EVENT),
                        get(HTTP_IMAGE_LIMIT),
                        get(HTTP_IDLE_TIMEOUT),
                        get(HTTP_HEADER_LIMIT)),
                new Settings.Database(get(DATABASE_PATH), get(DATABASE_BUSY_TIMEOUT)),
                new Settings.Security(
                        get(SECURITY_MASTER_PASSWORDS),
                        get(SECURITY_PRODUCTION),
                        get(SECURITY_KEY_VALID_BEFORE),
                        get(SECURITY_KEY_VALID_AFTER),
                        get(SECURITY_KEY_VALID_AFTER_USE),
                        get(SECURITY_KEY_GRACE),
                        get(SECURITY_HSTS)),
                new Settings.Proxies(get(PROXIES_TRUSTED), get(PROXIES_HEADER)),
                new Settings.Limits(
                        get(LIMITS_CONNECTIONS),
                        get(LIMITS_RESERVED),
                        get(LIMITS_HALF_OPEN),
                        get(LIMITS_HEAD_TIMEOUT),
                        get(LIMITS_BODY_TIMEOUT),
                        get(LIMITS_BODY_PACE),
                        get(LIMITS_HEADERS),
                        get(LIMITS_REQUEST_LINE),
                        get(LIMITS_PIPELINED),
                        get(LIMITS_ADDRESSES),
                        get(LIMITS_CONNECTIONS_PER_ADDRESS),
                        get(LIMITS_NEW_CONNECTIONS),
                        get(LIMITS_NEW_CONNECTIONS_BURST),
                        get(LIMITS_REQUESTS),
                        get(LIMITS_REQUESTS_BURST),
                        get(LIMITS_FAILURES),
                        get(LIMITS_FAILURES_BURST),
                        get(LIMITS_UNSENT_PER_CONNECTION),
                        get(LIMITS_UNSENT_PER_ADDRESS),
                        get(LIMITS_UNSENT),
                        get(LIMITS_RESPONSE_TIMEOUT),
                        get(LIMITS_RESPONSE_PACE)),
                new Settings.Merge(get(MERGE_STRATEGY), get(MERGE_EXPORT_LAG), get(MERGE_STREAM_QUIET)),
                new Settings.Xml(
                        get(XML_MAX_DEPTH),
                        get(XML_MAX_ELEMENTS),
                        get(XML_MAX_NAMES),
                        get(XML_MAX_ROWS),
                        get(XML_MAX_PARSE),
                        get(XML_MAX_TEXT)),
                new Settings.Spectators(
                        get(SPECTATORS_PER_EVENT),
                        get(SPECTATORS_PING_INTERVAL),
                        get(SPECTATORS_PONG_TIMEOUT),
                        get(SPECTATORS_ONCOURSE_INTERVAL),
                        get(SPECTATORS_ONCOURSE_EXPIRY),
                        get(SPECTATORS_OFFICIAL_GRACE),
                        get(SPECTATORS_CLIENT_FRAME_LIMIT),
                        get(SPECTATORS_CLIENT_FRAMES),
                        get(SPECTATORS_SOCKET_BUFFER),
                        get(SPECTATORS_COMPRESSION_RESET),
                        get(SPECTATORS_SUBSCRIPTIONS),
                        get(SPECTATORS_HISTORY)),
                new Settings.Page(get(PAGE_PUBLIC_ORIGIN), get(PAGE_EMBED_ANCESTORS)),
                new Settings.Journal(get(JOURNAL_CALLS)),
                new Settings.Retention(get(RETENTION_ARCHIVE_AFTER), get(RETENTION_ARCHIVE_DIRECTORY)),
                new Settings.Log(get(LOG_LEVEL), get(LOG_FORMAT)),
                new Settings.Management(
                        get(MANAGEMENT_ENABLED),
                        get(MANAGEMENT_HOST),
                        get(MANAGEMENT_PORT),
                        get(MANAGEMENT_METRICS_EVENTS)),
                new Settings.Drain(
                        get(DRAIN_NOT_READY),
                        get(DRAIN_SPREAD),
                        get(DRAIN_RECONNECT_AFTER),
                        get(DRAIN_RECONNECT_SPREAD)));
    }
}
