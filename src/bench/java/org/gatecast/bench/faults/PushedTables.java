package org.gatecast.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Recording;

/**
 * What an event begins with, and the tables that its booths push.
 *
 * @param export imported at the beginning
 * @param races each is pushed by a booth of its own
 * @param tables for each call; after the last one comes the first one again
 */
record PushedTables(String export, List<String> races, List<List<Row>> tables) {
    private static final int RIDERS = 20;
    private static final String SECOND_RUN = Recording.RACE;
    private static final String FIRST_RUN = SECOND_RUN.replace("BR2", "BR1");

    /** @param penalty as the booth says it, with a time that it makes up */
    record Row(int bib, int penalty) {}

    /** Two races of the same few riders. */
    static PushedTables small() {
        List<String> races = List.of("K1M_BR1", "K1M_FIN");
        ExportXml export = ExportXml.on(LocalDate.now(ZoneOffset.UTC)).raceClass("K1M", "ZS");
        races.forEach(race -> export.race(race, "K1M", race.substring(race.indexOf('_') + 1)));
        List<Row> table = IntStream.rangeClosed(1, RIDERS)
                .mapToObj(bib -> new Row(bib, 0))
                .toList();
        for (Row row : table) {
            export.rider("K1M", row.bib(), "RIDER-" + row.bib(), "Rob", "ZS");
            races.forEach(race -> export.start(race, "K1M", row.bib()));
        }
        return new PushedTables(export.toString(), races, List.of(table));
    }

    /** The recorded event with its 44 races; both runs are pushed with the tables of the recorded second run. */
    static PushedTables recorded() {
        List<List<Row>> tables = new ArrayList<>();
        for (Recording.Call call : Recording.tables()) {
            List<Row> rows = new ArrayList<>();
            for (JsonNode row : call.body().get("results")) {
                if (!row.path("time").isMissingNode() && !row.get("time").isNull()) {
                    rows.add(new Row(row.get("bib").asInt(), row.path("pen").asInt()));
                }
            }
            if (!rows.isEmpty()) {
                tables.add(rows);
            }
        }
        return new PushedTables(Recording.xml(LocalDate.now(ZoneOffset.UTC)), List.of(FIRST_RUN, SECOND_RUN), tables);
    }

    /** The field of a public row with the time of this race. The rows of both runs are those of the second one. */
    static String timeField(String race) {
        return race.equals(FIRST_RUN) ? "prevTime" : "time";
    }

    List<Row> table(int call) {
        return tables.get(call % tables.size());
    }
}
