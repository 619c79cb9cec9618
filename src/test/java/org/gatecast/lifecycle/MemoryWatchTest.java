package org.gatecast.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gatecast.testing.Await;
import org.junit.jupiter.api.Test;

/** When a lack of memory ends the process, and when it is only said. */
class MemoryWatchTest {
    private static final long MOST = 800;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final AtomicLong used = new AtomicLong(600);
    private final AtomicInteger collections = new AtomicInteger();
    private final AtomicInteger ends = new AtomicInteger();
    private final MemoryWatch memory = new MemoryWatch(new TestHeap(), now::get, ends::incrementAndGet);

    @Test
    void aRequestThatFoundNoMemoryMakesTheServiceNotReadyForHalfAMinute() {
        assertThat(memory.isShort()).isFalse();
        memory.requestFailed(new IllegalStateException(new OutOfMemoryError("Java heap space")));
        assertThat(memory.isShort()).isTrue();
        now.addAndGet(TimeUnit.SECONDS.toNanos(30) - 1);
        assertThat(memory.isShort()).isTrue();
        now.addAndGet(1);
        assertThat(memory.isShort()).isFalse();
    }

    @Test
    void aRequestThatFoundNoMemoryEndsNothingWhileAQuarterIsFree() {
        memory.requestFailed(new OutOfMemoryError());
        memory.check();
        assertThat(collections).hasValue(1);
        assertThat(ends).hasValue(0);
    }

    @Test
    void itEndsTheProcessOnceWhenLessIsFree() {
        used.set(601);
        memory.requestFailed(new OutOfMemoryError());
        memory.check();
        memory.check();
        assertThat(ends).hasValue(1);
    }

    @Test
    void whateverElseFoundNoMemoryEndsTheProcess() {
        memory.otherFailed(new OutOfMemoryError());
        memory.otherFailed(new OutOfMemoryError());
        assertThat(ends).hasValue(1);
        assertThat(memory.isShort()).isTrue();
    }

    @Test
    void otherFailuresAreNoneOfItsBusiness() {
        memory.otherFailed(new IllegalStateException(new StackOverflowError()));
        memory.requestFailed(new IllegalStateException());
        assertThat(memory.isShort()).isFalse();
        assertThat(ends).hasValue(0);
    }

    @Test
    void itsOwnThreadLooks() {
        used.set(MOST);
        memory.start();
        try {
            memory.requestFailed(new OutOfMemoryError());
            Await.until("the process was to end", () -> ends.get() == 1);
        } finally {
            memory.close();
        }
    }

    private final class TestHeap implements MemoryWatch.Heap {
        @Override
        public void collect() {
            collections.incrementAndGet();
        }

        @Override
        public long usedBytes() {
            return used.get();
        }

        @Override
        public long maxBytes() {
            return MOST;
        }
    }
}
