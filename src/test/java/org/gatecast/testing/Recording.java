package org.gatecast.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

/** The recorded race: one export and the live stream's calls after it. */
public final class Recording {
    private static final Pattern EVENT_DATE = Pattern.compile("<(StartDate|EndDate)>[^<T]*");

    private Recording() {}

    /**
     * A call of the live stream.
     *
     * @param millis since the recording began
     */
    public record Call(long millis, String path, JsonNode body) {
        public boolean isResults() {
            return path.endsWith("/results");
        }
    }

    /** The export, its event on one day only. */
    public static String xml(LocalDate day) {
        return EVENT_DATE.matcher(resource("/race/event.xml")).replaceAll("<$1>" + day);
    }

    /** The stream, in order. */
    public static List<Call> calls() {
        return resource("/race/trace.jsonl").lines().map(Recording::call).toList();
    }

    private static Call call(String line) {
        try {
            JsonNode json = Api.MAPPER.readTree(line);
            return new Call(json.get("ts").asLong(), json.get("path").asText(), json.get("body"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String path) {
        try (InputStream in = Recording.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
