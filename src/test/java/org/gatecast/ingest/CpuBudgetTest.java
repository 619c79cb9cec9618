package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CpuBudgetTest {
    private final AtomicLong clock = new AtomicLong(77);

    @Test
    void itIsSpentWhenTheTimeIsUp() {
        CpuBudget budget = new CpuBudget(Duration.ofNanos(100), clock::get);
        assertThat(stepsUntilSpent(budget, 10_000)).isEqualTo(10_000);
        clock.addAndGet(100);
        assertThat(stepsUntilSpent(budget, 10_000)).isEqualTo(10_000);
        clock.addAndGet(1);
        assertThat(stepsUntilSpent(budget, 10_000)).isLessThan(1_100);
    }

    @Test
    void anExportThatTakesMoreIsRefusedWithThePlaceItCameTo() {
        XmlLimits limits = new XmlLimits(8, 1_000_000, 1_000, 100, 1_000, 1_000, Duration.ZERO);
        byte[] export = SampleExports.exportWith("<a/>".repeat(200_000)).getBytes(UTF_8);
        assertThat(SampleExports.refusal(() -> new ExportParser(limits).parse(export)))
                .matches("XML, line 1, column \\d+: reading this far took more than 0 ms of processor time.*");
        assertThat(SampleExports.parse(new String(export, UTF_8)).races()).hasSize(1);
    }

    private static int stepsUntilSpent(CpuBudget budget, int most) {
        int steps = 0;
        while (steps < most && !budget.isSpent()) {
            steps++;
        }
        return steps;
    }
}
