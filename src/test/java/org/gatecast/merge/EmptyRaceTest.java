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
    private final MergeHarness mergeHarness =
            MergeHarness.after(new ExportScript().race("R", "QUA").rider("a"));

    @Test
    void anExportWithoutRowsLeavesNone() {
        assertThat(mergeHarness.state().results()).isEmpty();
        assertThat(mergeHarness.table("R")).isEmpty();
    }

    @Test
    void removingTheLastRowRemovesTheRaceFromTheResults() {
        mergeHarness.receives(1, whole("R", "a", 9000, 0));
        assertThat(mergeHarness.state().results()).containsOnlyKeys(new RaceId("R"));
        mergeHarness.receives(2, whole("R", "a", null, null));
        mergeHarness.imports(new ExportScript().race("R", "QUA").rider("a"), 3);
        assertThat(mergeHarness.state().results()).isEmpty();
    }
}
