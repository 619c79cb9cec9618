package org.gatecast.bench.fanout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Spectators that connect, stay for a moment and reconnect, each at its own time. None of them is measured. */
final class ConnectionChurn implements AutoCloseable {
    private static final long LONG_SECONDS = 30;

    private final List<Thread> visitors = new ArrayList<>();
    private final AtomicInteger visits = new AtomicInteger();
    private volatile boolean over;

    /**
     * @param stayMillis how long each stays
     */
    ConnectionChurn(int count, int port, boolean deflate, double stayMillis) {
        for (int i = 0; i < count; i++) {
            long firstMillis = Math.round(stayMillis * i / count);
            visitors.add(
                    new Thread(() -> comeAndGo(port, deflate, firstMillis, Math.round(stayMillis)), "visitor " + i));
        }
    }

    void begin() {
        visitors.forEach(Thread::start);
    }

    int count() {
        return visits.get();
    }

    private void comeAndGo(int port, boolean deflate, long firstMillis, long stayMillis) {
        try {
            TimeUnit.MILLISECONDS.sleep(firstMillis);
            while (!over) {
                try (FanoutSpectators spectator = new FanoutSpectators()) {
                    spectator.rush(1, port, FanoutEvent.SPECTATORS, deflate);
                    spectator.awaitFirstMessages(LONG_SECONDS);
                    visits.incrementAndGet();
                    TimeUnit.MILLISECONDS.sleep(stayMillis);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over = true;
        visitors.forEach(Thread::interrupt);
    }
}
