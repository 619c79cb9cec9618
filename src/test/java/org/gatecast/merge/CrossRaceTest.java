package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatecast.picture.ResultRow;
import org.junit.jupiter.api.Test;

/** Riders side by side; the rest of it is in the examples of {@code specs/merge.md}. */
class CrossRaceTest {
    @Test
    void heatsAreShownWhereRidersRaceInHeats() {
        Meet meet = Meet.after(draft("X4"));
        assertThat(meet.table("R")).extracting(ResultRow::heatNr).containsExactly(1, 2);
    }

    @Test
    void aHeatNumberInAnyOtherRaceIsNotShown() {
        Meet meet = Meet.after(draft("XT"));
        assertThat(meet.table("R")).extracting(ResultRow::heatNr).containsOnlyNulls();
    }

    private static Draft draft(String disId) {
        return new Draft()
                .race("R", disId)
                .rider("a")
                .rider("b")
                .row("R", "a", 1, 1, Says.rank(1))
                .row("R", "b", 2, 2, Says.rank(1));
    }
}
