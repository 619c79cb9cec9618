package org.gatecast.lifecycle;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what happens when the JVM runs out of memory. A request that got none is refused, and the free heap is checked. The
 * process ends if too little is free, or if something other than a request got none: a supervisor restarts it, and everything
 * acknowledged is on disk. The JVM's flag in {@code conf/jvm.options} ends it at once; this is for a start without the flag,
 * and for memory outside the heap. Any thread.
 */
public final class MemoryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);

    /** How long {@code /ready} reports it. */
    private static final long NOT_READY_NANOS = TimeUnit.SECONDS.toNanos(30);

    /**
     * Memory is exhausted when less than this part of the heap is free after a collection: with less the collector runs
     * all the time, and large bodies do not fit.
     */
    private static final long MIN_FREE_DIVISOR = 4;

    private final Heap heap;
    private final LongSupplier nanoTime;
    private final Runnable onExhausted;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong shortUntil;
    private volatile boolean checkRequested;
    private Thread checker;

    public interface Heap {
        void collect();

        long usedBytes();

        long maxBytes();
    }

    /**
     * @param onExhausted ends the process; runs at most once, on any thread
     */
    public MemoryWatch(Heap heap, LongSupplier nanoTime, Runnable onExhausted) {
        this.heap = heap;
        this.nanoTime = nanoTime;
        this.onExhausted = onExhausted;
        this.shortUntil = new AtomicLong(nanoTime.getAsLong());
    }

    /** Of this JVM; {@link #start} must follow. */
    public static MemoryWatch ofThisProcess(Runnable onExhausted) {
        return new MemoryWatch(
                new Heap() {
                    @Override
                    public void collect() {
                        System.gc();
                    }

                    @Override
                    public long usedBytes() {
                        return Runtime.getRuntime().totalMemory()
                                - Runtime.getRuntime().freeMemory();
                    }

                    @Override
                    public long maxBytes() {
                        return Runtime.getRuntime().maxMemory();
                    }
                },
                System::nanoTime,
                onExhausted);
    }

    public static boolean isOutOfMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    /** Starts the thread that checks, since there may be no memory for a thread later. */
    public void start() {
        checker = new Thread(this::checkOnRequest, "memory");
        checker.setDaemon(true);
        checker.start();
    }

    public void close() {
        ended.set(true);
        LockSupport.unpark(checker);
    }

    /** A request failed and will be refused. Failures other than a lack of memory are ignored. */
    public void requestFailed(Throwable failure) {
        if (isOutOfMemory(failure)) {
            shortUntil.set(nanoTime.getAsLong() + NOT_READY_NANOS);
            checkRequested = true;
            LockSupport.unpark(checker);
        }
    }

    /** Something else failed and may have left work undone. Failures other than a lack of memory are ignored. */
    public void otherFailed(Throwable failure) {
        if (isOutOfMemory(failure)) {
            shortUntil.set(nanoTime.getAsLong() + NOT_READY_NANOS);
            exhausted("Memory ran out during work that cannot be refused");
        }
    }

    /** Whether memory ran out within the last 30 s. */
    public boolean isShort() {
        return nanoTime.getAsLong() - shortUntil.get() < 0;
    }

    private void checkOnRequest() {
        while (!ended.get()) {
            if (checkRequested) {
                checkRequested = false;
                check();
            } else {
                LockSupport.park(this);
            }
        }
    }

    /** Takes as long as a full collection. */
    void check() {
        heap.collect();
        long used = heap.usedBytes();
        long most = heap.maxBytes();
        if (most - used < most / MIN_FREE_DIVISOR) {
            exhausted("Memory is exhausted: %d of %d MB of heap are in use".formatted(used >> 20, most >> 20));
        } else {
            LOG.warn("Memory ran out for a request; {} of {} MB of heap are in use", used >> 20, most >> 20);
        }
    }

    private void exhausted(String why) {
        if (ended.compareAndSet(false, true)) {
            LOG.error("{}. The process ends. Give it more memory with -Xmx or -XX:MaxRAMPercentage.", why);
            onExhausted.run();
        }
    }
}
