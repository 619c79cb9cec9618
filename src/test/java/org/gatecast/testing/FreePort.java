package org.gatecast.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * For a server that must be found again where it was, so that port 0 is no choice. The ports are below those that the system
 * gives to outgoing connections, which would otherwise take them before the server listens.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private FreePort() {}

    /** A port that nobody listens on now. */
    public static int next() {
        return firstOf(1);
    }

    /** The first of so many such ports in a row. */
    public static int firstOf(int ports) {
        while (true) {
            int first = ThreadLocalRandom.current().nextInt(FIRST, END - ports);
            if (IntStream.range(first, first + ports).allMatch(FreePort::isFree)) {
                return first;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
