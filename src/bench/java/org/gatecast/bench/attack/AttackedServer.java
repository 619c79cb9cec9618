package org.gatecast.bench.attack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatecast.bench.MeasuredServer;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.FreePort;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.TemporaryDirectory;

/** The service under attack, with the access of its operator and organiser. */
final class AttackedServer implements AutoCloseable {
    private static final int STOP_SECONDS = 30;
    private static final String METRIC_DIRECT = "jvm_buffer_memory_used_bytes{id=\"direct\"} ";

    private final ApiClient api;
    private final MeasuredServer process;
    private final int managementPort;
    private final TemporaryDirectory directory;
    private final List<String> events = new ArrayList<>();
    private final HttpClient operator =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private AttackedServer(ApiClient api, MeasuredServer process, int managementPort, TemporaryDirectory directory) {
        this.api = api;
        this.process = process;
        this.managementPort = managementPort;
        this.directory = directory;
    }

    /** How to come by one. */
    interface Source {
        AttackedServer open(Attack attack) throws IOException;
    }

    /** Started for each attack, in a process and with a database of its own. */
    static AttackedServer start(Attack attack, List<String> program) throws IOException {
        TemporaryDirectory directory = TemporaryDirectory.inTarget("attack-");
        int managementPort = FreePort.next();
        List<String> command = new ArrayList<>(List.of(ServerProcess.tool("java")));
        command.addAll(attack.jvmOptions());
        command.addAll(program);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.path().toFile());
        builder.environment().put("PORT", "0");
        builder.environment().put("GATECAST_HTTP_HOST", "127.0.0.1");
        builder.environment().put("MANAGEMENT_PORT", Integer.toString(managementPort));
        builder.environment()
                .put("DATABASE_PATH", directory.path().resolve("race.db").toString());
        builder.environment().putAll(attack.settings());
        MeasuredServer process = MeasuredServer.start(builder);
        return new AttackedServer(ApiClient.behindProxy(process.port()), process, managementPort, directory);
    }

    /** One that runs already, on this machine. */
    static AttackedServer at(ApiClient api) {
        return new AttackedServer(api, null, 0, null);
    }

    ApiClient api() {
        return api;
    }

    int port() {
        return api.port();
    }

    boolean isOwn() {
        return process != null;
    }

    /** Only where {@link #isOwn}. */
    MeasuredServer process() {
        return process;
    }

    Path database() {
        return directory.path().resolve("race.db");
    }

    /** An event that runs, with three riders; it goes when the attack is over. */
    BoothClient runningEvent(String name) {
        return runningEvent(
                name, ExportXml.small(LocalDate.now(Clock.systemUTC())).toString());
    }

    BoothClient runningEvent(String name, String export) {
        BoothClient booth = draft(name);
        return booth.imported(export).through("startlist", "running");
    }

    BoothClient draft(String name) {
        BoothClient booth = api.createEvent(name + "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX));
        events.add(booth.eventId());
        return booth;
    }

    /** What one address of the operators' port answers; empty when it does not. */
    String get(String path) {
        try {
            return operator.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** Memory outside the heap that the JVM has set aside for buffers, in MiB; NaN when it does not say. */
    double directMib() {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(METRIC_DIRECT))
                .mapToDouble(line -> Double.parseDouble(line.substring(METRIC_DIRECT.length())) / (1 << 20))
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Sends SIGSTOP or SIGCONT. */
    void signal(String name) throws IOException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.onExit().join().exitValue() != 0) {
            throw new IOException("no signal " + name);
        }
    }

    boolean isAlive() {
        return ProcessHandle.of(process.pid()).map(ProcessHandle::isAlive).orElse(false);
    }

    /** Sends SIGTERM; whether the process ended within half a minute. */
    boolean stops() {
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElse(null);
        if (handle == null) {
            return true;
        }
        handle.destroy();
        try {
            handle.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (process == null) {
            events.forEach(api::deleteEvent);
            return;
        }
        process.kill();
        directory.close();
    }
}
