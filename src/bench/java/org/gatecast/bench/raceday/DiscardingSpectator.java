package org.gatecast.bench.raceday;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.gatecast.testing.SpectatorRequest;

/** A spectator with deflate whose messages are read and discarded, by a thread of its own. */
final class DiscardingSpectator implements AutoCloseable {
    private static final int BUFFER = 65_536;

    private final Socket socket;

    private DiscardingSpectator(Socket socket) {
        this.socket = socket;
    }

    static DiscardingSpectator join(int port, String path) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream()
                .write(SpectatorRequest.webSocket(path, SpectatorRequest.browserHeaders())
                        .getBytes(StandardCharsets.US_ASCII));
        Thread reader = new Thread(() -> discard(socket), "spectator");
        reader.setDaemon(true);
        reader.start();
        return new DiscardingSpectator(socket);
    }

    private static void discard(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                // Discarded.
            }
        } catch (IOException closed) {
            // The run is over.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
