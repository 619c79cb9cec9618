package org.gatecast.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Loads the settings: a later layer overrides an earlier one. The first value that is not allowed is reported. */
public final class SettingsLoader {
    private final Map<String, RawValue> values = new HashMap<>();

    private SettingsLoader() {}

    /**
     * The settings of this process: the defaults in the jar, then {@code conf/gatecast.properties} in the working directory
     * or the file that {@code GATECAST_CONF} names, then the environment.
     *
     * @throws SettingsException if a key is unknown or its value is not allowed
     */
    public static Settings load() {
        return load(Path.of(""), System.getenv());
    }

    /**
     * The defaults in the jar with some values changed, by key. File and environment are not read.
     *
     * @throws SettingsException if a key is unknown or its value is not allowed
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

    /** Without reading anything: the environment overrides the last file, which overrides those before. */
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
        Map<String, Object> byComponent = new HashMap<>();
        SettingCatalog.byKey().values().forEach(setting -> byComponent.put(setting.component(), get(setting)));
        return construct(
                Settings.class,
                group -> construct(
                        group.getType(), component -> byComponent.get(group.getName() + "." + component.getName())));
    }

    /** Calls the canonical constructor of a record. */
    private static <R> R construct(Class<R> type, Function<RecordComponent, Object> valueOf) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = valueOf.apply(components[i]);
        }
        try {
            return type.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof SettingsException refused ? refused : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
