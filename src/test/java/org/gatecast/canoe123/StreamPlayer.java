package org.gatecast.canoe123;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Has a stand-in of the timing PC send recorded messages at the recording's pace, faster, cut anywhere. */
public final class StreamPlayer {
    private static final int MAX_PIECE_BYTES = 2_000;
    private static final long CLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long RIDERS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final StandInTimingPc pc;
    private final int speed;
    private final Random random = new Random(15);

    public StreamPlayer(StandInTimingPc pc, int speed) {
        this.pc = pc;
        this.speed = speed;
    }

    /** Returns when all were sent. */
    public void play(List<RecordedStream.Message> messages) {
        long begun = System.nanoTime();
        for (RecordedStream.Message message : messages) {
            long due = begun
                    + TimeUnit.MILLISECONDS.toNanos(
                                    message.millis() - messages.get(0).millis())
                            / speed;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            sendInPieces(message.bytes());
        }
    }

    /** Sends the venue's clock between messages from now on, so that a pause of the test is no silence of the PC. */
    public void keepClockRunning() {
        byte[] clock = RecordedStream.messages().stream()
                .filter(message -> message.xml().contains("<TimeOfDay"))
                .findFirst()
                .orElseThrow()
                .bytes();
        Thread thread = new Thread(
                () -> {
                    while (!pc.isClosed()) {
                        synchronized (pc) {
                            pc.send(clock);
                        }
                        LockSupport.parkNanos(CLOCK_NANOS);
                    }
                },
                "clock");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Sends the clock and the riders of the last messages over and over from now on: the riders who are on course at the
     * recording's end stay there, as they are.
     */
    public void keepLastRiders() {
        Thread thread = new Thread(
                () -> {
                    while (!pc.isClosed()) {
                        RecordedStream.lastRiders().forEach(message -> pc.send(message.bytes()));
                        LockSupport.parkNanos(RIDERS_NANOS);
                    }
                },
                "riders");
        thread.setDaemon(true);
        thread.start();
    }

    private void sendInPieces(byte[] bytes) {
        synchronized (pc) {
            for (int start = 0; start < bytes.length; ) {
                int end = Math.min(bytes.length, start + 1 + random.nextInt(MAX_PIECE_BYTES));
                pc.send(bytes, start, end);
                start = end;
            }
        }
    }
}
