package org.gatecast.bench.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.gatecast.testing.Answer;
import org.gatecast.testing.Api;
import org.gatecast.testing.Booth;
import org.gatecast.testing.ExportXml;

/**
 * One durable call: everything in it carries its number, so that a state tells which calls made it, and a state made of
 * two would show.
 *
 * @param number of its kind, from 0
 */
record Deed(Kind kind, int number) {
    static final String LIVE_RACE = "K1M_BR1";
    static final String EXPORTED_RACE = "K1M_FIN";
    static final String EDITION = "Edition ";
    static final int RIDERS = 60;

    private static final int FIRST_TIME = 9_000;
    /** Bodies of one kind differ in length, which the journal tells. */
    private static final int LENGTHS = 499;

    enum Kind {
        XML,
        RESULTS,
        CONFIG
    }

    /** In hundredths of a second, what a live call of this number says of every rider. */
    static int time(int number) {
        return FIRST_TIME + number;
    }

    static String strategy(int number) {
        return number % 2 == 0 ? "latest" : "tcp";
    }

    /** Length of the body as the journal counts it. */
    int bytes() {
        return switch (kind) {
            case XML -> export(number).getBytes(StandardCharsets.UTF_8).length;
            case RESULTS -> results(number).length();
            case CONFIG -> 0;
        };
    }

    Answer send(Booth booth) {
        return switch (kind) {
            case XML -> booth.importXml(export(number));
            case RESULTS ->
                booth.api()
                        .send(
                                "POST",
                                "/api/v1/ingest/results",
                                results(number).getBytes(StandardCharsets.UTF_8),
                                "X-API-Key",
                                booth.apiKey(),
                                "Content-Type",
                                "application/json");
            case CONFIG -> booth.configure(Api.MAPPER.createObjectNode().put("mergeStrategy", strategy(number)));
        };
    }

    static JsonNode rider(int number) {
        ObjectNode body = Api.MAPPER.createObjectNode();
        body.putArray("oncourse")
                .addObject()
                .put("participantId", ExportXml.id("K1M", 1))
                .put("raceId", LIVE_RACE)
                .put("bib", 1)
                .put("time", number);
        return body;
    }

    private static String results(int number) {
        ObjectNode body = Api.MAPPER.createObjectNode();
        ArrayNode rows = body.putArray("results");
        for (int bib = 1; bib <= RIDERS; bib++) {
            rows.addObject()
                    .put("raceId", LIVE_RACE)
                    .put("bib", bib)
                    .put("time", time(number))
                    .put("pen", 0);
        }
        return body + " ".repeat(number % LENGTHS);
    }

    private static String export(int number) {
        ExportXml export = ExportXml.on(LocalDate.now(ZoneOffset.UTC))
                .course(1, "NNRNSNRNRNSNNRNNRSNRNNRSNNRN")
                .raceClass("K1M", "ZS");
        for (int bib = 1; bib <= RIDERS; bib++) {
            export.rider("K1M", bib, "RIDER-" + bib, EDITION + number, "ZS");
        }
        export.race(LIVE_RACE, "K1M", "BR1").race(EXPORTED_RACE, "K1M", "FIN");
        for (int bib = 1; bib <= RIDERS; bib++) {
            export.start(LIVE_RACE, "K1M", bib).result(EXPORTED_RACE, "K1M", bib, time(number) * 10, 0);
        }
        return export + "\n".repeat(number % LENGTHS);
    }
}
