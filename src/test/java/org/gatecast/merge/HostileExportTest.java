package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatecast.model.ClassId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.RunDetail;
import org.gatecast.testing.HashCollisions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Exports of the maximum size, made to block the store's thread. In quadratic time they would block it for minutes;
 * they take less than a second.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
class HostileExportTest {
    private static final int ROWS = 50_000;

    @Test
    void firstAndSecondRunsOfOneClassArePairedByTheirIds() {
        List<Race> races = new ArrayList<>();
        for (int i = 0; i < ROWS / 2; i++) {
            races.add(race(i + "_BR1", "BR1"));
            races.add(race(i + "_BR2", "BR2"));
        }
        races.add(race("alone_BR1", "BR1"));
        BestRunPairs pairs = new BestRunPairs(races);
        assertThat(pairs.partnerOf(new RaceId("7_BR1"))).isEqualTo(new RaceId("7_BR2"));
        assertThat(pairs.partnerOf(new RaceId("24999_BR2"))).isEqualTo(new RaceId("24999_BR1"));
        assertThat(pairs.partnerOf(new RaceId("alone_BR1"))).isNull();
    }

    @Test
    void rowsWithoutABibAreComparedAlthoughTheirHashesAreEqual() {
        List<ResultRow> before = rows();
        List<ResultRow> after = rows();
        assertThat(TableChanges.between(before, after)).isEqualTo(new TableChanges(List.of(), true));
        ResultRow changed = row("somebody else");
        after.set(ROWS - 1, changed);
        assertThat(TableChanges.between(before, after)).isEqualTo(new TableChanges(List.of(changed), false));
    }

    private static Race race(String id, String discipline) {
        return Race.ofExport(new RaceId(id), new ClassId("K1M"), discipline, null, null, null, null, null, null);
    }

    private static List<ResultRow> rows() {
        List<ResultRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(row(HashCollisions.text(i, 36)));
        }
        return rows;
    }

    private static ResultRow row(String name) {
        return new ResultRow(
                null,
                null,
                null,
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                RunDetail.NONE);
    }
}
