package org.gatecast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SettingCatalogTest {
    /** What other settings need. */
    private static final Map<String, String> BASE =
            Map.of("security.master-passwords", "p", "page.operator-name", "n", "canoe123.event", "e");

    static List<SettingDefinition<?>> settings() {
        return List.copyOf(SettingCatalog.byKey().values());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aKeyFillsTheComponentNamedAfterItAndNoOther(SettingDefinition<?> setting) throws ReflectiveOperationException {
        Map<String, Object> before = components(SettingsLoader.load(BASE));
        String sample = sampleOf(setting, before.get(componentOf(setting)));
        Map<String, Object> expected = new LinkedHashMap<>(before);
        expected.put(componentOf(setting), setting.type().parse(sample));

        Map<String, String> overrides = new LinkedHashMap<>(BASE);
        overrides.put(setting.key(), sample);

        assertThat(expected).as("the sample differs from the default").isNotEqualTo(before);
        assertThat(components(SettingsLoader.load(overrides))).isEqualTo(expected);
    }

    @Test
    void everyComponentHasItsKey() throws ReflectiveOperationException {
        assertThat(components(Settings.defaults()).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        settings().stream().map(SettingCatalogTest::componentOf).toList());
    }

    @Test
    void everySettingHasAVariableOfItsOwn() {
        assertThat(settings()).extracting(SettingDefinition::variable).doesNotHaveDuplicates();
        assertThat(SettingCatalog.byKey().get("spectators.ping-interval-millis").variable())
                .isEqualTo("GATECAST_SPECTATORS_PING_INTERVAL_MILLIS");
    }

    /** {@code spectators.ping-interval-millis}: {@code spectators.pingInterval}, since a Duration needs no unit in its name. */
    private static String componentOf(SettingDefinition<?> setting) {
        String camel = Pattern.compile("-(\\w)").matcher(setting.key()).replaceAll(match -> match.group(1)
                .toUpperCase(Locale.ROOT));
        return camel.replaceAll("(Millis|Seconds)$", "");
    }

    private static String sampleOf(SettingDefinition<?> setting, Object before) {
        return Stream.of(
                        "1",
                        "17",
                        "4711",
                        "true",
                        "false",
                        "latest",
                        "ERROR",
                        "json",
                        "10.0.0.0/8",
                        "Forwarded",
                        "a-name",
                        "https://a.example",
                        "src/test/resources/logo.png",
                        "src/test/resources/overlay.css",
                        "postgresql://user:password@host/name")
                .filter(text -> isAllowed(setting, text))
                .filter(text -> !setting.type().parse(text).equals(before))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isAllowed(SettingDefinition<?> setting, String text) {
        try {
            setting.type().parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Map<String, Object> components(Settings settings) throws ReflectiveOperationException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RecordComponent area : Settings.class.getRecordComponents()) {
            Object areaOfSettings = area.getAccessor().invoke(settings);
            for (RecordComponent component : area.getType().getRecordComponents()) {
                values.put(
                        area.getName() + "." + component.getName(),
                        component.getAccessor().invoke(areaOfSettings));
            }
        }
        return values;
    }
}
