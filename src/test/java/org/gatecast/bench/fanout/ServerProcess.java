package org.gatecast.bench.fanout;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, and what the system says that it uses. Linux. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("[Pp]ort (\\d+)");

    /** Heap, or its generations; the metaspace, which is native memory, comes without "total". */
    private static final Pattern HEAP_USED = Pattern.compile("total \\d+K, used (\\d+)K");

    private static final long TICK_MICROS = 10_000;

    private final Process process;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Gatecast, from this JVM's own class path, listening on a free port, or on {@code port}. */
    static ServerProcess gatecast(Path directory, int port, List<String> jvmOptions, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.gatecast.Main"));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PORT", Integer.toString(port),
                        "MANAGEMENT_PORT", "0",
                        "DATABASE_PATH", directory.resolve("bench.db").toString(),
                        "LOG_LEVEL", "INFO"));
        builder.environment().putAll(environment);
        return start(builder);
    }

    /** The floor that comes with the benchmark. */
    static ServerProcess javaFloor() throws IOException {
        return start(new ProcessBuilder(
                java(), "-cp", System.getProperty("java.class.path"), DirectWriteFloor.class.getName()));
    }

    /** Another floor: a program that is given the port to listen on. */
    static ServerProcess floor(String program, int port) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program, Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        while (process.isAlive() && !Http.listens(port)) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return new ServerProcess(process, port);
    }

    private static ServerProcess start(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                Thread rest = new Thread(() -> complain(output), "server output");
                rest.setDaemon(true);
                rest.start();
                return new ServerProcess(process, Integer.parseInt(port.group(1)));
            }
        }
        throw new IOException("the server did not start: " + builder.command());
    }

    /** Passes on what is graver than the news of a start. */
    private static void complain(BufferedReader output) {
        try (output) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (!line.contains(" INFO ")) {
                    System.err.println(line);
                }
            }
        } catch (IOException e) {
            // The process has ended.
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    int port() {
        return port;
    }

    /** Processor time used so far, of system and user, in microseconds; counted in steps of 10 ms. */
    long cpuMicros() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MICROS;
    }

    /** Resident memory, in KiB. */
    long residentKib() throws IOException {
        return Arrays.stream(Files.readString(Path.of("/proc/" + process.pid() + "/status"))
                        .split("\n"))
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /** What the JVM's heap holds, in KiB; after a collection, what is in use. */
    long heapKib() throws IOException, InterruptedException {
        Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1));
        }
        return sum;
    }

    /** Has the JVM collect its garbage, twice, since what has a cleaner goes only then. */
    void collectGarbage() throws IOException, InterruptedException {
        jcmd("GC.run");
        jcmd("GC.run");
    }

    /** Asks the JVM something; answers what it said. */
    String jcmd(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(process.pid())));
        all.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
