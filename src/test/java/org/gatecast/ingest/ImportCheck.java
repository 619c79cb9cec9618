package org.gatecast.ingest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.gatecast.merge.MergeHarness;
import org.gatecast.model.EventState;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.ResultUpdate;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/**
 * Merges one export after the other into the same event, with tables of the stream in between, calculates the snapshot
 * ({@link MergeHarness} compares it with one calculated anew), and writes all public JSON.
 */
final class ImportCheck {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final MergeHarness harness;
    private final List<List<ResultUpdate>> tables;
    private final Random random;
    private int second;

    ImportCheck(MergeStrategy strategy, List<List<ResultUpdate>> tables, Random random) {
        this.harness = new MergeHarness(strategy);
        this.tables = tables;
        this.random = random;
    }

    /**
     * @throws IllegalStateException when the event does not hold together afterwards
     */
    void take(Export export) {
        second += random.nextInt(60);
        if (random.nextInt(4) == 0) {
            harness.receives(second, tables.get(random.nextInt(tables.size())));
        }
        harness.imports(export, second);
        EventState once = harness.state();
        requireWhole(once);
        requireReadable(harness.snapshot());
        harness.imports(export, second);
        require(harness.state().equals(once), "the same export again changed something");
    }

    /** What foreign keys demand, so that it can be stored. */
    private static void requireWhole(EventState state) {
        require(
                state.races().values().stream().allMatch(race -> state.classes().containsKey(race.classId())),
                "a race of a class that is not there");
        require(
                state.participants().values().stream()
                        .allMatch(person -> state.classes().containsKey(person.classId())),
                "a participant of a class that is not there");
        require(
                state.gateStatistics().stream()
                        .allMatch(gates -> state.classes().containsKey(gates.classId())),
                "gate statistics of a class that is not there");
        state.results()
                .forEach((race, rows) -> rows.forEach((person, row) -> require(
                        row.raceId().equals(race) && row.participantId().equals(person), "a row in the wrong place")));
    }

    private void requireReadable(EventSnapshot snapshot) {
        snapshot.tables().values().forEach(ImportCheck::requireRanked);
        parsed(json -> PublicJson.eventDetail(json, snapshot));
        parsed(json -> PublicJson.officials(json, snapshot.officials()));
        parsed(json -> PublicJson.gateStatistics(json, snapshot.gateStatistics()));
        List<RaceTable> all = List.copyOf(snapshot.tables().values());
        RaceTable table = all.get(random.nextInt(all.size()));
        parsed(json -> PublicJson.results(json, table, null, null, true));
        parsed(json -> PublicJson.startlist(json, table));
    }

    /** Ranks go up, and whoever has none comes last. */
    private static void requireRanked(RaceTable table) {
        List<Integer> ranks = table.rows().stream().map(ResultRow::rnk).toList();
        List<Integer> known = ranks.stream().filter(Objects::nonNull).toList();
        require(ranks.subList(0, known.size()).equals(known), "a row without rank among those with one");
        require(known.stream().sorted().toList().equals(known), "ranks out of order");
    }

    private static void parsed(PublicJson.Part part) {
        PublicJson.Document document = PublicJson.document(part);
        try {
            MAPPER.readTree(document.array(), 0, document.length());
        } catch (IOException e) {
            throw new IllegalStateException("no JSON", e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
