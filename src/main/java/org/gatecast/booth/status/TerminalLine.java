package org.gatecast.booth.status;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The four lights as one line for the terminal, whenever a light has changed. One thread. */
public final class TerminalLine {
    private final SentenceTexts texts;
    private String shown = "";

    public TerminalLine(SentenceTexts texts) {
        this.texts = texts;
    }

    /** The line, if a color or a sentence is another one than before; another time or number alone is no change. */
    public Optional<String> next(Lights lights) {
        String state = lights.byName().values().stream()
                .map(light -> light.color() + " " + light.sentence())
                .collect(Collectors.joining(", "));
        if (state.equals(shown)) {
            return Optional.empty();
        }
        shown = state;
        return Optional.of(lights.byName().entrySet().stream().map(this::part).collect(Collectors.joining(" | ")));
    }

    private String part(Map.Entry<String, Light> named) {
        Light light = named.getValue();
        return "%s: %s (%s)"
                .formatted(
                        texts.text("light." + named.getKey(), Map.of()),
                        texts.text("color." + light.color().id(), Map.of()),
                        texts.sentence(light));
    }
}
