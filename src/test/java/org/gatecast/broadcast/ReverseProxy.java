package org.gatecast.broadcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.Await;
import org.gatecast.testing.FreePort;
import org.gatecast.testing.ProcessSignal;
import org.junit.jupiter.api.Assumptions;

/**
 * A real proxy before the service, with the configuration that is shipped in {@code conf/}; only ports and times are
 * others. Without the program the test is skipped.
 */
final class ReverseProxy implements AutoCloseable {
    private final Make make;
    private final Path directory;
    private final Process process;
    private final int port;

    /** Which program it is. */
    enum Make {
        NGINX("nginx", "nginx.conf", "HUP"),
        HAPROXY("haproxy", "haproxy.cfg", "USR2");

        private final String program;
        private final String configuration;
        private final String reloadSignal;

        Make(String program, String configuration, String reloadSignal) {
            this.program = program;
            this.configuration = configuration;
            this.reloadSignal = reloadSignal;
        }

        private List<String> command(Path file) {
            return this == NGINX
                    ? List.of("nginx", "-e", "stderr", "-g", "daemon off; pid " + file + ".pid;", "-c", file.toString())
                    : List.of("haproxy", "-W", "-f", file.toString());
        }

        /** What is changed in the shipped configuration, from and to. */
        private Map<String, String> changes(int port, int upstream, String idleTimeout, String oldConnectionsLast) {
            return this == NGINX
                    ? Map.of(
                            "listen 80;",
                            "listen 127.0.0.1:" + port + ";",
                            "127.0.0.1:8080",
                            "127.0.0.1:" + upstream,
                            "_timeout 75s;",
                            "_timeout " + idleTimeout + ";",
                            "worker_shutdown_timeout 30s",
                            "worker_shutdown_timeout " + oldConnectionsLast)
                    : Map.of(
                            "bind :80",
                            "bind 127.0.0.1:" + port,
                            "maxconn 20000",
                            "maxconn 200",
                            "127.0.0.1:8080",
                            "127.0.0.1:" + upstream,
                            " 75s",
                            " " + idleTimeout,
                            "hard-stop-after 30s",
                            "hard-stop-after " + oldConnectionsLast);
        }
    }

    private ReverseProxy(Make make, Path directory, Process process, int port) {
        this.make = make;
        this.directory = directory;
        this.process = process;
        this.port = port;
    }

    /**
     * Runs when this returns.
     *
     * @param idleTimeout in the proxy's own notation, instead of the 75 s that are shipped
     */
    static ReverseProxy start(Make make, int upstream, String idleTimeout) {
        int port = FreePort.next();
        return start(make, make.configuration, port, make.changes(port, upstream, idleTimeout, "1s"));
    }

    /**
     * HAProxy before three nodes. Runs when this returns.
     *
     * @param addresses what is in the shipped configuration, and what is to be there instead
     */
    static ReverseProxy startBefore(Map<String, String> addresses) {
        int port = FreePort.next();
        Map<String, String> changes = new LinkedHashMap<>(addresses);
        changes.put("bind :80", "bind 127.0.0.1:" + port);
        changes.put("maxconn 60000", "maxconn 200");
        return start(Make.HAPROXY, "haproxy-nodes.cfg", port, changes);
    }

    private static ReverseProxy start(Make make, String configuration, int port, Map<String, String> changes) {
        Assumptions.assumeTrue(
                isInstalled(make.program), make.program + " is not installed, so nothing is tested through it");
        try {
            Path directory = Files.createTempDirectory("gatecast-" + make.program);
            Path file = directory.resolve(make.configuration);
            String text = Files.readString(Path.of("conf", configuration));
            for (Map.Entry<String, String> change : changes.entrySet()) {
                if (!text.contains(change.getKey())) {
                    throw new AssertionError("conf/" + configuration + " no longer says " + change.getKey());
                }
                text = text.replace(change.getKey(), change.getValue());
            }
            Files.writeString(file, text);
            Process process = new ProcessBuilder(make.command(file))
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            ReverseProxy proxy = new ReverseProxy(make, directory, process, port);
            Await.until(make.program + " listens", () -> proxy.listens() || !process.isAlive(), proxy::log);
            if (!process.isAlive()) {
                throw new AssertionError(make.program + " did not start: " + proxy.log());
            }
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInstalled(String program) {
        return List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin").stream()
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(directory.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    int port() {
        return port;
    }

    /** As an operator does: connections of before it are cut after a second. */
    void reload() {
        ProcessSignal.send(make.reloadSignal, process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            for (String left : List.of(make.configuration, make.configuration + ".pid", "log")) {
                Files.deleteIfExists(directory.resolve(left));
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
