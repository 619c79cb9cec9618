package org.gatecast.lifecycle;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of the service when the JVM has no memory for something. A request that found none is refused; then it is
 * asked whether any is left. If not, or if something other than a request found none, the process had better end: its
 * supervisor starts it anew, and what was acknowledged is on the disk. The JVM's own flag, which {@code conf/jvm.options}
 * sets, does so at once; this is for whoever starts the service without it, and for memory outside the heap. Any thread.
 */
public final class MemoryWatch {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryWatch.class);

    /** For so long the service calls itself not ready. */
    private static final long NOT_READY_NANOS = TimeUnit.SECONDS.toNanos(30);

    /**
     * Memory is at its end when less than this part of the heap is free after a collection: what is left then goes by one
     * collection after the other, and large bodies fit no more.
     */
    private static final long MIN_FREE_DIVISOR = 4;

    private final Heap heap;
    private final LongSupplier nanoTime;
    private final Runnable onExhausted;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong shortUntil;
    private volatile boolean checkRequested;
    private Thread checker;

    /** The heap, as far as it matters here. */
    public interface Heap {
        /** Collects what nobody needs. */
        void collect();

        long usedBytes();

        /** As large as it may grow. */
        long maxBytes();
    }

    /**
     * @param ending ends the process; runs at most once, on any thread
     */
    public MemoryWatch(Heap heap, LongSupplier nanoTime, Runnable ending) {
        this.heap = heap;
        this.nanoTime = nanoTime;
        this.onExhausted = ending;
        this.shortUntil = new AtomicLong(nanoTime.getAsLong());
    }

    /** Of this JVM; {@link #start} must follow. */
    public static MemoryWatch ofThisProcess(Runnable ending) {
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
                ending);
    }

    public static boolean isOutOfMemory(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
        }
        return false;
    }

    /** From now on a thread is there that looks: when memory has run out, there may be none for a thread. */
    public void start() {
        checker = new Thread(this::checkOnRequest, "memory");
        checker.setDaemon(true);
        checker.start();
    }

    /** Nobody looks any more. */
    public void close() {
        ended.set(true);
        LockSupport.unpark(checker);
    }

    /** A request failed, and will be refused. Anything but a lack of memory is passed over. */
    public void requestFailed(Throwable failure) {
        if (isOutOfMemory(failure)) {
            shortUntil.set(nanoTime.getAsLong() + NOT_READY_NANOS);
            checkRequested = true;
            LockSupport.unpark(checker);
        }
    }

    /**
     * Something else failed, of which nobody knows what it left undone. Anything but a lack of memory is passed over.
     */
    public void otherFailed(Throwable failure) {
        if (isOutOfMemory(failure)) {
            shortUntil.set(nanoTime.getAsLong() + NOT_READY_NANOS);
            exhausted("Memory ran out in the middle of work that cannot be refused");
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

    /** Collects, and decides whether enough is left to go on; takes as long as a full collection. */
    void check() {
        heap.collect();
        long used = heap.usedBytes();
        long most = heap.maxBytes();
        if (most - used < most / MIN_FREE_DIVISOR) {
            exhausted("Memory is at its end, %d of %d MB of heap are in use".formatted(used >> 20, most >> 20));
        } else {
            LOG.warn("Memory ran out for a request; {} of {} MB of heap are in use", used >> 20, most >> 20);
        }
    }

    private void exhausted(String why) {
        if (ended.compareAndSet(false, true)) {
            LOG.error("{}: the process ends. Give it more: -Xmx, or -XX:MaxRAMPercentage.", why);
            onExhausted.run();
        }
    }
}
