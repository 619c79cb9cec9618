package org.gatecast.bench;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged server in a process of its own, with its default settings on a database of its own. */
final class ServerProcess implements AutoCloseable {
    private static final long START_SECONDS = 30;
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static ServerProcess start(Path jar, Path database) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder command = new ProcessBuilder(tool("java"), "-jar", jar.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        command.environment().putAll(Map.of(
                        "PORT", Integer.toString(port), "MANAGEMENT_PORT", "0", "DATABASE_PATH", database.toString()));
        ServerProcess server = new ServerProcess(command.start(), port);
        server.awaitAnswer();
        return server;
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (true) {
            try (Connection connection = new Connection(port)) {
                connection.send("GET", "/api/v1/events", "application/json", new byte[0]);
                return;
            } catch (ConnectException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    close();
                    throw new IOException("the server does not start", e);
                }
            }
        }
    }

    int port() {
        return port;
    }

    /** Processor time so far of every thread that the process has, user and system. */
    long cpuNanos() throws IOException {
        return cpuNanosByThread().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The part of it that Java's compilers took. */
    long compilersCpuNanos() throws IOException {
        return cpuNanosByThread().entrySet().stream()
                .filter(thread -> thread.getKey().matches("C[12] Compiler.*"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * The same by the threads' names, threads of one name together. The kernel counts it to the nanosecond in {@code
     * schedstat}; what {@code /proc/PID/stat} and Java's own beans tell comes in steps of 10 ms.
     */
    Map<String, Long> cpuNanosByThread() throws IOException {
        Map<String, Long> nanos = new HashMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path thread : threads.toList()) {
                String counted = Files.readString(thread.resolve("schedstat"));
                nanos.merge(
                        Files.readString(thread.resolve("comm")).strip(),
                        Long.valueOf(counted.substring(0, counted.indexOf(' '))),
                        Long::sum);
            }
        }
        return nanos;
    }

    void startRecording() throws IOException, InterruptedException {
        tell("JFR.start", "name=bench", "settings=profile");
    }

    void endRecording(Path file) throws IOException, InterruptedException {
        tell("JFR.stop", "name=bench", "filename=" + file);
    }

    private void tell(String command, String... arguments) throws IOException, InterruptedException {
        List<String> line = Stream.concat(
                        Stream.of(tool("jcmd"), Long.toString(process.pid()), command), Stream.of(arguments))
                .toList();
        if (new ProcessBuilder(line).inheritIO().start().waitFor() != 0) {
            throw new IOException(command + " failed");
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
