package org.gatecast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatecast.testing.ServerProcess;

/** A {@link ServerProcess} and what the kernel and the JVM say about its use of processor, memory and files. Linux only. */
public final class MeasuredServer implements AutoCloseable {
    /** The heap, or its generations. The metaspace is native memory and comes without "total". */
    private static final Pattern HEAP_USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private static final int NANOS_PER_MICRO = 1_000;

    private final ServerProcess process;
    private final int port;
    private final AtomicInteger loggedErrors = new AtomicInteger();

    /**
     * @param knownPort 0 if the process is to print its port
     */
    private MeasuredServer(ProcessBuilder builder, int knownPort) throws IOException {
        process = ServerProcess.start(builder.redirectErrorStream(true), this::take);
        port = knownPort == 0 ? process.port() : knownPort;
    }

    /** The packaged server with its default settings, on a free port and a database of its own. */
    public static MeasuredServer packaged(Path jar, Path database) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ServerProcess.tool("java"), "-jar", jar.toString());
        builder.environment().putAll(Map.of("PORT", "0", "MANAGEMENT_PORT", "0", "DATABASE_PATH", database.toString()));
        return start(builder);
    }

    /**
     * The server from this JVM's own class path.
     *
     * @param directory its working directory, with its database {@code bench.db}
     * @param port 0 for a free one
     * @param environment settings besides
     */
    public static MeasuredServer fromClassPath(
            Path directory, int port, List<String> jvmOptions, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of(ServerProcess.tool("java")));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", ServerProcess.classPath(), "org.gatecast.Main"));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PORT",
                        Integer.toString(port),
                        "MANAGEMENT_PORT",
                        "0",
                        "DATABASE_PATH",
                        directory.resolve("bench.db").toString(),
                        "LOG_LEVEL",
                        "INFO"));
        builder.environment().putAll(environment);
        return start(builder);
    }

    /** Starts any program that prints the port it listens on, and returns once it listens. */
    public static MeasuredServer start(ProcessBuilder builder) throws IOException {
        return new MeasuredServer(builder, 0);
    }

    /** Starts a program that listens on {@code port}, and returns at once. */
    public static MeasuredServer start(ProcessBuilder builder, int port) throws IOException {
        return new MeasuredServer(builder, port);
    }

    /** Fails with what the process has printed if it has ended. */
    public void requireAlive() {
        process.requireAlive();
    }

    /** Counts errors, and prints what is more than information. */
    private void take(String line) {
        if (line.contains(" ERROR ")) {
            loggedErrors.incrementAndGet();
        }
        if (line.contains(" ERROR ") || line.contains(" WARN ")) {
            System.err.println(line);
        }
    }

    /** How many errors the server has logged. */
    public int loggedErrors() {
        return loggedErrors.get();
    }

    /** The process id. */
    public long pid() {
        return process.pid();
    }

    public int port() {
        return port;
    }

    public long cpuMicros() throws IOException {
        return cpuNanos() / NANOS_PER_MICRO;
    }

    /** Processor time so far of every thread that the process has, user and system. */
    public long cpuNanos() throws IOException {
        return cpuNanosByThread().values().stream().mapToLong(Long::longValue).sum();
    }

    /** The part of it that Java's compilers took. */
    public long compilersCpuNanos() throws IOException {
        return cpuNanosByThread().entrySet().stream()
                .filter(thread -> thread.getKey().matches("C[12] Compiler.*"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /**
     * The same by the threads' names, threads of one name together. The kernel counts it to the nanosecond in {@code
     * schedstat}; what {@code /proc/PID/stat} and Java's own beans tell comes in steps of 10 ms.
     */
    public Map<String, Long> cpuNanosByThread() throws IOException {
        Map<String, Long> nanos = new HashMap<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            for (Path thread : threads.toList()) {
                try {
                    String counted = Files.readString(thread.resolve("schedstat"));
                    nanos.merge(
                            Files.readString(thread.resolve("comm")).strip(),
                            Long.valueOf(counted.substring(0, counted.indexOf(' '))),
                            Long::sum);
                } catch (NoSuchFileException ended) {
                    // A thread that has just ended no longer counts.
                }
            }
        }
        return nanos;
    }

    /** How many times its threads have woken up so far, having waited for something. */
    public long wakeups() throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            long wakeups = 0;
            for (Path thread : threads.toList()) {
                wakeups += number(thread.resolve("status"), "voluntary_ctxt_switches:");
            }
            return wakeups;
        }
    }

    /** Resident memory, in KiB. */
    public long residentKib() throws IOException {
        return number(Path.of("/proc", Long.toString(pid()), "status"), "VmRSS:");
    }

    private static long number(Path status, String name) throws IOException {
        return Files.readString(status)
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** What its file descriptors lead to: paths, and {@code socket:[…]}. */
    public List<String> openFiles() throws IOException {
        List<String> targets = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    targets.add(Files.readSymbolicLink(descriptor).toString());
                } catch (NoSuchFileException closed) {
                    // Between listing and looking.
                }
            }
        }
        return targets;
    }

    /** What the JVM's heap holds, in KiB; after a collection, what is in use. */
    public long heapKib() throws IOException, InterruptedException {
        Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1));
        }
        return sum;
    }

    /** Has the JVM collect its garbage, twice, since what has a cleaner goes only then. */
    public void collectGarbage() throws IOException, InterruptedException {
        jcmd("GC.run");
        jcmd("GC.run");
    }

    void startRecording() throws IOException, InterruptedException {
        jcmd("JFR.start", "name=bench", "settings=profile");
    }

    void endRecording(Path file) throws IOException, InterruptedException {
        jcmd("JFR.stop", "name=bench", "filename=" + file);
    }

    /** Asks the JVM something, and returns what it said. */
    public String jcmd(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(ServerProcess.tool("jcmd"), Long.toString(pid())));
        all.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(all).redirectErrorStream(true).start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + output);
        }
        return output;
    }

    /** Sends SIGKILL and waits for the end. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.stop();
    }
}
