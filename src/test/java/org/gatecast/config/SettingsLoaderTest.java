package org.gatecast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsLoaderTest {
    @TempDir
    private Path workingDirectory;

    @Test
    void withoutFileAndEnvironmentTheContractsDefaultsHold() {
        Settings settings = SettingsLoader.load(workingDirectory, Map.of("PATH", "/bin"));

        assertThat(settings).isEqualTo(Settings.defaults());
        assertThat(settings.http().port()).isEqualTo(8080);
        assertThat(settings.http().bodyLimitXmlBytes()).isEqualTo(10 * 1024 * 1024);
        assertThat(settings.database().path()).isEqualTo(Path.of("data/gatecast.db"));
        assertThat(settings.security().isOpen()).isTrue();
        assertThat(settings.spectators().perEvent()).isEqualTo(200);
        assertThat(settings.spectators().officialGrace()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.log().level()).isEqualTo(LogLevel.INFO);
    }

    @Test
    void theFileInTheWorkingDirectoryWinsOverTheDefaultsKeyByKey() throws IOException {
        write("conf/gatecast.properties", "http.port = 9000 \n");

        Settings settings = SettingsLoader.load(workingDirectory, Map.of());

        assertThat(settings.http().port()).isEqualTo(9000);
        assertThat(settings.http().host()).isEqualTo("0.0.0.0");
    }

    @Test
    void theFileNamedInTheEnvironmentTakesThePlaceOfTheOneInTheWorkingDirectory() throws IOException {
        write("conf/gatecast.properties", "http.port=9000\nhttp.event-loops=3\n");
        write("other.properties", "http.port=9001\n");

        Settings settings = SettingsLoader.load(workingDirectory, Map.of("GATECAST_CONF", "other.properties"));

        assertThat(settings.http().port()).isEqualTo(9001);
        assertThat(settings.http().eventLoops()).isZero();
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        write("conf/gatecast.properties", "http.port=9000\nhttp.event-loops=3\nlog.level=WARN\n");

        Settings settings = SettingsLoader.load(
                workingDirectory, Map.of("PORT", "9001", "GATECAST_HTTP_EVENT_LOOPS", "4", "LOG_LEVEL", "debug"));

        assertThat(settings.http().port()).isEqualTo(9001);
        assertThat(settings.http().eventLoops()).isEqualTo(4);
        assertThat(settings.log().level()).isEqualTo(LogLevel.DEBUG);
    }

    @Test
    void aBlankVariableCountsAsNotSet() throws IOException {
        write("conf/gatecast.properties", "security.master-passwords=kept\n");

        Settings settings = SettingsLoader.load(workingDirectory, Map.of("MASTER_PASSWORDS", " ", "PORT", ""));

        assertThat(settings.security().isMasterPassword("kept")).isTrue();
        assertThat(settings.http().port()).isEqualTo(8080);
    }

    @ParameterizedTest
    @CsvSource({
        "http.port, 65536",
        "http.port, -1",
        "http.port, 80a",
        "http.port, 99999999999",
        "http.port, ''",
        "http.host, two words",
        "http.host, ''",
        "database.path, ''",
        "database.path, data/",
        "database.busy-timeout-millis, 0",
        "http.idle-timeout-seconds, 86401",
        "security.production, yes",
        "merge.strategy, newest",
        "log.level, LOUD",
        "canoe123.host, auto 192.168.1.5",
        "page.operator-home, javascript:alert(1)",
        "page.operator-home, //weir.example",
        "page.operator-home, https://",
        "page.operator-home, https://user:word@weir.example",
        "page.operator-home, https://weir.example/a b",
        "page.operator-logo, no/such/file",
        "page.operator-logo, src",
        "page.operator-logo, pom.xml",
        "page.operator-logo, specs/picture.png",
        "page.sponsor-logos, no/such/file",
        "page.sponsor-logos, 'src/test/resources/logo.png,'",
        "page.sponsor-logos, 'src/test/resources/logo.png, pom.xml'",
    })
    void aBadValueIsToldWithItsKeyAndWhatIsAllowed(String key, String value) {
        assertThatThrownBy(() -> SettingsLoader.load(Map.of(key, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "%s = %s, from an override: must be %s",
                        key, value, SettingCatalog.byKey().get(key).type().allowed());
    }

    @ParameterizedTest
    @CsvSource({"'', false", "192.168.1.5, false", "auto.example.org, false", "auto, true", "AUTO, true"})
    void theTimingPcIsDiscoveredOnRequestOnly(String host, boolean discovered) {
        Settings.Canoe123 pc = SettingsLoader.load(Map.of("canoe123.host", host, "canoe123.event", "race"))
                .canoe123();

        assertThat(pc.host().isPresent()).isEqualTo(!host.isEmpty());
        assertThat(pc.isDiscovered()).isEqualTo(discovered);
    }

    @Test
    void sponsorLogosAreReadInTheirOrderAndAreNoMoreThanTwelve() {
        String logo = "src/test/resources/logo.png";
        assertThat(SettingsLoader.load(Map.of("page.sponsor-logos", logo + ", " + logo))
                        .page()
                        .sponsorLogos())
                .hasSize(2)
                .allSatisfy(image -> assertThat(image.mediaType()).isEqualTo("image/png"));
        assertThatThrownBy(() -> SettingsLoader.load(
                        Map.of("page.sponsor-logos", String.join(",", Collections.nCopies(13, logo)))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("at most 12");
    }

    @ParameterizedTest
    @CsvSource({"page.operator-home, https://weir.example", "page.operator-logo, src/test/resources/logo.png"})
    void aHomeOrALogoNeedsTheNameOfItsOwner(String key, String value) {
        assertThatThrownBy(() -> SettingsLoader.load(Map.of(key, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith(
                        "page.operator-name (environment variable GATECAST_PAGE_OPERATOR_NAME): must be set");
        assertThat(SettingsLoader.load(Map.of(key, value, "page.operator-name", "Weir"))
                        .page()
                        .operatorName())
                .isEqualTo("Weir");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"two\nlines", "back\u202Ewards", "1234567890123456789012345678901234567890123456789012345678901"
            })
    void anOperatorsNameIsOneShortLine(String name) {
        assertThatThrownBy(() -> SettingsLoader.load(Map.of("page.operator-name", name)))
                .isInstanceOf(SettingsException.class);
    }

    @Test
    void aBadVariableIsToldByKeyAndByVariable() {
        assertThatThrownBy(() -> SettingsLoader.load(workingDirectory, Map.of("PORT", "http")))
                .hasMessage("http.port = http, from environment variable PORT: must be a whole number from 0 to 65535");
    }

    @Test
    void aBadValueInAFileIsToldWithTheFile() throws IOException {
        write("conf/gatecast.properties", "http.port=http\n");

        assertThatThrownBy(() -> SettingsLoader.load(workingDirectory, Map.of()))
                .hasMessage("http.port = http, from conf/gatecast.properties: must be a whole number from 0 to 65535");
    }

    @Test
    void aBadValueOfAnyShapeIsToldInOneLineOfBearableLength() {
        String value = "a\nb\r\u2028" + "c".repeat(10_000);

        assertThatThrownBy(() -> SettingsLoader.load(Map.of("http.port", value)))
                .hasMessageMatching("[^\\n\\r\\u2028]{1,200}");
    }

    @Test
    void anUnknownKeyIsRefusedWithoutShowingItsValue() throws IOException {
        write("conf/gatecast.properties", "security.master-password=hunter2\n");

        assertThatThrownBy(() -> SettingsLoader.load(workingDirectory, Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("security.master-password, from conf/gatecast.properties, is not a setting:"
                        + " conf/gatecast.properties lists all there are");
    }

    @Test
    void anUnknownVariableWithOurPrefixIsRefusedWithoutShowingItsValue() {
        assertThatThrownBy(() -> SettingsLoader.load(workingDirectory, Map.of("GATECAST_PASSWORD", "hunter2")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("environment variable GATECAST_PASSWORD is not a setting:"
                        + " conf/gatecast.properties lists all there are");
    }

    @Test
    void theOptionsOfTheBoothInTheEnvironmentAreNoSettings() {
        Map<String, String> options = Map.of("GATECAST_BOOTH_KEY", "secret", "GATECAST_BOOTH_SERVER", "http://a");

        assertThat(SettingsLoader.load(workingDirectory, options)).isEqualTo(SettingsLoader.load(Map.of()));
    }

    @Test
    void theDerivedNameOfAVariableWithAPlatformNameIsRefusedWithTheNameToUse() {
        assertThatThrownBy(() -> SettingsLoader.load(workingDirectory, Map.of("GATECAST_HTTP_PORT", "9000")))
                .hasMessage("environment variable GATECAST_HTTP_PORT is not a setting: http.port is set by PORT");
    }

    @Test
    void theLinksOfAKubernetesServiceCalledGatecastAreNobodysMistake() {
        Map<String, String> links = Map.of(
                "GATECAST_SERVICE_HOST", "10.0.0.7",
                "GATECAST_SERVICE_PORT", "80",
                "GATECAST_SERVICE_PORT_HTTP", "80",
                "GATECAST_PORT", "tcp://10.0.0.7:80",
                "GATECAST_PORT_80_TCP", "tcp://10.0.0.7:80",
                "GATECAST_PORT_80_TCP_PROTO", "tcp",
                "GATECAST_PORT_80_TCP_PORT", "80",
                "GATECAST_WEB_PORT_80_TCP_ADDR", "10.0.0.7");

        assertThat(SettingsLoader.load(workingDirectory, links)).isEqualTo(Settings.defaults());
    }

    @Test
    void aFileThatWasNamedMustExist() {
        assertThatThrownBy(() -> SettingsLoader.load(workingDirectory, Map.of("GATECAST_CONF", "absent.properties")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("absent.properties: must be a readable properties file in UTF-8");
    }

    @Test
    void productionWithoutAPasswordIsRefused() {
        assertThatThrownBy(() -> SettingsLoader.load(Map.of("security.production", "true")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("security.production = true: must be false while security.master-passwords"
                        + " (environment variable MASTER_PASSWORDS) is empty");
    }

    @Test
    void productionWithAPasswordStarts() {
        Settings settings = SettingsLoader.load(
                workingDirectory, Map.of("GATECAST_SECURITY_PRODUCTION", "true", "MASTER_PASSWORDS", "s3cret"));

        assertThat(settings.security().production()).isTrue();
        assertThat(settings.security().isOpen()).isFalse();
    }

    @Test
    void eachOfSeveralPasswordsIsValidAndNothingElseIs() {
        Settings.Security security = SettingsLoader.load(workingDirectory, Map.of("MASTER_PASSWORDS", "old one, new#2"))
                .security();

        assertThat(security.isMasterPassword("old one")).isTrue();
        assertThat(security.isMasterPassword("new#2")).isTrue();
        assertThat(security.isMasterPassword("old one, new#2")).isFalse();
        assertThat(security.isMasterPassword("new#")).isFalse();
        assertThat(security.isMasterPassword("")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2,", ",hunter2", "hunter2,,other", "hunter2,pässword", "hunter2\u0000"})
    void aPasswordIsNeverInAMessage(String passwords) {
        assertThatThrownBy(() -> SettingsLoader.load(workingDirectory, Map.of("MASTER_PASSWORDS", passwords)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("security.master-passwords (value not shown), from environment variable"
                        + " MASTER_PASSWORDS: must be empty, or passwords of printable ASCII")
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    @Test
    void aPasswordIsNotInTheTextOfTheSettings() {
        Settings settings = SettingsLoader.load(Map.of("security.master-passwords", "hunter2"));

        assertThat(settings.toString()).doesNotContain("hunter2").contains("masterPasswords=[***]");
    }

    private void write(String name, String text) throws IOException {
        Path file = workingDirectory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
