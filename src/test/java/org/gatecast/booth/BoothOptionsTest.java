package org.gatecast.booth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoothOptionsTest {
    private static final String REQUIRED = "--server https://results.example.org/ --event Race-1 --key secret";

    @Test
    void theCommandLineComesBeforeTheEnvironment() {
        BoothOptions options = BoothOptions.of(
                words(REQUIRED + " --canoe123 pc:4000 --export a/export.xml"),
                Map.of("GATECAST_BOOTH_KEY", "other", "GATECAST_BOOTH_STATE", "waiting", "GATECAST_BOOTH_EXPORT", " "));

        assertThat(options.target().server()).isEqualTo("https://results.example.org");
        assertThat(options.target().eventId()).isEqualTo("Race-1");
        assertThat(options.target().key()).isEqualTo("secret");
        assertThat(options.canoe123()).hasToString("pc:4000");
        assertThat(options.export()).isEqualTo(Path.of("a/export.xml"));
        assertThat(options.state()).isEqualTo(Path.of("waiting"));
        assertThat(options.toString()).doesNotContain("secret");
    }

    @Test
    void everyOptionMayComeFromTheEnvironment() {
        BoothOptions options = BoothOptions.of(
                List.of(),
                Map.of(
                        "GATECAST_BOOTH_SERVER", "http://localhost:8080",
                        "GATECAST_BOOTH_EVENT", "race",
                        "GATECAST_BOOTH_KEY", "secret",
                        "GATECAST_BOOTH_CANOE123", "pc"));

        assertThat(options.canoe123()).hasToString("pc:27333");
        assertThat(options.export()).isNull();
        assertThat(options.state()).isEqualTo(Path.of("booth-state"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--event a --key k | --server is missing",
                "--server http://a --key k | --event is missing",
                "--server http://a --event a | --key is missing",
                "--server ftp://a --event a --key k | --server must be an address",
                "--server a:80 --event a --key k | --server must be an address",
                "--server http://a --event a/b --key k | --event is not the id",
                "--server http://a --event a --key k --canoe123 :1 | --canoe123 must be HOST",
                "--server http://a --event a --key | --key needs a value",
                "--server http://a --port 1 | There is no option --port",
                "server http://a | There is no option server",
            })
    void anythingElseIsRefusedInASentenceThatNamesTheOption(String arguments, String message) {
        assertThatThrownBy(() -> BoothOptions.of(words(arguments), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void eachEventOfEachServerHasItsOwnDirectory() {
        Path one = BoothOptions.of(words(REQUIRED), Map.of()).targetDirectory();
        Path otherEvent =
                BoothOptions.of(words(REQUIRED + " --event race-1"), Map.of()).targetDirectory();
        Path otherServer = BoothOptions.of(words(REQUIRED + " --server http://b"), Map.of())
                .targetDirectory();

        assertThat(one.toString().toLowerCase(Locale.ROOT))
                .isNotEqualTo(otherEvent.toString().toLowerCase(Locale.ROOT))
                .isNotEqualTo(otherServer.toString().toLowerCase(Locale.ROOT));
        assertThat(one)
                .isEqualTo(BoothOptions.of(words(REQUIRED + " --key new"), Map.of())
                        .targetDirectory());
    }

    @Test
    void everyOptionIsInTheHelp() {
        for (String option : List.of("server", "event", "key", "canoe123", "export", "state")) {
            assertThat(BoothOptions.USAGE).contains("--" + option + " ");
        }
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.split(" ", -1));
    }
}
