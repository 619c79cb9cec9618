package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import org.gatecast.testing.Await;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Every buffer that the suite before this test allocated was released. Netty finds a leak when the buffer is collected as
 * garbage. So this test leaks one on purpose: when that one is found, earlier leaks have been found, too.
 */
@Order(Integer.MAX_VALUE - 1)
class BufferLeakIT {
    private static final String ON_PURPOSE = "leaked on purpose";

    @Test
    void noBufferOfTheWholeSuiteWasLeaked() {
        assertThat(ResourceLeakDetector.getLevel())
                .as("every buffer is watched")
                .isEqualTo(ResourceLeakDetector.Level.PARANOID);
        leakOne();
        Await.until("the leak detector has looked at everything", () -> {
            System.gc();
            allocateOne();
            return LeakLog.reports().stream().anyMatch(report -> report.contains(ON_PURPOSE));
        });
        List<String> others = LeakLog.reports().stream()
                .filter(report -> !report.contains(ON_PURPOSE))
                .toList();
        assertThat(others).isEmpty();
    }

    private static void leakOne() {
        ByteBuf leaked = PooledByteBufAllocator.DEFAULT.directBuffer(16);
        leaked.touch(ON_PURPOSE);
    }

    /** The detector looks for leaks at each allocation. */
    private static void allocateOne() {
        PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
    }
}
