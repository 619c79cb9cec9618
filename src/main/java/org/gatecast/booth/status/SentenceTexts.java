package org.gatecast.booth.status;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of the booth's page in one language, of which the terminal uses the English ones. */
public final class SentenceTexts {
    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");

    private final JsonObject texts;

    private SentenceTexts(JsonObject texts) {
        this.texts = texts;
    }

    /**
     * Reads the texts from the jar; blocks.
     *
     * @param language {@code en} or {@code cs}
     */
    public static SentenceTexts load(String language) {
        try (InputStream in = SentenceTexts.class.getResourceAsStream("/booth/texts." + language + ".json")) {
            return new SentenceTexts(new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sentence with its values. */
    public String sentence(Light light) {
        return text(light.sentence(), light.values());
    }

    /** The keys of all texts. */
    Set<String> keys() {
        return texts.fieldNames();
    }

    /** A text as it is written, with names in braces. */
    String raw(String key) {
        return texts.getString(key, key);
    }

    /** A text with {@code {name}} replaced by the value of that name; the key itself if there is no text. */
    public String text(String key, Map<String, String> values) {
        return NAME.matcher(raw(key))
                .replaceAll(name -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), "")));
    }
}
