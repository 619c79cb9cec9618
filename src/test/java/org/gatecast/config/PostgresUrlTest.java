package org.gatecast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
    @Test
    void theShortestHasTheDefaultPortAndPrefersTls() {
        assertThat(PostgresUrl.parse("postgresql://user:password@db.example.org/name"))
                .isEqualTo(new PostgresUrl("user", "password", "db.example.org", 5432, "name", "prefer"));
    }

    @Test
    void specialCharactersArePercentEncoded() {
        assertThat(PostgresUrl.parse("postgres://a%40b:p+w%3A%2F%25:x@[::1]:5433/na%20me?sslmode=verify-full"))
                .isEqualTo(new PostgresUrl("a@b", "p+w:/%:x", "[::1]", 5433, "na me", "verify-full"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://user:secret@host/name",
                "mysql://user:secret@host/name",
                "postgresql://host/name",
                "postgresql://user@host/name",
                "postgresql://:secret@host/name",
                "postgresql://user:secret@host",
                "postgresql://user:secret@host/",
                "postgresql://user:secret@host/a/b",
                "postgresql://user:secret@host/name?sslmode=allow",
                "postgresql://user:secret@host/name?options=-c",
                "postgresql://user:secret@host/name#x",
                "postgresql://user:secret%zz@host/name",
                "postgresql://user:sec ret@host/name",
                "secret"
            })
    void anythingElseIsRefusedWithoutBeingShown(String text) {
        assertThatThrownBy(() -> SettingsLoader.load(Map.of("database.url", text)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("postgresql://user:password@host:port/name")
                .hasMessageNotContaining("secret");
    }

    @Test
    void nothingPrintsUserOrPassword() {
        Settings settings = SettingsLoader.load(Map.of("database.url", "postgresql://admin:hidden@host/name"));
        assertThat(settings.toString()).contains("postgresql://host:5432/name").doesNotContain("admin", "hidden");
    }

    @Test
    void aCertificateIsOnlyCheckedAgainstAnAuthority() {
        assertThatThrownBy(() -> SettingsLoader.load(
                        Map.of("database.url", "postgresql://user:password@host/name?sslmode=verify-full")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("database.certificate-authority");
    }
}
