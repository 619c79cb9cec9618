package org.gatecast.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;

/**
 * The JSON parser factories, strict and live; both limit nesting and the length of names. Each body gets its own
 * factory: a shared factory keeps names of one body for the next, so one sender could fill the table for all others.
 */
final class JsonFactories {
    private static final int MAX_NAME_CHARS = 200;

    private JsonFactories() {}

    /** For admin bodies: duplicate names and long numbers are refused. */
    static JsonFactory strict() {
        return factory(16, 40)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /** For the live stream: an odd value spoils only itself, not the body. */
    static JsonFactory live() {
        return factory(100, Integer.MAX_VALUE)
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
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
