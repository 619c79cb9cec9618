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
 * Whatever the suite before it did, every buffer lent was given back. A leak is found when its buffer is collected as
 * garbage, so one is made on purpose, last: once that has been found, so has what was lost before it.
 */
@Order(Integer.MAX_VALUE - 1)
class LeakReportsIT {
    private static final String ON_PURPOSE = "lost on purpose";

    @Test
    void noBufferOfTheWholeSuiteWasLost() {
        assertThat(ResourceLeakDetector.getLevel())
                .as("every buffer is watched")
                .isEqualTo(ResourceLeakDetector.Level.PARANOID);
        loseOne();
        Await.until("the leak detector has looked at everything", () -> {
            System.gc();
            lendOne();
            return LeakReports.reports().stream().anyMatch(report -> report.contains(ON_PURPOSE));
        });
        List<String> others = LeakReports.reports().stream()
                .filter(report -> !report.contains(ON_PURPOSE))
                .toList();
        assertThat(others).isEmpty();
    }

    private static void loseOne() {
        ByteBuf lost = PooledByteBufAllocator.DEFAULT.directBuffer(16);
        lost.touch(ON_PURPOSE);
    }

    /** The detector looks when something is lent. */
    private static void lendOne() {
        PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
    }
}
