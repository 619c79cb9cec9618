package org.gatecast.http.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gatecast.bus.ConfigPatch;
import org.gatecast.bus.EventPatch;
import org.gatecast.ingest.FuzzIngest;
import org.gatecast.ingest.ReferenceJsonReader;
import org.gatecast.ingest.SampleExports;
import org.gatecast.model.DetailField;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Image;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.RefusedException;
import org.gatecast.model.ResultUpdate.Field;

/**
 * The organiser's calls: each either refuses for people, or takes what a plain reading finds to be JSON without a name
 * twice. What it takes is within its bounds, and the same when it is written out and read again.
 */
public final class AdminBodiesFuzz {
    private static final int IMAGE_LIMIT = 200;
    private static final Duration USUAL = Duration.ofHours(24);
    private static final EventDetails NOW = new EventDetails("T", null, null, null, "2026-11-20", "2026-11-21", null);
    private static final OrganiserDates OWN = new OrganiserDates(null, "2026-11-22T10:00:00+01:00");
    private static final AdminBodyReader BODIES = new AdminBodyReader(IMAGE_LIMIT);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AdminBodiesFuzz() {}

    public static void run(byte[] json) {
        ReferenceJsonReader.Verdict isJson = ReferenceJsonReader.strictly(json);
        attempt(json, isJson, BODIES::status, AdminBodiesFuzz::written);
        attempt(json, isJson, BODIES::config, AdminBodiesFuzz::written);
        attempt(json, isJson, body -> BODIES.newEvent(body), AdminBodiesFuzz::written);
        attempt(json, isJson, body -> BODIES.edit(body, NOW, OWN), AdminBodiesFuzz::written);
        attempt(
                json,
                json.length == 0 ? ReferenceJsonReader.Verdict.JSON : isJson,
                body -> BODIES.grace(body, USUAL),
                hours -> Map.of("graceHours", hours.toHours()));
    }

    public static List<byte[]> seeds() {
        String gif = Base64.getEncoder().encodeToString("GIF89a....".getBytes(ISO_8859_1));
        return List.of(
                SampleExports.json("{'status': 'running'}"),
                SampleExports.json("{'status': 'official', 'more': [1, {'a': -1.5e3}]}"),
                SampleExports.json(
                        "{'activeRaceId': 'R', 'displayMode': 'simple', 'showOnCourse': true, 'mergeStrategy': 'tcp'}"),
                SampleExports.json("{'activeRaceId': null, 'displayMode': 'detailed', 'showOnCourse': false}"),
                SampleExports.json(
                        "{'eventId': 'CZE2.2026112000', 'mainTitle': 'T', 'startDate': '2026-11-20', 'endDate':"
                                + " '2026-11-21T10:00:00+01:00', 'imageData': 'data:image/gif;base64," + gif + "'}"),
                SampleExports.json(
                        "{'eventId': 'E', 'mainTitle': 'Slalom', 'subTitle': '', 'location': null, 'facility':"
                                + " '\\u010ceck\\u00fd kan\\u00e1l', 'discipline': 'Slalom'}"),
                SampleExports.json("{'mainTitle': 'T', 'endDate': '2026-11-22', 'fromExport': ['location', 'image']}"),
                SampleExports.json("{'imageData': '" + gif + "', 'startDate': null, 'fromExport': []}"),
                SampleExports.json("{'graceHours': 8760}"));
    }

    private static <T> void attempt(
            byte[] json,
            ReferenceJsonReader.Verdict isJson,
            Function<byte[], T> reading,
            Function<T, Map<String, ?>> writing) {
        T read;
        try {
            read = reading.apply(json);
        } catch (RefusedException e) {
            FuzzIngest.check(e, json);
            if (e.refusal().message().startsWith("invalid JSON")) {
                assertThat(isJson).as(e.refusal().message()).isNotEqualTo(ReferenceJsonReader.Verdict.JSON);
            }
            return;
        }
        assertThat(isJson).isNotEqualTo(ReferenceJsonReader.Verdict.NO_JSON);
        try {
            assertThat(reading.apply(MAPPER.writeValueAsBytes(writing.apply(read))))
                    .isEqualTo(read);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, ?> written(EventStatus status) {
        return Map.of("status", status.json());
    }

    private static Map<String, ?> written(ConfigPatch patch) {
        Map<String, Object> fields = new HashMap<>();
        put(fields, "activeRaceId", patch.activeRaceId());
        put(fields, "displayMode", patch.displayMode());
        put(fields, "showOnCourse", patch.showOnCourse());
        put(fields, "mergeStrategy", patch.mergeStrategy());
        return fields;
    }

    private static Map<String, ?> written(EventBody event) {
        EventDetails details = event.details();
        requireOrder(details.startDate(), details.endDate());
        Map<String, Object> fields = new HashMap<>();
        fields.put("eventId", event.eventId().value());
        fields.put("mainTitle", details.mainTitle());
        for (DetailField field : DetailField.values()) {
            if (field.isText()) {
                fields.put(field.json(), details.get(field));
            }
        }
        fields.put("imageData", written(event.imageData()));
        fields.values().forEach(AdminBodiesFuzz::requireClean);
        return fields;
    }

    private static Map<String, ?> written(EventPatch patch) {
        EventDetails edited = patch.applyTo(NOW);
        requireOrder(edited.startDate(), edited.endDate());
        Map<String, Object> fields = new HashMap<>();
        put(fields, "mainTitle", patch.mainTitle());
        patch.texts().forEach((field, text) -> fields.put(field.json(), text));
        if (patch.image().given()) {
            fields.put("imageData", written(patch.image().value()));
        }
        fields.values().forEach(AdminBodiesFuzz::requireClean);
        fields.put("fromExport", patch.fromExport());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, Field<?> field) {
        if (field.given()) {
            fields.put(name, field.value());
        }
    }

    private static String written(Image image) {
        if (image == null) {
            return null;
        }
        assertThat(image.bytes()).hasSizeLessThanOrEqualTo(IMAGE_LIMIT);
        return "data:" + image.mediaType() + ";base64," + Base64.getEncoder().encodeToString(image.bytes());
    }

    /** By their days alone; in other offsets the same moment may be a day apart. */
    private static void requireOrder(String start, String end) {
        if (start != null && end != null) {
            assertThat(day(end).plusDays(1)).isAfterOrEqualTo(day(start));
        }
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date.substring(0, 10));
    }

    private static void requireClean(Object text) {
        if (text instanceof String written) {
            assertThat(written.codePoints().anyMatch(Character::isISOControl)).isFalse();
            assertThat(new String(written.getBytes(UTF_8), UTF_8)).isEqualTo(written);
        }
    }
}
