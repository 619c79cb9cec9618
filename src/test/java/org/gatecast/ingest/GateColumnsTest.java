package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.exportWith;
import static org.gatecast.ingest.SampleExports.parse;
import static org.gatecast.ingest.SampleExports.resultOfAnna;

import org.gatecast.model.Export;
import org.gatecast.model.Gates;
import org.junit.jupiter.api.Test;

/** The fixed-width gate columns of the export (contract section 5). */
class GateColumnsTest {

    @Test
    void columnsAreThreeWideAndRightAligned() {
        assertThat(gates("  0  2 50  0").penalties()).containsExactly(0, 2, 50, 0);
    }

    @Test
    void aBlankColumnIsAGateNotPassedEvenInFront() {
        assertThat(gates("     2     0      ").penalties()).containsExactly(null, 2, null, 0);
    }

    @Test
    void blankColumnsAreNoPenalties() {
        assertThat(gates("            ")).isNull();
    }

    @Test
    void aLastColumnThatLostItsEndIsStillRead() {
        assertThat(gates("  0  2").penalties()).containsExactly(0, 2);
        assertThat(gates("  0  2  0 ").penalties()).containsExactly(0, 2, 0);
    }

    @Test
    void anyWholeNumberIsAPenalty() {
        assertThat(gates(" 52100150300  4  0").penalties()).containsExactly(52, 100, 150, 300, 4, 0);
    }

    @Test
    void aColumnThatIsNoPenaltyIsNotPassedAndWarnedOf() {
        Export export = parse(exportWith("\n", resultOfAnna("<Gates>  0 xy -2 +2 ١2 .5  2</Gates>")));

        assertThat(export.results().get(0).exportReport().gates().penalties())
                .containsExactly(0, null, null, null, null, null, 2);
        assertThat(export.warnings())
                .containsExactly("5 × gate columns that are no penalty, taken as not passed:"
                        + " gate 2 \" xy\" at line 2, column 1");
    }

    @Test
    void moreGatesThanAnyCourseHasAreCutOff() {
        assertThat(gates("  2".repeat(500)).penalties()).hasSize(99);
    }

    private static Gates gates(String columns) {
        return parse(exportWith(resultOfAnna("<Gates>" + columns + "</Gates><Rnk>1</Rnk>")))
                .results()
                .get(0)
                .exportReport()
                .gates();
    }
}
