package org.gatecast.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After every other integration test, in the one JVM that they all run in: nothing was said that is not documented, and
 * nothing is documented that was never said.
 */
@Order(Integer.MAX_VALUE)
class ContractCoverageIT {
    private static final Logger LOG = LoggerFactory.getLogger(ContractCoverageIT.class);

    private final Coverage coverage = ApiContract.ofThisRun().coverage();

    @Test
    void everyMessageMatchesTheSpecifications() {
        assertThat(coverage.mismatches()).isEmpty();
    }

    @Test
    void everyOperationWasGrantedAtLeastOnce() {
        assumeThat(coverage.isEmpty()).as("no other test ran").isFalse();
        assertThat(coverage.unexercisedOperations()).isEmpty();
    }

    @Test
    void everyMessageWasReceived() {
        assumeThat(coverage.isEmpty()).as("no other test ran").isFalse();
        // The server says it only when it fails to say anything else.
        assertThat(coverage.unexercisedMessages()).isSubsetOf("refresh");
    }

    @Test
    void everyResponseWasSeenExceptThoseThatNeedAFailure() {
        assumeThat(coverage.isEmpty()).as("no other test ran").isFalse();
        LOG.info("Documented answers that no test has seen: {}", coverage.unexercisedStatuses());
        assertThat(coverage.unexercisedStatuses())
                // The event must vanish, or the disk fail, while the call is under way.
                .allMatch(response -> response.endsWith(" 503") || response.equals("pushResults 404"))
                .doesNotContain("spectate 503", "spectateByEventStream 503");
    }
}
