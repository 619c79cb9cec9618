package org.gatecast.booth;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Has a stand-in of the timing PC send recorded messages at the recording's pace, faster, cut anywhere. */
final class StreamPlayer {
    private static final int MAX_PIECE_BYTES = 2_000;
    private static final long CLOCK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final StandInTimingPc pc;
    private final int speed;
    private final Random random = new Random(15);

    StreamPlayer(StandInTimingPc pc, int speed) {
        this.pc = pc;
        this.speed = speed;
    }

    /** Returns when all were sent. */
    void play(List<RecordedStream.Message> messages) {
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
    void keepClockRunning() {
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
