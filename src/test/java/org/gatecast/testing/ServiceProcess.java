package org.gatecast.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service as an operator runs it: a process of its own, with what the environment says and nothing else. */
public final class ServiceProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on port (\\d+)");

    private final Process process;
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    private ServiceProcess(Process process) {
        this.process = process;
        gather(process.inputReader(StandardCharsets.UTF_8), output);
        gather(process.errorReader(StandardCharsets.UTF_8), errors);
    }

    /**
     * Starts it, without waiting for anything.
     *
     * @param directory where it runs
     */
    public static ServiceProcess start(Path directory, Map<String, String> environment, String... arguments) {
        return startWithHeap(256, directory, environment, arguments);
    }

    /** The same with a heap of at most {@code megabytes}. */
    public static ServiceProcess startWithHeap(
            int megabytes, Path directory, Map<String, String> environment, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                "org.gatecast.Main");
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().put("MANAGEMENT_PORT", "0");
        builder.environment().putAll(environment);
        try {
            return new ServiceProcess(builder.directory(directory.toFile()).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without what is there for the tests, such as their way of logging. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void gather(BufferedReader from, Queue<String> lines) {
        Thread thread = new Thread(() -> read(from, lines), "service-output");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(BufferedReader from, Queue<String> lines) {
        try {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                lines.add(line);
            }
        } catch (IOException killed) {
            // A process that is killed closes its output in the middle of a line.
        }
    }

    /** The port it listens on, once it does. */
    public int port() {
        Await.until("the service listens", () -> listening() > 0 || !process.isAlive(), this::everything);
        if (listening() == 0) {
            throw new AssertionError("the service ended: " + everything());
        }
        return listening();
    }

    private int listening() {
        return output.stream()
                .map(LISTENING::matcher)
                .filter(Matcher::find)
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .findFirst()
                .orElse(0);
    }

    public long pid() {
        return process.pid();
    }

    /** Pulls the plug: SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Asks it to stop: SIGTERM. */
    public int stop() {
        terminate();
        return awaitExit();
    }

    /** The same, without waiting. */
    public void terminate() {
        process.destroy();
    }

    /** Its exit code, once it has ended by itself. */
    public int awaitExit() {
        try {
            if (!process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the service does not end: " + everything());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    public Queue<String> output() {
        return output;
    }

    public Queue<String> errors() {
        return errors;
    }

    private String everything() {
        return String.join("\n", output) + "\n" + String.join("\n", errors);
    }

    @Override
    public void close() {
        kill();
    }
}
