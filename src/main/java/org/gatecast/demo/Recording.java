package org.gatecast.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A race as its timing system told it: the export from when the recording began, and every call of the live stream that
 * followed.
 *
 * @param calls in the order they were made
 */
record Recording(String export, List<Call> calls) {
    private static final Pattern DATE_OF_TIMESTAMP = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(?=T)");
    private static final Set<String> NAMES_THE_ROW = Set.of("raceId", "participantId", "bib");
    private static final Duration HUNDREDTH = Duration.ofMillis(10);

    /**
     * One call of the stream.
     *
     * @param at how long after the recording began
     */
    record Call(Duration at, String path, JsonObject body) {
        private Stream<JsonObject> rows(String list) {
            return body.getJsonArray(list, new JsonArray()).stream().map(JsonObject.class::cast);
        }

        /** When the recording began, as far as a rider on the water tells: running clocks show whole seconds begun. */
        private Stream<Instant> recordingBegan() {
            return rows("oncourse")
                    .filter(rider -> rider.getString("dtStart") != null
                            && rider.getString("dtFinish") == null
                            && rider.getInteger("time") != null)
                    .map(rider -> rider.getInstant("dtStart")
                            .plus(HUNDREDTH.multipliedBy(rider.getInteger("time")))
                            .minus(at));
        }
    }

    static Recording load() {
        return new Recording(
                resource("/race/event.xml"),
                resource("/race/trace.jsonl").lines().map(Recording::call).toList());
    }

    private static Call call(String line) {
        JsonObject call = new JsonObject(line);
        return new Call(Duration.ofMillis(call.getLong("ts")), call.getString("path"), call.getJsonObject("body"));
    }

    /** The export of a race that is on {@code day}; times of day and offsets stay. */
    String exportOf(LocalDate day) {
        return DATE_OF_TIMESTAMP.matcher(export).replaceAll(day.toString());
    }

    /** The moment the recording began, by the clocks in it. */
    Instant began() {
        return calls.stream()
                .flatMap(Call::recordingBegan)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("nobody is on the water in the recording"));
    }

    /** A call that takes back all that the recorded ones say of results: nothing is known of those rows any more. */
    JsonObject takenBack() {
        Map<List<Object>, JsonObject> rows = new LinkedHashMap<>();
        calls.stream().flatMap(call -> call.rows("results")).forEach(row -> rows.put(key(row), forgotten(row)));
        return new JsonObject().put("results", new JsonArray(List.copyOf(rows.values())));
    }

    /** What tells a row from all others. */
    private static List<Object> key(JsonObject row) {
        return List.of(row.getString("raceId"), row.getString("participantId"));
    }

    private static JsonObject forgotten(JsonObject row) {
        JsonObject forgotten = row.copy();
        Collection<String> values = List.copyOf(forgotten.fieldNames());
        values.stream().filter(name -> !NAMES_THE_ROW.contains(name)).forEach(forgotten::putNull);
        return forgotten;
    }

    private static String resource(String name) {
        try (InputStream stream = Recording.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar was built without " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
