package org.gatecast.bench;

import org.gatecast.testing.Frame;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.SpectatorRequest;

/** A spectator on a thread of its own that notes when a message with a certain text arrives. */
public final class ArrivalClock implements AutoCloseable {
    private static final long TIMEOUT_NANOS = 20_000_000_000L;

    private final RawSpectator spectator;
    private String marker;
    private long arrivedAt;
    private boolean arrived;

    private ArrivalClock(RawSpectator spectator) {
        this.spectator = spectator;
    }

    /** Connected, and past its first message. */
    public static ArrivalClock watch(int port, String eventId, String race) {
        ArrivalClock clock = new ArrivalClock(
                RawSpectator.send(port, SpectatorRequest.webSocket("/api/v1/events/" + eventId + "/ws?race=" + race))
                        .readFirstMessage());
        Thread thread = new Thread(clock::read, "spectator");
        thread.setDaemon(true);
        thread.start();
        return clock;
    }

    private void read() {
        for (Frame frame = spectator.read(); frame != null; frame = spectator.read()) {
            long now = System.nanoTime();
            synchronized (this) {
                if (!arrived
                        && marker != null
                        && frame.text() != null
                        && frame.text().contains(marker)) {
                    arrived = true;
                    arrivedAt = now;
                    notifyAll();
                }
            }
        }
    }

    /** What to wait for; only messages that arrive from now on count. */
    public synchronized void expect(String text) {
        marker = text;
        arrived = false;
    }

    /**
     * When it arrived, as {@link System#nanoTime}. Blocks.
     *
     * @throws IllegalStateException if it does not arrive within 20 s
     */
    public synchronized long await() {
        long end = System.nanoTime() + TIMEOUT_NANOS;
        try {
            while (!arrived) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new IllegalStateException("no message with " + marker);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return arrivedAt;
    }

    @Override
    public void close() {
        spectator.close();
    }
}
