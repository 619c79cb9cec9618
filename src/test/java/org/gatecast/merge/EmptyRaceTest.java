package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.Says.whole;

import org.gatecast.model.RaceId;
import org.junit.jupiter.api.Test;

/**
 * A race without rows has no place among the entries, as none is found on disk: else the first export after a restart
 * would be news.
 */
class EmptyRaceTest {
    private final Meet meet = Meet.after(new Draft().race("R", "QUA").rider("a"));

    @Test
    void anExportWithoutRowsLeavesNone() {
        assertThat(meet.state().entries()).isEmpty();
        assertThat(meet.table("R")).isEmpty();
    }

    @Test
    void theLastRowThatGoesTakesTheRaceWithIt() {
        meet.hears(1, whole("R", "a", 9000, 0));
        assertThat(meet.state().entries()).containsOnlyKeys(new RaceId("R"));
        meet.hears(2, whole("R", "a", null, null));
        meet.imports(new Draft().race("R", "QUA").rider("a"), 3);
        assertThat(meet.state().entries()).isEmpty();
    }
}
