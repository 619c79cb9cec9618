package org.gatecast.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.gatecast.canoe123.RecordedStream;
import org.gatecast.canoe123.StandInTimingPc;
import org.gatecast.testing.Recording;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.TemporaryDirectory;

/**
 * What a booth sends of the recorded race at the recording's pace, and what it takes of the machine: bytes of bodies by call,
 * as they are and on the line; resident memory when nothing comes and while the race plays; processor time. The booth is a
 * process of its own, started as {@code conf/booth} starts it; the server is a stand-in that accepts everything.
 *
 * <p>Arguments: the seconds to stay idle before the race (20), and the JVM's options ({@code @conf/booth.options}).
 */
public final class BoothTrafficBench {
    private static final long CLOCK_TICKS_PER_SECOND = 100;

    private final Map<String, LongAdder> totals = new ConcurrentHashMap<>();

    private BoothTrafficBench() {}

    public static void main(String[] arguments) throws IOException, TimeoutException {
        int idleSeconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        List<String> options =
                arguments.length > 1 ? List.of(arguments).subList(1, arguments.length) : List.of("@conf/booth.options");
        new BoothTrafficBench().run(idleSeconds, options);
        System.exit(0);
    }

    private void run(int idleSeconds, List<String> options) throws IOException, TimeoutException {
        Vertx vertx = Vertx.vertx();
        HttpServer server = vertx.createHttpServer()
                .requestHandler(this::respond)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
        try (TemporaryDirectory directory = TemporaryDirectory.create("booth-bench");
                StandInTimingPc pc = new StandInTimingPc()) {
            Path export = Files.writeString(directory.path().resolve("export.xml"), Recording.xml());
            ProcessBuilder builder = new ProcessBuilder(ServerProcess.tool("java"));
            builder.command().addAll(options);
            builder.command()
                    .addAll(List.of(
                            "-jar",
                            "target/gatecast.jar",
                            "booth",
                            "--server",
                            "http://127.0.0.1:" + server.actualPort(),
                            "--event",
                            "race",
                            "--key",
                            "secret",
                            "--canoe123",
                            "127.0.0.1:" + pc.port(),
                            "--export",
                            export.toString(),
                            "--state",
                            directory.path().resolve("state").toString(),
                            "--port",
                            "0"));
            builder.environment().put("MALLOC_ARENA_MAX", "1");
            try (ServerProcess booth = ServerProcess.start(builder, BoothTrafficBench::print)) {
                pc.awaitClient();
                pause(idleSeconds);
                report("idle", booth.pid());
                play(pc, booth.pid());
                pause(5);
                report("after the race", booth.pid());
            }
            new TreeMap<>(totals).forEach((name, total) -> System.out.println(name + ": " + total));
            System.out.println("bytes received by the timing PC: " + pc.received());
        }
    }

    private static void play(StandInTimingPc pc, long pid) throws IOException {
        List<RecordedStream.Message> messages = RecordedStream.messages();
        long begun = System.nanoTime();
        long nextReport = 0;
        for (RecordedStream.Message message : messages) {
            long due = begun + TimeUnit.MILLISECONDS.toNanos(message.millis());
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            pc.send(message.bytes());
            if (message.millis() >= nextReport) {
                nextReport = message.millis() + 30_000;
                report("second " + message.millis() / 1_000, pid);
            }
        }
    }

    private void respond(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            String path = request.path();
            if (path.contains("/ingest/")) {
                String name = path.substring(path.lastIndexOf('/') + 1);
                boolean compressed = request.getHeader("Content-Encoding") != null;
                add(name + " calls", 1);
                add(name + " bytes on the line", body.length());
                add(name + " bytes as they are", compressed ? inflated(body.getBytes()) : body.length());
            }
            request.response()
                    .end(
                            path.contains("/ingest/")
                                    ? "{\"updated\": 1000000, \"active\": 1}"
                                    : "{\"status\": \"running\"}");
        });
    }

    private void add(String name, long value) {
        totals.computeIfAbsent(name, first -> new LongAdder()).add(value);
    }

    private static long inflated(byte[] body) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readAllBytes().length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void report(String when, long pid) throws IOException {
        String resident = Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith("VmRSS") || line.startsWith("VmHWM"))
                .map(line -> line.replaceAll("\\s+", " "))
                .reduce("", (one, other) -> one + " " + other);
        String[] stat =
                Files.readString(Path.of("/proc", String.valueOf(pid), "stat")).split(" ", -1);
        double cpuSeconds = (Long.parseLong(stat[13]) + Long.parseLong(stat[14])) / (double) CLOCK_TICKS_PER_SECOND;
        System.out.println(when + ":" + resident + ", processor " + cpuSeconds + " s");
    }

    private static void print(String line) {
        System.out.println(line);
    }

    private static void pause(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
