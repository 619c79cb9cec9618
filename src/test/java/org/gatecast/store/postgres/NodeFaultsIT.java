package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.bench.faults.FaultRun;
import org.junit.jupiter.api.Test;

/** Several nodes and a database that fail in every way, one after the other. */
class NodeFaultsIT {
    private static final long SEED = 20261122;

    @Test
    void whateverFailsEverybodyEndsUpWithWhatTheDatabaseHas() throws InterruptedException {
        List<String> faults = new ArrayList<>();
        try (FaultRun run = new FaultRun(2, SEED, faults::add)) {
            FaultRun.Outcome outcome = run.runEach();
            assertThat(outcome.findings()).as("%s", faults).isEmpty();
            assertThat(outcome.acknowledged()).isGreaterThan(outcome.faults());
            assertThat(outcome.lost()).as("what made the failover lose commits").isPositive();
        }
    }
}
