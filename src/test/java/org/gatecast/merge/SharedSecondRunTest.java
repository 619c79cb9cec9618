package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.TestReports.whole;

import org.junit.jupiter.api.Test;

/** Ids of races that a timing system does not write, but an export may have: two first runs with the same second run. */
class SharedSecondRunTest {
    private static final String ONE = "BR1BR1";
    private static final String OTHER = "BR1BR2";
    private static final String SECOND = "BR2BR2";

    @Test
    void aResultOfTheSecondRunReachesTheTablesOfBothFirstRuns() {
        ExportScript script =
                new ExportScript().race(ONE, "BR1").race(OTHER, "BR1").race(SECOND, "BR2");
        for (String race : new String[] {ONE, OTHER, SECOND}) {
            script.rider("a").rider("b").start(race, "a", 1).start(race, "b", 2);
        }
        MergeHarness harness = MergeHarness.after(script);

        harness.receives(1, whole(ONE, "a", 9000, 0), whole(OTHER, "a", 9100, 0));
        harness.receives(2, whole(SECOND, "a", 8800, 0));
        harness.receives(3, whole(SECOND, "b", 8700, 0));

        assertThat(harness.row(ONE, "a").bestRun().totalTotal()).isEqualTo(8800);
        assertThat(harness.row(OTHER, "a").bestRun().totalTotal()).isEqualTo(8800);
        assertThat(harness.row(SECOND, "a").rnk()).isEqualTo(2);
    }
}
