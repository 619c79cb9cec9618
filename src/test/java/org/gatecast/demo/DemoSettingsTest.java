package org.gatecast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.junit.jupiter.api.Test;

class DemoSettingsTest {
    private static final Path DATABASE = Path.of("demo.db");

    @Test
    void onlyTheDatabaseIsAnotherOne() {
        Settings settings = SettingsLoader.load(
                Map.of("http.port", "8123", "database.path", "precious.db", "spectators.per-event", "7"));

        Settings demo = DemoSettings.of(settings, DATABASE, "password");

        assertThat(demo)
                .usingRecursiveComparison()
                .ignoringFields("database.path")
                .isEqualTo(settings);
        assertThat(demo.database().path()).isEqualTo(DATABASE);
        assertThat(demo.security().isOpen()).isTrue();
    }

    @Test
    void theDemosMasterPasswordIsValidBesideTheOperators() {
        Settings settings =
                SettingsLoader.load(Map.of("security.master-passwords", "first,second", "security.production", "true"));

        Settings.Security security =
                DemoSettings.of(settings, DATABASE, "the demo's").security();

        assertThat(security.masterPasswords()).hasSize(3);
        assertThat(security.isMasterPassword("first")).isTrue();
        assertThat(security.isMasterPassword("the demo's")).isTrue();
        assertThat(security.production()).isTrue();
    }

    @Test
    void aServiceThatListensEverywhereIsOpenedOnItsOwnMachine() {
        assertThat(DemoSettings.address("0.0.0.0", 8080)).isEqualTo(URI.create("http://localhost:8080/"));
        assertThat(DemoSettings.address("::", 80)).isEqualTo(URI.create("http://localhost:80/"));
        assertThat(DemoSettings.address("192.168.1.20", 8080)).isEqualTo(URI.create("http://192.168.1.20:8080/"));
        assertThat(DemoSettings.address("::1", 8080)).isEqualTo(URI.create("http://[::1]:8080/"));
    }
}
