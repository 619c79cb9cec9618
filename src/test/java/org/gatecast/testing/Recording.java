package org.gatecast.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A real race: the export of its timing program, and the calls that a pusher in the field then made. What the calls are
 * about follows the export by a little. Every test and benchmark reads both from here.
 */
public final class Recording {
    /** The race that all tables are about and most riders on course are in: a second run, of the largest class. */
    public static final String RACE = "K1M_ST_BR2_6";

    private static final LocalDate FIRST_RACE_DAY = LocalDate.of(2024, 4, 6);
    private static final LocalDate LAST_RACE_DAY = LocalDate.of(2024, 4, 7);
    private static final Pattern EVENT_DATE = Pattern.compile("<(StartDate|EndDate)>[^<T]*");
    private static final Pattern RACE_DATE = Pattern.compile("<StartTime>([^<T]*)T");

    private Recording() {}

    /**
     * A call of the pusher.
     *
     * @param millis since the recording began
     */
    public record Call(long millis, String path, JsonNode body) {
        public boolean isResults() {
            return path.endsWith("/results");
        }
    }

    /** The export as Canoe123 wrote it: its event is dated two years after its races. */
    public static String xml() {
        return resource("/race/export.xml");
    }

    /** The export with all its races' dates moved by the same number of days, so that its last races and its event's end are on {@code day}. */
    public static String xml(LocalDate day) {
        long days = ChronoUnit.DAYS.between(LAST_RACE_DAY, day);
        String moved = RACE_DATE
                .matcher(xml())
                .replaceAll(
                        match -> "<StartTime>" + LocalDate.parse(match.group(1)).plusDays(days) + "T");
        return EVENT_DATE
                .matcher(moved)
                .replaceAll(match -> "<" + match.group(1) + ">"
                        + (match.group(1).equals("StartDate") ? FIRST_RACE_DAY : LAST_RACE_DAY).plusDays(days));
    }

    /** The pusher's calls, in order. */
    public static List<Call> calls() {
        return resource("/race/pusher.jsonl").lines().map(Recording::call).toList();
    }

    /** Those of the calls that carry a table of results. */
    public static List<Call> tables() {
        return calls().stream().filter(Call::isResults).toList();
    }

    private static Call call(String line) {
        JsonNode json = ApiClient.parse(line);
        return new Call(json.get("ts").asLong(), json.get("path").asText(), json.get("body"));
    }

    private static String resource(String path) {
        try (InputStream in = Recording.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
