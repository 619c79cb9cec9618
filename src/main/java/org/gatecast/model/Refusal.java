package org.gatecast.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a request is refused: the error code, a sentence that a person can act on, and further fields of the response in
 * their order. A value, so it can be sent over the bus; {@link RefusedException} carries it up a call stack.
 */
public record Refusal(ErrorCode code, String message, Map<String, Object> extra) {
    public Refusal {
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    public Refusal(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    public RefusedException asException() {
        return new RefusedException(this);
    }
}
