package org.gatecast.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatecast.testing.Await;
import org.gatecast.testing.FreePort;

/** HAProxy with the shipped configuration before three nodes. */
final class NodesProxy implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("conf/haproxy-nodes.cfg");

    private final Process process;
    private final int port;

    private NodesProxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Empty where HAProxy is not installed. */
    static Optional<NodesProxy> start(Path directory, List<Node> nodes) {
        Optional<Path> program = Stream.of("/usr/sbin/haproxy", "/usr/bin/haproxy", "/usr/local/sbin/haproxy")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        return program.map(haproxy -> start(haproxy, directory, nodes));
    }

    private static NodesProxy start(Path haproxy, Path directory, List<Node> nodes) {
        int port = FreePort.next();
        Path file = directory.resolve("haproxy.cfg");
        Path log = directory.resolve("haproxy.log");
        try {
            String text = replaced(Files.readString(CONFIGURATION), "bind :80", "bind 127.0.0.1:" + port);
            for (int i = 0; i < nodes.size(); i++) {
                String name = "node" + (i + 1) + ":8080";
                String address = "127.0.0.1:" + nodes.get(i).port();
                text = replaced(
                        text,
                        name + " check port 8081",
                        address + " check port " + nodes.get(i).managementPort());
                text = replaced(text, name + " backup", address + " backup");
                text = replaced(text, name + " track", address + " track");
            }
            Files.writeString(file, replaced(text, "maxconn 60000", "maxconn 500"));
            Process process = new ProcessBuilder(haproxy.toString(), "-db", "-f", file.toString())
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            NodesProxy proxy = new NodesProxy(process, port);
            Await.until("HAProxy listens", () -> proxy.listens() || !process.isAlive());
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String replaced(String text, String shipped, String here) {
        if (!text.contains(shipped)) {
            throw new AssertionError(CONFIGURATION + " no longer says " + shipped);
        }
        return text.replace(shipped, here);
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
