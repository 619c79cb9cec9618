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
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The server in a process of its own, as an operator runs it. All processes of tests and benchmarks are started here. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("(?:Listening on|^)\\s*port (\\d+)");
    /** From this Java on, a program that loads native libraries without saying so gets a warning. */
    private static final int ASKS_FOR_NATIVE_ACCESS = 24;

    private static final int DEFAULT_HEAP_MEGABYTES = 256;

    private final Process process;
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    private ServerProcess(Process process, Consumer<String> listener) {
        this.process = process;
        collect(process.inputReader(StandardCharsets.UTF_8), output, listener);
        collect(process.errorReader(StandardCharsets.UTF_8), errors, listener);
    }

    /**
     * Starts the classes under test with a small heap, and returns at once. The process sees no other environment variables.
     *
     * @param directory the working directory
     */
    public static ServerProcess start(Path directory, Map<String, String> environment, String... arguments) {
        return startWithHeap(DEFAULT_HEAP_MEGABYTES, directory, environment, arguments);
    }

    /** The same with a heap of at most {@code megabytes}. */
    public static ServerProcess startWithHeap(
            int megabytes, Path directory, Map<String, String> environment, String... arguments) {
        return start(
                megabytes,
                List.of("-cp", classPathWithoutTests(), "org.gatecast.Main"),
                directory,
                environment,
                arguments);
    }

    /** Starts a version of the server that is not under test. */
    public static ServerProcess startJar(
            Path jar, Path directory, Map<String, String> environment, String... arguments) {
        return start(
                DEFAULT_HEAP_MEGABYTES,
                List.of("-jar", jar.toAbsolutePath().toString()),
                directory,
                environment,
                arguments);
    }

    private static ServerProcess start(
            int megabytes, List<String> program, Path directory, Map<String, String> environment, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(tool("java"), "-Xmx" + megabytes + "m", "-XX:TieredStopAtLevel=1");
        if (Runtime.version().feature() >= ASKS_FOR_NATIVE_ACCESS) {
            // As in the manifest of the jar.
            builder.command().add("--enable-native-access=ALL-UNNAMED");
        }
        builder.command().addAll(program);
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().put("MANAGEMENT_PORT", "0");
        builder.environment().putAll(environment);
        try {
            return start(builder.directory(directory.toFile()), line -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts any program that prints the port it listens on, and returns at once.
     *
     * @param listener gets each line that the process prints, on a thread of its own
     */
    public static ServerProcess start(ProcessBuilder builder, Consumer<String> listener) throws IOException {
        return new ServerProcess(builder.start(), listener);
    }

    /** The path of a program of this JVM's JDK. */
    public static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** This JVM's class path, absolute, for a process that runs in another directory. */
    public static String classPath() {
        return classPathEntries().collect(Collectors.joining(File.pathSeparator));
    }

    /** Without the test classes and their log configuration. */
    private static String classPathWithoutTests() {
        return classPathEntries()
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Stream<String> classPathEntries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString());
    }

    private static void collect(BufferedReader from, Queue<String> lines, Consumer<String> listener) {
        Thread thread = new Thread(() -> read(from, lines, listener), "server-output");
        thread.setDaemon(true);
        thread.start();
    }

    private static void read(BufferedReader from, Queue<String> lines, Consumer<String> listener) {
        try {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                lines.add(line);
                listener.accept(line);
            }
        } catch (IOException killed) {
            // A killed process closes its output in the middle of a line.
        }
    }

    /** Waits until the process listens, and returns the port. */
    public int port() {
        Await.until("the server listens", () -> listening() > 0 || !process.isAlive(), this::log);
        if (listening() == 0) {
            requireAlive();
        }
        return listening();
    }

    /** Fails with what the process has printed if it has ended. */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("the server ended: " + log());
        }
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

    /** Sends SIGKILL and waits for the end. */
    public void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Sends SIGTERM and returns the exit code. */
    public int stop() {
        terminate();
        return awaitExit();
    }

    /** Sends SIGTERM and returns at once. */
    public void terminate() {
        process.destroy();
    }

    /** Waits for the end and returns the exit code. */
    public int awaitExit() {
        try {
            if (!process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not end: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The lines of standard output. */
    public Queue<String> output() {
        return output;
    }

    /** The lines of standard error. */
    public Queue<String> errors() {
        return errors;
    }

    private String log() {
        return String.join("\n", output) + "\n" + String.join("\n", errors);
    }

    @Override
    public void close() {
        kill();
    }
}
