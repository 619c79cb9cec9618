package org.gatecast.booth.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LightsTest {
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final SentenceTexts ENGLISH = SentenceTexts.load("en");
    private static final SentenceTexts CZECH = SentenceTexts.load("cs");

    static Iterable<LightSamples.Sample> samples() {
        return LightSamples.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachStateHasItsColorAndItsSentence(LightSamples.Sample sample) {
        Light light = sample.lights().byName().get(sample.light());

        assertThat(light.color()).isEqualTo(sample.color());
        assertThat(light.sentence()).isEqualTo(sample.sentence());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void eachSentenceIsThereInBothLanguagesAndNamesOnlyWhatIsKnown(LightSamples.Sample sample) {
        Light light = sample.lights().byName().get(sample.light());
        for (SentenceTexts texts : new SentenceTexts[] {ENGLISH, CZECH}) {
            String text = texts.text(light.sentence(), Map.of());
            assertThat(text).isNotEqualTo(light.sentence()).endsWith(".");
            String raw = texts.raw(light.sentence());
            Set<String> names =
                    NAME.matcher(raw).results().map(found -> found.group(1)).collect(Collectors.toSet());
            assertThat(light.values().keySet()).containsAll(names);
            light.values().forEach((name, value) -> {
                if (names.contains(name)) {
                    assertThat(texts.sentence(light)).contains(value);
                }
            });
        }
    }

    @Test
    void theSamplesHaveEveryLightInEveryColorThatItCanHave() {
        Set<String> seen = new TreeSet<>();
        LightSamples.all()
                .forEach(
                        sample -> seen.add(sample.light() + " " + sample.color().id()));

        assertThat(seen)
                .containsExactly(
                        "canoe123 amber",
                        "canoe123 green",
                        "canoe123 off",
                        "canoe123 red",
                        "export amber",
                        "export green",
                        "export off",
                        "export red",
                        "result amber",
                        "result green",
                        "result off",
                        "result red",
                        "server amber",
                        "server green",
                        "server off",
                        "server red");
    }

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertThat(CZECH.keys()).isEqualTo(ENGLISH.keys());
    }

    @Test
    void theTerminalGetsOneLineWhenALightChangesAndNoneWhenTheClockDoes() {
        TerminalLine terminal = new TerminalLine(ENGLISH);
        Lights receiving = LightSamples.receiving("10:34:11");

        assertThat(terminal.next(receiving))
                .contains("Canoe123: good (Receiving from 10.0.0.5:27333. Clock of the venue: 10:34:11.)"
                        + " | Export: good (The server has taken the export at 10:00:00.)"
                        + " | Server: good (Connected. The server takes data for this event.)"
                        + " | Last result: good (The server has taken K1M_BR1 at 10:00:00.)");
        assertThat(terminal.next(LightSamples.receiving("10:34:12"))).isEmpty();
        assertThat(terminal.next(LightSamples.lost("closed"))).isPresent();
        assertThat(terminal.next(LightSamples.lost("closed"))).isEmpty();
    }
}
