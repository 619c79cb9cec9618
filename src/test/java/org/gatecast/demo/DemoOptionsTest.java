package org.gatecast.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The command line of the demo. */
class DemoOptionsTest {
    @Test
    void theDefaultIsTheOriginalSpeedAndAServiceOfItsOwn() {
        assertThat(DemoOptions.of(List.of())).isEqualTo(new DemoOptions(1, Optional.empty()));
    }

    @Test
    void optionsComeInAnyOrder() {
        DemoOptions expected = new DemoOptions(2.5, Optional.of(URI.create("http://localhost:8080")));
        assertThat(DemoOptions.of(List.of("--speed", "2.5", "--server", "http://localhost:8080")))
                .isEqualTo(expected);
        assertThat(DemoOptions.of(List.of("--server", "http://localhost:8080", "--speed", "2.5")))
                .isEqualTo(expected);
    }

    @Test
    void anythingElseIsRefused() {
        for (List<String> arguments : List.of(
                List.of("--speed"),
                List.of("--speed", "fast"),
                List.of("--speed", "0"),
                List.of("--speed", "NaN"),
                List.of("--speed", "1001"),
                List.of("--server", "localhost"),
                List.of("--server", "not an address"),
                List.of("--sped", "1"))) {
            assertThatIllegalArgumentException().as("%s", arguments).isThrownBy(() -> DemoOptions.of(arguments));
        }
    }
}
