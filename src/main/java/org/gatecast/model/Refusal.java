package org.gatecast.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A request that cannot be granted: which error of the contract, a sentence a person can act on, and what else the
 * answer carries, in that order. A value, so that it crosses the bus; {@link RefusedException} carries it up a call stack.
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
