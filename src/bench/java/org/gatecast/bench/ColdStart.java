package org.gatecast.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.FreePort;

/**
 * A server process that has just started: it responded to its first {@code /health}, and has done nothing else.
 *
 * @param millis from the command to that response
 */
public record ColdStart(MeasuredServer server, double millis) implements AutoCloseable {
    private static final byte[] REQUEST =
            "GET /health HTTP/1.1\r\nHost: bench\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SUCCESS = "HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII);
    private static final double NANOS = 1e6;

    /**
     * Starts the service on a free port.
     *
     * @param command the launcher, or Java with its options and the jar
     * @param directory the working directory
     */
    public static ColdStart of(List<String> command, Path directory, Path database)
            throws IOException, InterruptedException {
        int port = FreePort.next();
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "PORT",
                        Integer.toString(port),
                        "MANAGEMENT_PORT",
                        "0",
                        "DATABASE_PATH",
                        database.toString()));
        long began = System.nanoTime();
        MeasuredServer server = MeasuredServer.start(builder, port);
        try {
            while (!isHealthy(port)) {
                server.requireAlive();
                TimeUnit.MILLISECONDS.sleep(1);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
        return new ColdStart(server, (System.nanoTime() - began) / NANOS);
    }

    private static boolean isHealthy(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(REQUEST);
            return Arrays.equals(socket.getInputStream().readNBytes(SUCCESS.length), SUCCESS);
        } catch (SocketException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
