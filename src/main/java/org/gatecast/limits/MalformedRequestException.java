package org.gatecast.limits;

/** What came is no request that can be answered: no HTTP, or HTTP that servers understand differently. */
public final class MalformedRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, for whoever sent it
     */
    MalformedRequestException(String message) {
        super(message);
    }
}
