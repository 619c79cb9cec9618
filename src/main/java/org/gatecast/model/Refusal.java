package org.gatecast.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request is refused: the error code, a sentence that a person can act on, and further fields of the response in
 * their order. A value, so it can be sent over the bus.
 */
public record Refusal(ErrorCode code, String message, Map<String, Object> extra) {
    public Refusal {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
        extra.forEach(Refusal::requireValue);
    }

    /** Further fields are values: text, numbers, booleans, enums, and lists of these. */
    private static void requireValue(String name, Object value) {
        if (value instanceof Collection<?> items) {
            items.forEach(item -> requireValue(name, item));
        } else if (!(value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum<?>)) {
            throw new IllegalArgumentException(name + " must be a value, not " + value.getClass());
        }
    }

    public Refusal(ErrorCode code, String message) {
        this(code, message, Map.of());
    }
}
