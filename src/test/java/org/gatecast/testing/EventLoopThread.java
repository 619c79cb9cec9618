package org.gatecast.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An event loop's thread as Linux sees it. A thread that is neither running nor asleep is ready and waits for a
 * processor, which is the machine's doing, not its own.
 *
 * @param directory the thread's own under {@code /proc}
 */
record EventLoopThread(Path directory) {
    private static final Path SELF = Path.of("/proc/thread-self");

    /** The calling thread. */
    static EventLoopThread current() {
        try {
            return new EventLoopThread(Path.of("/proc").resolve(Files.readSymbolicLink(SELF)));
        } catch (IOException e) {
            throw new IllegalStateException("event loops can be watched on Linux only", e);
        }
    }

    /** Nanoseconds this thread has run so far, on any processor. */
    long ranNanos() {
        String schedule = read("schedstat");
        return schedule.isEmpty() ? 0 : Long.parseLong(schedule.substring(0, schedule.indexOf(' ')));
    }

    /** Whether it waits for something: a lock, a file, a socket, a time. */
    boolean isAsleep() {
        String stat = read("stat");
        int nameEnd = stat.lastIndexOf(") ");
        return nameEnd >= 0 && stat.charAt(nameEnd + 2) != 'R';
    }

    /** Empty once the thread has ended. */
    private String read(String file) {
        try {
            return Files.readString(directory.resolve(file));
        } catch (IOException e) {
            return "";
        }
    }
}
