package org.gatecast.booth.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.gatecast.booth.push.PushTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringTest {
    @ParameterizedTest
    @CsvSource({
        "https://results.example.org, SPRING-2026, gatecast://results.example.org/SPRING-2026#0f3a",
        "https://results.example.org:8443/slalom, a.b_c, gatecast://results.example.org:8443/slalom/a.b_c#0f3a",
        "https://a.example/b/c, E, gatecast://a.example/b/c/E#0f3a",
        "http://192.168.1.5:8080, E, gatecast://192.168.1.5:8080/E?tls=no#0f3a",
        "http://[fe80::1]:8080, E, gatecast://[fe80::1]:8080/E?tls=no#0f3a",
    })
    void whatIsWrittenIsRead(String server, String event, String text) {
        PushTarget target = new PushTarget(server, event, "0f3a");

        assertThat(ConnectionString.write(target)).isEqualTo(text);
        assertThat(ConnectionString.read(text)).isEqualTo(target);
    }

    @Test
    void whatIsPastedMayHaveSpacesAroundItAndAnyCaseInItsScheme() {
        assertThat(ConnectionString.read("  GateCast://a.example/E#0f3a\n"))
                .isEqualTo(new PushTarget("https://a.example", "E", "0f3a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "geheim",
                "https://a.example/E#geheim",
                "gatecast://a.example#geheim",
                "gatecast://a.example/#geheim",
                "gatecast:///E#geheim",
                "gatecast://a.example/E",
                "gatecast://a.example/E#",
                "gatecast://a.example/E#geh eim",
                "gatecast://a.example/E#geheim\u00e9",
                "gatecast://a.example/E?tls=yes#geheim",
                "gatecast://a.example/E/#geheim",
                "gatecast://user@a.example/E#geheim",
                "gatecast://a b/E#geheim",
            })
    void anythingElseIsRefusedWithoutTheKeyInTheSentence(String text) {
        assertThatThrownBy(() -> ConnectionString.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be")
                .message()
                .doesNotContain("geheim");
    }
}
