package org.gatecast.lists;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.XmlLimits;
import org.gatecast.merge.MergeHarness;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.testing.Recording;

/** The lists of the real export, made without a server. */
final class RealLists {
    static final EventSnapshot SNAPSHOT = snapshot(Recording.xml().getBytes(StandardCharsets.UTF_8));

    private RealLists() {}

    static EventSnapshot snapshot(byte[] export) {
        return new MergeHarness(MergeStrategy.TCP)
                .imports(new ExportParser(XmlLimits.DEFAULT).parse(export), 0)
                .snapshot();
    }

    /** The race with the most rows: 104 riders in two runs. */
    static RaceTable largest() {
        return SNAPSHOT.tables().get(new RaceId(Recording.RACE));
    }

    static RaceList list(RaceTable table, ListKind kind, String catId) {
        return RaceList.of(RaceList.Source.of(SNAPSHOT, table), kind, catId);
    }

    /** Every list of every race. */
    static List<RaceList> all() {
        return SNAPSHOT.tables().values().stream()
                .flatMap(table -> List.of(ListKind.values()).stream()
                        .filter(kind -> ListKind.of(kind.label(), table.race().raceType())
                                .isPresent())
                        .map(kind -> list(table, kind, null)))
                .toList();
    }
}
