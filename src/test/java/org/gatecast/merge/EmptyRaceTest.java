package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.TestReports.whole;

import org.gatecast.model.RaceId;
import org.junit.jupiter.api.Test;

/**
 * A race without rows is left out of the results, as on disk: otherwise the first export after a restart would look
 * like a change.
 */
class EmptyRaceTest {
    private final MergeHarness harness =
            MergeHarness.after(new ExportScript().race("R", "QUA").rider("a"));

    @Test
    void anExportWithoutRowsLeavesNone() {
        assertThat(harness.state().results()).isEmpty();
        assertThat(harness.table("R")).isEmpty();
    }

    @Test
    void removingTheLastRowRemovesTheRaceFromTheResults() {
        harness.receives(1, whole("R", "a", 9000, 0));
        assertThat(harness.state().results()).containsOnlyKeys(new RaceId("R"));
        harness.receives(2, whole("R", "a", null, null));
        harness.imports(new ExportScript().race("R", "QUA").rider("a"), 3);
        assertThat(harness.state().results()).isEmpty();
    }
}
