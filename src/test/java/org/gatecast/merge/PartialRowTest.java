package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.TestReports.row;

import org.junit.jupiter.api.Test;

/** Rows of the stream that name some fields only. */
class PartialRowTest {
    private final MergeHarness mergeHarness =
            MergeHarness.after(new ExportScript().race("R", "QUA").rider("a").start("R", "a", 1));

    private void hears(TestReports.Row row) {
        mergeHarness.hears(1, row);
    }

    @Test
    void aFieldLeftOutKeepsWhatWasSaid() {
        hears(row("R", "a").time(9000).pen(200));
        hears(row("R", "a").status("DSQ"));
        assertThat(mergeHarness.row("R", "a"))
                .returns(9000, r -> r.time())
                .returns(200, r -> r.pen())
                .returns("DSQ", r -> r.status())
                .returns(null, r -> r.rnk());
    }

    @Test
    void aFieldGivenAsNullIsNotKnownAnyMore() {
        hears(row("R", "a").time(9000).pen(200).status("DSQ"));
        hears(row("R", "a").status(null));
        assertThat(mergeHarness.row("R", "a")).returns(9200, r -> r.total()).returns(1, r -> r.rnk());
        hears(row("R", "a").time(null).pen(null));
        assertThat(mergeHarness.row("R", "a")).returns(null, r -> r.time()).returns(null, r -> r.total());
    }

    @Test
    void aNewPenaltyMakesANewTotal() {
        hears(row("R", "a").time(9000).pen(200).total(9200));
        hears(row("R", "a").pen(400));
        assertThat(mergeHarness.row("R", "a").total()).isEqualTo(9400);
    }

    @Test
    void aPenaltyBesideATotalWithoutTimeLeavesTheTotalAlone() {
        hears(row("R", "a").total(25000));
        hears(row("R", "a").pen(400));
        assertThat(mergeHarness.row("R", "a"))
                .returns(25000, r -> r.total())
                .returns(400, r -> r.pen())
                .returns(1, r -> r.rnk());
    }

    @Test
    void aTimeWithoutStatusIsARunWithoutOne() {
        hears(row("R", "a").status("DNF"));
        hears(row("R", "a").time(9000));
        assertThat(mergeHarness.row("R", "a")).returns(null, r -> r.status()).returns(1, r -> r.rnk());
    }

    @Test
    void aPenaltyAloneIsNoResult() {
        hears(row("R", "a").pen(200));
        assertThat(mergeHarness.row("R", "a")).returns(null, r -> r.pen()).returns(null, r -> r.total());
        hears(row("R", "a").time(9000));
        assertThat(mergeHarness.row("R", "a").total()).isEqualTo(9200);
    }

    @Test
    void aTotalThatContradictsTimeAndPenaltyIsTakenAsItIs() {
        hears(row("R", "a").time(9000).pen(200).total(9999));
        assertThat(mergeHarness.row("R", "a")).returns(9999, r -> r.total()).returns(1, r -> r.rnk());
    }

    @Test
    void anyStatusTakesTheRankHoweverItIsWritten() {
        for (String status : new String[] {"DNS", "dnf", "CAP", "RAL", "Withdrawn"}) {
            hears(row("R", "a").time(9000).status(status));
            assertThat(mergeHarness.row("R", "a"))
                    .returns(status, r -> r.status())
                    .returns(null, r -> r.rnk())
                    .returns(null, r -> r.totalBehind());
        }
    }
}
