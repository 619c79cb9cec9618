package org.gatecast.bench.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Frame;
import org.gatecast.testing.RawSpectator;

/**
 * Well-behaved clients during an attack: an uptime check of {@code /health} on new connections, a timing booth that
 * reports riders on course, and spectators who receive them.
 */
final class RegularClients implements AutoCloseable {
    private static final int HEALTH_EVERY_MILLIS = 25;
    private static final int ONCOURSE_EVERY_MILLIS = 50;
    /** The rider's time changes with every so many calls; longer than the least time between two messages. */
    private static final int CALLS_PER_NEWS = 6;

    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int MOST_NEWS = 1 << 16;
    private static final byte[] HEALTH =
            "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII);

    private final BoothClient booth;
    private final ConcurrentLinkedQueue<Long> health = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> onCourse = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> received = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicLongArray saidAt = new AtomicLongArray(MOST_NEWS);
    private final List<RawSpectator> spectators = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    /**
     * How it went since the last look.
     *
     * @param unanswered calls that got no response, or not 200
     * @param cut spectators whose connection ended
     */
    record Figures(LatencySummary health, LatencySummary onCourse, LatencySummary received, int unanswered, int cut) {}

    RegularClients(BoothClient booth, int howManySpectators) {
        this(booth, howManySpectators, Duration.ZERO);
    }

    /**
     * @param overTime in which the spectators come, one after the other
     */
    RegularClients(BoothClient booth, int howManySpectators, Duration overTime) {
        this.booth = booth;
        for (int i = 0; i < howManySpectators; i++) {
            RawSpectator spectator = RawSpectator.connect(booth.api().port(), booth.eventId());
            if (spectator.handshake().status() != 101) {
                throw new AssertionError("a spectator was not let in: " + spectator.handshake());
            }
            spectators.add(spectator);
            start("spectator", () -> watch(spectator));
            rest(System.nanoTime(), (int) (overTime.toMillis() / howManySpectators));
        }
        start("health", this::askForHealth);
        start("booth", this::sayWhoIsOnCourse);
    }

    private void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    Figures take() {
        return new Figures(drain(health), drain(onCourse), drain(received), unanswered.getAndSet(0), cut.get());
    }

    private static LatencySummary drain(ConcurrentLinkedQueue<Long> measured) {
        List<Long> all = new ArrayList<>();
        for (Long each = measured.poll(); each != null; each = measured.poll()) {
            all.add(each);
        }
        return LatencySummary.of(all);
    }

    private void askForHealth() {
        while (!over) {
            long began = System.nanoTime();
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), booth.api().port()),
                        TIMEOUT_MILLIS);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                socket.getOutputStream().write(HEALTH);
                String response = new String(socket.getInputStream().readNBytes(12), US_ASCII);
                if (!response.equals("HTTP/1.1 200")) {
                    unanswered.incrementAndGet();
                }
            } catch (IOException e) {
                unanswered.incrementAndGet();
            }
            health.add(System.nanoTime() - began);
            rest(began, HEALTH_EVERY_MILLIS);
        }
    }

    private void sayWhoIsOnCourse() {
        ReconnectingCaller connection = new ReconnectingCaller(booth, TIMEOUT_MILLIS);
        for (int call = 0; !over; call++) {
            int news = call / CALLS_PER_NEWS + 1;
            byte[] body = ("{\"oncourse\":[{\"participantId\":\"1.K1M\",\"raceId\":\"K1M_BR1\",\"bib\":1,\"time\":"
                            + news + "}]}")
                    .getBytes(StandardCharsets.UTF_8);
            long began = System.nanoTime();
            saidAt.compareAndSet(news % MOST_NEWS, 0, began);
            if (connection.post("/api/v1/ingest/oncourse", body) != 200) {
                unanswered.incrementAndGet();
            }
            onCourse.add(System.nanoTime() - began);
            rest(began, ONCOURSE_EVERY_MILLIS);
        }
        connection.close();
    }

    private void watch(RawSpectator spectator) {
        try {
            for (Frame frame = next(spectator); frame != null; frame = next(spectator)) {
                if (frame.opcode() == Frame.PING) {
                    spectator.send(Frame.PONG, new byte[0]);
                } else if (frame.opcode() == Frame.TEXT) {
                    take(frame);
                }
            }
        } catch (UncheckedIOException e) {
            // It ended somehow.
        }
        if (!over) {
            cut.incrementAndGet();
        }
    }

    private void take(Frame frame) {
        JsonNode message = frame.message();
        int news = message.path("data").path("oncourse").path(0).path("time").asInt();
        if (news > 0 && message.path("type").asText().equals("diff")) {
            received.add(System.nanoTime() - saidAt.get(news % MOST_NEWS));
        }
    }

    /** However long it takes. */
    private Frame next(RawSpectator spectator) {
        while (true) {
            try {
                return spectator.read();
            } catch (UncheckedIOException e) {
                if (over || !(e.getCause() instanceof SocketTimeoutException)) {
                    throw e;
                }
            }
        }
    }

    private static void rest(long began, int everyMillis) {
        try {
            TimeUnit.NANOSECONDS.sleep(began + TimeUnit.MILLISECONDS.toNanos(everyMillis) - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over = true;
        spectators.forEach(RawSpectator::close);
        for (Thread thread : threads) {
            try {
                thread.join(TIMEOUT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
