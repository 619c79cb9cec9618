package org.gatecast.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/**
 * How strictly JSON bodies are read. Of both kinds, depth and the length of names are bounded. Each body has a factory of
 * its own: one factory keeps the names of one body for the next, which would be every sender's to fill for all others.
 */
final class JsonFactories {
    private static final int MAX_NAME_CHARS = 200;

    private JsonFactories() {}

    /** Nothing is taken on trust. */
    static JsonFactory strict() {
        return factory(16, 40)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /** What is odd inside a value is that value's trouble, and not the body's. */
    static JsonFactory live() {
        return factory(100, Integer.MAX_VALUE)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
    }

    private static JsonFactoryBuilder factory(int maxNesting, int maxNumberChars) {
        return new JsonFactoryBuilder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                // A text is as long as the body at most, and that is the HTTP layer's to bound.
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxNesting)
                        .maxNumberLength(maxNumberChars)
                        .maxNameLength(MAX_NAME_CHARS)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build());
    }
}
