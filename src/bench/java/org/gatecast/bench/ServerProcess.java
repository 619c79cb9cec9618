package org.gatecast.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server in a process of its own, and what the system and the JVM say that it uses. Linux. */
public final class ServerProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("[Pp]ort (\\d+)");

    /** Heap, or its generations; the metaspace, which is native memory, comes without "total". */
    private static final Pattern HEAP_USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private static final long STOP_SECONDS = 30;
    private static final int NANOS_PER_MICRO = 1_000;

    private final Process process;
    private final int port;
    private final AtomicInteger errors = new AtomicInteger();

    /**
     * @param process runs already and listens
     * @param port where
     */
    public ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The packaged server with its default settings, on a free port and a database of its own. */
    public static ServerProcess packaged(Path jar, Path database) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(tool("java"), "-jar", jar.toString());
        builder.environment().putAll(Map.of("PORT", "0", "MANAGEMENT_PORT", "0", "DATABASE_PATH", database.toString()));
        return start(builder);
    }

    /**
     * The server from this JVM's own class path.
     *
     * @param directory where it runs and keeps its database, {@code bench.db}
     * @param port 0 for a free one
     * @param environment settings besides
     */
    public static ServerProcess fromClassPath(
            Path directory, int port, List<String> jvmOptions, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(List.of(tool("java")));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), "org.gatecast.Main"));
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

    /** This JVM's class path, wherever the server is to run. */
    public static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Any program that says on its output which port it listens on. */
    public static ServerProcess start(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                ServerProcess started = new ServerProcess(process, Integer.parseInt(port.group(1)));
                Thread rest = new Thread(() -> started.complain(output), "server output");
                rest.setDaemon(true);
                rest.start();
                return started;
            }
        }
        throw new IOException("the server did not start: " + builder.command() + "\n" + said);
    }

    /** Passes on what is graver than the news of a start. */
    private void complain(BufferedReader output) {
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains(" ERROR ")) {
                    errors.incrementAndGet();
                }
                if (!line.contains(" INFO ")) {
                    System.err.println(line);
                }
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }

    /** How many errors its log has since it listens. */
    public int errors() {
        return errors.get();
    }

    /** The path of a program of this JVM's JDK. */
    public static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** As the system names it. */
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

    /** Resident memory, in KiB. */
    public long residentKib() throws IOException {
        return Arrays.stream(Files.readString(Path.of("/proc/" + process.pid() + "/status"))
                        .split("\n"))
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** What its file descriptors lead to: paths, and {@code socket:[…]}. */
    public List<String> openFiles() throws IOException {
        List<String> targets = new ArrayList<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
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

    /** Asks the JVM something; answers what it said. */
    public String jcmd(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(tool("jcmd"), Long.toString(process.pid())));
        all.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jcmd.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + said);
        }
        return said;
    }

    /** Pulls the plug: SIGKILL. */
    public void kill() {
        process.destroyForcibly().onExit().join();
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
