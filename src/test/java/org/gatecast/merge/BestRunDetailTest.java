package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.TestReports.row;
import static org.gatecast.merge.TestReports.whole;

import java.util.List;
import org.gatecast.model.Gates;
import org.gatecast.snapshot.ResultRow;
import org.junit.jupiter.api.Test;

/** Gates of two runs: those of the run that the row shows, and of the one beside it. */
class BestRunDetailTest {
    private static final Gates FIRST = new Gates(List.of(0, 2));
    private static final Gates SECOND = new Gates(List.of(2, 0));

    private final MergeHarness harness = MergeHarness.after(new ExportScript()
            .race("K1M_BR1", "BR1")
            .race("K1M_BR2", "BR2")
            .rider("a")
            .start("K1M_BR1", "a", 1)
            .start("K1M_BR2", "a", 1));

    private ResultRow shown() {
        return harness.row("K1M_BR2", "a");
    }

    @Test
    void bothRunsShowTheirGates() {
        harness.receives(
                1,
                whole("K1M_BR1", "a", 9000, 200).gates(FIRST),
                whole("K1M_BR2", "a", 9100, 200).gates(SECOND));
        assertThat(shown().detail().gates()).isEqualTo(SECOND);
        assertThat(shown().bestRun().prevDetail().gates()).isEqualTo(FIRST);
    }

    @Test
    void gatesOfASecondRunThatIsStillGoingOnDoNotHideTheFirst() {
        harness.receives(
                1,
                whole("K1M_BR1", "a", 9000, 200).gates(FIRST),
                row("K1M_BR2", "a").gates(SECOND));
        assertThat(shown().detail().gates()).isEqualTo(FIRST);
        assertThat(shown().total()).isEqualTo(9200);
    }

    @Test
    void norDoTheyHideADisqualifiedTotal() {
        harness.receives(
                1,
                row("K1M_BR1", "a").total(25000).status("DSQ"),
                row("K1M_BR2", "a").gates(SECOND));
        assertThat(shown().total()).isEqualTo(25000);
        assertThat(shown().status()).isEqualTo("DSQ");
    }

    @Test
    void gatesAloneAreShown() {
        harness.receives(1, row("K1M_BR2", "a").gates(SECOND));
        assertThat(shown().detail().gates()).isEqualTo(SECOND);
    }
}
