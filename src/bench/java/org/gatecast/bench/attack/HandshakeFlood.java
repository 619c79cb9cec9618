package org.gatecast.bench.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.SpectatorRequest;

/** Opens WebSockets at a steady rate and closes each after its response, until it is closed itself. */
final class HandshakeFlood implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final int STATUS_LINE = 12;

    private final InetAddress from;
    private final int port;
    private final List<byte[]> handshakes;
    private final long everyNanos;
    private final Map<String, Integer> responses = new ConcurrentSkipListMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    HandshakeFlood(SourceAddress from, int port, String eventId, int perSecond) throws IOException {
        this.from = from.address();
        this.port = port;
        this.everyNanos = TimeUnit.SECONDS.toNanos(THREADS) / perSecond;
        this.handshakes = List.of(
                handshake(eventId, ""),
                handshake(eventId, "?since=nonsense"),
                handshake(eventId, "?race=K1M_BR1"),
                handshake("nobody", ""));
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::run, "handshakes");
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private static byte[] handshake(String eventId, String query) {
        return SpectatorRequest.webSocket(
                        "/api/v1/events/" + eventId + "/ws" + query, SpectatorRequest.browserHeaders())
                .getBytes(US_ASCII);
    }

    /** How many got which status. */
    Map<String, Integer> responses() {
        return responses;
    }

    private void run() {
        long due = System.nanoTime();
        for (int i = 0; !over; i++) {
            responses.merge(connect(handshakes.get(i % handshakes.size())), 1, Integer::sum);
            due += everyNanos;
            try {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private String connect(byte[] handshake) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0)) {
            socket.setSoLinger(true, 0);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(handshake);
            byte[] line = socket.getInputStream().readNBytes(STATUS_LINE);
            return line.length < STATUS_LINE ? "closed" : new String(line, US_ASCII).substring(9);
        } catch (IOException e) {
            return "none";
        }
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join(2L * TIMEOUT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
