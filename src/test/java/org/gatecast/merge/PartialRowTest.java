package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.TestReports.row;

import org.junit.jupiter.api.Test;

/** Rows of the stream with only some fields. */
class PartialRowTest {
    private final MergeHarness harness =
            MergeHarness.after(new ExportScript().race("R", "QUA").rider("a").start("R", "a", 1));

    private void receives(TestReports.Row row) {
        harness.receives(1, row);
    }

    @Test
    void aFieldLeftOutKeepsWhatWasSaid() {
        receives(row("R", "a").time(9000).pen(200));
        receives(row("R", "a").status("DSQ"));
        assertThat(harness.row("R", "a"))
                .returns(9000, r -> r.time())
                .returns(200, r -> r.pen())
                .returns("DSQ", r -> r.status())
                .returns(null, r -> r.rnk());
    }

    @Test
    void aFieldGivenAsNullIsNotKnownAnyMore() {
        receives(row("R", "a").time(9000).pen(200).status("DSQ"));
        receives(row("R", "a").status(null));
        assertThat(harness.row("R", "a")).returns(9200, r -> r.total()).returns(1, r -> r.rnk());
        receives(row("R", "a").time(null).pen(null));
        assertThat(harness.row("R", "a")).returns(null, r -> r.time()).returns(null, r -> r.total());
    }

    @Test
    void aNewPenaltyMakesANewTotal() {
        receives(row("R", "a").time(9000).pen(200).total(9200));
        receives(row("R", "a").pen(400));
        assertThat(harness.row("R", "a").total()).isEqualTo(9400);
    }

    @Test
    void aPenaltyBesideATotalWithoutTimeLeavesTheTotalAlone() {
        receives(row("R", "a").total(25000));
        receives(row("R", "a").pen(400));
        assertThat(harness.row("R", "a"))
                .returns(25000, r -> r.total())
                .returns(400, r -> r.pen())
                .returns(1, r -> r.rnk());
    }

    @Test
    void aTimeWithoutStatusIsARunWithoutOne() {
        receives(row("R", "a").status("DNF"));
        receives(row("R", "a").time(9000));
        assertThat(harness.row("R", "a")).returns(null, r -> r.status()).returns(1, r -> r.rnk());
    }

    @Test
    void aPenaltyAloneIsNoResult() {
        receives(row("R", "a").pen(200));
        assertThat(harness.row("R", "a")).returns(null, r -> r.pen()).returns(null, r -> r.total());
        receives(row("R", "a").time(9000));
        assertThat(harness.row("R", "a").total()).isEqualTo(9200);
    }

    @Test
    void aTotalThatContradictsTimeAndPenaltyIsTakenAsItIs() {
        receives(row("R", "a").time(9000).pen(200).total(9999));
        assertThat(harness.row("R", "a")).returns(9999, r -> r.total()).returns(1, r -> r.rnk());
    }

    @Test
    void anyStatusTakesTheRankHoweverItIsWritten() {
        for (String status : new String[] {"DNS", "dnf", "CAP", "RAL", "Withdrawn"}) {
            receives(row("R", "a").time(9000).status(status));
            assertThat(harness.row("R", "a"))
                    .returns(status, r -> r.status())
                    .returns(null, r -> r.rnk())
                    .returns(null, r -> r.totalBehind());
        }
    }
}
