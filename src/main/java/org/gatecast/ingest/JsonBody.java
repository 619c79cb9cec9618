package org.gatecast.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.regex.Pattern;
import org.gatecast.ingest.StrictJson.Reading;
import org.gatecast.model.RefusedException;

/**
 * Reads a whole JSON body: one object, and nothing after it. Nesting and the length of names are limited. Each body gets its
 * own factory: a shared factory keeps names of one body for the next, so one sender could fill the table for all others.
 */
public final class JsonBody {
    private static final int MAX_NAME_CHARS = 200;
    private static final int MAX_SENTENCE = 200;
    /** Parts of the parser's messages that are for programmers. */
    private static final Pattern PARSER_WORDS = Pattern.compile(
            ", from `[^`]*`|\\s*\\((?:start marker at|for \\w+ starting at) \\[.*?]\\)|\\s*\\(enable `[^`]*` to allow\\)");

    private JsonBody() {}

    /**
     * Reads a body strictly: duplicate names and long numbers are refused.
     *
     * @throws RefusedException {@code InvalidRequest}
     */
    public static <T> T read(byte[] body, Reading<T> reading) {
        return read(
                body,
                factory(16, 40)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build(),
                reading);
    }

    /**
     * Reads a body of the live stream, in which one field must not spoil the rest: duplicate names, long numbers, NaN
     * and deeper nesting are allowed. {@link StreamBodyReader} leaves out what cannot be read.
     *
     * @throws RefusedException {@code InvalidRequest}
     */
    static <T> T readLive(byte[] body, Reading<T> reading) {
        return read(
                body,
                factory(100, Integer.MAX_VALUE)
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .build(),
                reading);
    }

    private static <T> T read(byte[] body, JsonFactory factory, Reading<T> reading) {
        try (JsonParser parser = factory.createParser(body)) {
            try {
                return whole(parser, reading);
            } catch (StreamConstraintsException e) {
                throw malformed(parser, "too deep or too long", e);
            } catch (JsonProcessingException e) {
                throw malformed(parser, "invalid JSON", e);
            }
        } catch (IOException e) {
            // In memory only the decoding of characters can fail.
            throw StrictJson.refusal("the body is not JSON text in UTF-8");
        }
    }

    private static <T> T whole(JsonParser parser, Reading<T> reading) throws IOException {
        if (parser.nextToken() == null) {
            throw StrictJson.refusal("the body is empty, it must be a JSON object");
        }
        T value = reading.from(StrictJson.at(parser));
        if (parser.nextToken() != null) {
            throw StrictJson.refusal("something follows the JSON object" + at(parser.currentTokenLocation()));
        }
        return value;
    }

    private static RefusedException malformed(JsonParser parser, String kind, JsonProcessingException e) {
        String path = JsonPath.of(parser.getParsingContext());
        JsonLocation location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
        String sentence = PARSER_WORDS.matcher(e.getOriginalMessage()).replaceAll("");
        return StrictJson.refusal(kind + at(location) + (path.isEmpty() ? "" : " (" + path + ')') + ": "
                + QuotedText.truncated(sentence, MAX_SENTENCE));
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static JsonFactoryBuilder factory(int maxNesting, int maxNumberChars) {
        return new JsonFactoryBuilder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // A text is at most as long as the body, which the HTTP layer limits.
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxNesting)
                        .maxNumberLength(maxNumberChars)
                        .maxNameLength(MAX_NAME_CHARS)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }
}
