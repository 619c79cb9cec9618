package org.gatecast.config;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the commented file to the table of settings. */
class SettingsFileTest {
    private static final Path FILE = Path.of("conf", "gatecast.properties");

    static List<SettingDefinition<?>> settings() {
        return List.copyOf(SettingCatalog.byKey().values());
    }

    @Test
    void theFileListsTheTableInItsOrderAndNothingElse() throws IOException {
        List<String> keys = Files.readAllLines(FILE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();

        assertThat(keys).containsExactlyElementsOf(SettingCatalog.byKey().keySet());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everySettingSaysWhatItMeansItsDefaultItsVariableAndWhatIsAllowed(SettingDefinition<?> setting)
            throws IOException {
        List<String> lines = paragraph(setting.key()).lines().toList();
        int last = lines.size() - 1;
        String text = lines.get(last).substring(setting.key().length() + 1);

        assertThat(last).as("lines of comment").isGreaterThanOrEqualTo(3);
        assertThat(lines.subList(last - 2, last))
                .containsExactly(
                        "# Default: " + (text.isEmpty() ? "empty" : text) + "; environment: " + setting.variable(),
                        "# Allowed: " + setting.type().allowed());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void whereZeroIsAllowedItsMeaningIsTold(SettingDefinition<?> setting) throws IOException {
        boolean zeroIsAllowed = setting.type().allowed().startsWith("a whole number from 0 ");

        assertThat(paragraph(setting.key()).contains("0 is ")).isEqualTo(zeroIsAllowed || isTheAddress(setting));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theUnitInAKeyIsToldInItsMeaning(SettingDefinition<?> setting) throws IOException {
        String unit = setting.key().replaceAll(".*[-.]", "");

        if (List.of("bytes", "millis", "seconds", "days").contains(unit)) {
            assertThat(paragraph(setting.key()).toLowerCase(Locale.ROOT))
                    .contains(unit.equals("millis") ? "milliseconds" : unit);
        }
    }

    @Test
    void thePackedFileIsTheOneInConf() throws IOException {
        Map<String, String> packed = SettingsFile.packaged().entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().text()));
        Map<String, String> inConf = SettingsFile.of(FILE, "conf").entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().text()));

        assertThat(packed).isEqualTo(inConf);
    }

    @Test
    void aFileThatIsNotTextInUtf8IsRefusedByName(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("odd"), "http.host=café".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> SettingsFile.of(file, "odd"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("odd: must be a readable properties file in UTF-8");
    }

    private static String paragraph(String key) throws IOException {
        return Arrays.stream(Files.readString(FILE).strip().split("\n\n"))
                .filter(text -> text.lines().anyMatch(line -> line.startsWith(key + "=")))
                .findFirst()
                .orElseThrow();
    }

    /** Its text explains 0.0.0.0. */
    private static boolean isTheAddress(SettingDefinition<?> setting) {
        return setting.key().equals("http.host");
    }
}
