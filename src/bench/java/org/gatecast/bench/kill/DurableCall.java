package org.gatecast.bench.kill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatecast.bench.HttpConnection;
import org.gatecast.bench.HttpConnection.Response;
import org.gatecast.testing.ExportXml;

/**
 * One durable call: everything in it carries its number, so that a state tells which calls made it, and a state made of
 * two would show.
 *
 * @param number of its kind, from 0
 */
record DurableCall(Kind kind, int number) {
    static final String LIVE_RACE = "K1M_BR1";
    static final String EXPORTED_RACE = "K1M_FIN";
    static final String EDITION = "Edition ";
    static final int RIDERS = 60;

    private static final String JSON = "application/json";
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

    /** Length of the body, as the journal counts it. */
    int bytes() {
        return body().length;
    }

    /** Makes the call over a connection that carries the event's key. */
    Response send(HttpConnection booth, String eventId) throws IOException {
        return switch (kind) {
            case XML -> booth.send("POST", "/api/v1/ingest/xml", "application/xml", body());
            case RESULTS -> booth.send("POST", "/api/v1/ingest/results", JSON, body());
            case CONFIG -> booth.send("PATCH", "/api/v1/admin/events/" + eventId + "/config", JSON, body());
        };
    }

    private byte[] body() {
        String body =
                switch (kind) {
                    case XML -> export(number);
                    case RESULTS -> results(number);
                    case CONFIG -> "{\"mergeStrategy\": \"" + strategy(number) + "\"}";
                };
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** A rider's clock, which is not durable. */
    static Response rider(HttpConnection booth, int time) throws IOException {
        String body = "{\"oncourse\": [{\"participantId\": \"" + ExportXml.id("K1M", 1) + "\", \"raceId\": \""
                + LIVE_RACE + "\", \"bib\": 1, \"time\": " + time + "}]}";
        return booth.send("POST", "/api/v1/ingest/oncourse", JSON, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String results(int number) {
        return IntStream.rangeClosed(1, RIDERS)
                        .mapToObj(bib -> "{\"raceId\": \"%s\", \"bib\": %d, \"time\": %d, \"pen\": 0}"
                                .formatted(LIVE_RACE, bib, time(number)))
                        .collect(Collectors.joining(", ", "{\"results\": [", "]}"))
                + " ".repeat(number % LENGTHS);
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
