package org.gatecast.booth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatecast.booth.setup.BoothSetup;
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

        BoothSetup setup = options.setup();
        assertThat(setup.target().server()).isEqualTo("https://results.example.org");
        assertThat(setup.target().eventId()).isEqualTo("Race-1");
        assertThat(setup.target().key()).isEqualTo("secret");
        assertThat(setup.canoe123()).hasToString("pc:4000");
        assertThat(setup.export()).isEqualTo(Path.of("a/export.xml"));
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
                        "GATECAST_BOOTH_CANOE123", "pc",
                        "GATECAST_BOOTH_PORT", "0"));

        assertThat(options.setup().canoe123()).hasToString("pc:27333");
        assertThat(options.setup().export()).isNull();
        assertThat(options.state()).isEqualTo(Path.of("booth-state"));
        assertThat(options.port()).isZero();
    }

    @Test
    void withoutServerEventAndKeyThePageAsksForThem() {
        BoothOptions options = BoothOptions.of(words("--export a.xml"), Map.of());

        assertThat(options.setup().target()).isNull();
        assertThat(options.setup().export()).isEqualTo(Path.of("a.xml"));
        assertThat(options.port()).isEqualTo(8377);
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
                "--server http://a --event a --key k\u00e9 | --key is not a key",
                "--port 70000 | --port must be a number",
                "--port x | --port must be a number",
                "--server http://a --speed 1 | There is no option --speed",
                "server http://a | There is no option server",
            })
    void anythingElseIsRefusedInASentenceThatNamesTheOption(String arguments, String message) {
        assertThatThrownBy(() -> BoothOptions.of(words(arguments), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void eachEventOfEachServerHasItsOwnDirectory() {
        Path one = targetDirectory(REQUIRED);
        Path otherEvent = targetDirectory(REQUIRED + " --event race-1");
        Path otherServer = targetDirectory(REQUIRED + " --server http://b");

        assertThat(one.toString().toLowerCase(Locale.ROOT))
                .isNotEqualTo(otherEvent.toString().toLowerCase(Locale.ROOT))
                .isNotEqualTo(otherServer.toString().toLowerCase(Locale.ROOT));
        assertThat(one).isEqualTo(targetDirectory(REQUIRED + " --key new"));
    }

    private static Path targetDirectory(String line) {
        BoothOptions options = BoothOptions.of(words(line), Map.of());
        return TargetDirectory.of(options.state(), options.setup().target());
    }

    @Test
    void everyOptionIsInTheHelp() {
        for (String option : List.of("server", "event", "key", "canoe123", "export", "state", "port")) {
            assertThat(BoothOptions.USAGE).contains("--" + option + " ");
        }
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.split(" ", -1));
    }
}
