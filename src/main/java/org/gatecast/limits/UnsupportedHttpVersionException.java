package org.gatecast.limits;

/** A request of an HTTP version that is not spoken here. */
public final class UnsupportedHttpVersionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnsupportedHttpVersionException(String version) {
        super("HTTP version not supported: " + version);
    }
}
