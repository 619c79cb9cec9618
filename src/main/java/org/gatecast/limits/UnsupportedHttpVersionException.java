package org.gatecast.limits;

/** A request with an HTTP version that is not supported. */
public final class UnsupportedHttpVersionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnsupportedHttpVersionException(String version) {
        super("HTTP version not supported: " + version);
    }
}
