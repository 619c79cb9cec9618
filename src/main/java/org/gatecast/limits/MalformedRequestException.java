package org.gatecast.limits;

/** A request that is not HTTP, or that servers could understand differently. */
public final class MalformedRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MalformedRequestException(String message) {
        super(message);
    }
}
