package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The short form of {@link FuzzIngest}, which is run at length by hand. */
class FuzzIngestTest {

    @Test
    void whateverComesInOnlyASoundValueOrALegibleRefusalComesOut() {
        FuzzIngest fuzz = new FuzzIngest(20261120);
        fuzz.run(3_000);

        assertThat(fuzz.accepted() + fuzz.refused()).isEqualTo(6_000);
        assertThat(fuzz.accepted())
                .as("inputs spoilt so little that they still mean something")
                .isGreaterThan(1_000);
        assertThat(fuzz.refused()).isGreaterThan(2_000);
    }
}
