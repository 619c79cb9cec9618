package org.gatecast.bench.attack;

import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;

/** The largest memory of the service while this is open, read every half second. */
final class MemoryPeak implements AutoCloseable {
    private static final int EVERY_MILLIS = 500;
    private static final int KIB_PER_MIB = 1_024;

    private final AttackedServer server;
    private final Thread thread = new Thread(this::run, "memory");
    private volatile boolean over;
    private volatile double residentMib;
    private volatile double directMib;

    MemoryPeak(AttackedServer server) {
        this.server = server;
        thread.setDaemon(true);
        thread.start();
    }

    /** What the system has given it. */
    double residentMib() {
        return residentMib;
    }

    /** Buffers outside the heap. */
    double directMib() {
        return directMib;
    }

    private void run() {
        try {
            while (!over) {
                residentMib = Math.max(residentMib, server.process().residentKib() / (double) KIB_PER_MIB);
                double direct = server.directMib();
                if (direct > directMib) {
                    directMib = direct;
                }
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        } catch (IOException | InterruptedException | NoSuchElementException e) {
            // The process, or the watch, has ended.
        }
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
    }
}
