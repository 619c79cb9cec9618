package org.gatecast.booth.status;

import java.util.Map;

/**
 * A light and the sentence that says why it has this color.
 *
 * @param sentence the key of the sentence in the texts of the page
 * @param values what stands for the names in the sentence
 */
public record Light(LightColor color, String sentence, Map<String, String> values) {
    public Light {
        values = Map.copyOf(values);
    }

    static Light of(LightColor color, String sentence) {
        return new Light(color, sentence, Map.of());
    }

    static Light of(LightColor color, String sentence, String name, String value) {
        return new Light(color, sentence, Map.of(name, value));
    }
}
