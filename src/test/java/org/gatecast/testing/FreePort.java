package org.gatecast.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** For a server that must be found again where it was, so that port 0 is no choice. */
public final class FreePort {
    private FreePort() {}

    /** A port that nobody listens on now. */
    public static int next() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
