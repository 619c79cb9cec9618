package org.gatecast.guard;

/** A request of an HTTP version that is not spoken here. */
public final class UnsupportedVersionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnsupportedVersionException(String version) {
        super("HTTP version not supported: " + version);
    }
}
