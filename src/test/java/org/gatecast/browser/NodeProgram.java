package org.gatecast.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatecast.testing.Await;
import org.gatecast.testing.InstalledProgram;

/** A program that runs in Node.js, and what it has printed. */
final class NodeProgram implements AutoCloseable {
    private final Process process;
    private final Path output;

    private NodeProgram(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts Node.js.
     *
     * @param directory where it runs
     * @param arguments of {@code node}: a file, and what it is called with
     */
    static NodeProgram start(Path directory, Object... arguments) {
        return startProgram("node", directory, arguments);
    }

    /** Runs a program of Node.js to its end, which must be a success. */
    static void run(String name, Path directory, Object... arguments) {
        try (NodeProgram program = startProgram(name, directory, arguments)) {
            program.awaitSuccess();
        }
    }

    private static NodeProgram startProgram(String name, Path directory, Object... arguments) {
        List<String> command = new ArrayList<>(
                List.of(InstalledProgram.find(name).orElseThrow().toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        Path output = directory.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // npm keeps to the test's own directory, and asks nobody.
        builder.environment().put("npm_config_cache", directory.resolve("cache").toString());
        builder.environment().put("npm_config_offline", "true");
        builder.environment().put("npm_config_update_notifier", "false");
        try {
            return new NodeProgram(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines so far. */
    List<String> lines() {
        try {
            return Files.readString(output).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitSuccess() {
        Await.until("it ends", () -> !process.isAlive(), this::lines);
        if (process.exitValue() != 0) {
            throw new AssertionError("It ended with " + process.exitValue() + ":\n" + String.join("\n", lines()));
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        try {
            process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
