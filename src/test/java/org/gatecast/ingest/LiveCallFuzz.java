package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gatecast.model.Gates;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RefusedException;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.model.StreamRows;
import org.gatecast.testing.Recording;

/**
 * The two calls of the live stream: whatever the bytes, either a refusal for people, and then a plain reading of the JSON
 * finds no list either, or the rows that the plain reading finds, each within its bounds. Written out and read again they
 * are the same, with nothing left out.
 */
public final class LiveCallFuzz {
    private static final int LONGEST_GATES = 99;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LiveCallFuzz() {}

    public static void run(byte[] json) {
        attempt(json, "results", ResultsBody::parse, LiveCallFuzz::written, ReferenceStreamReader::result, 5_000);
        attempt(json, "oncourse", OnCourseBody::parse, LiveCallFuzz::written, ReferenceStreamReader::rider, 200);
    }

    /** Calls of the recorded race, cut to a few rows, and what other pushers write. */
    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        List<Recording.Call> calls = Recording.calls();
        for (int i = 0; i < calls.size(); i += 25) {
            String list = calls.get(i).isResults() ? "results" : "oncourse";
            List<Object> rows = new ArrayList<>();
            calls.get(i).body().get(list).forEach(rows::add);
            seeds.add(json(list, rows.subList(0, Math.min(3, rows.size()))));
        }
        seeds.add(
                SampleExports.json(
                        "{'results': [{'raceId': 'R', 'bib': '7', 'status': '*', 'gates': [{'gate': 1, 'pen': 200},"
                                + " {'gate': '2', 'pen': null}]}, {'raceId': 'R', 'participantId': '7.K1M', 'time': 9250.0, 'rnk': NaN}]}"));
        seeds.add(SampleExports.json(
                "{'oncourse': [{'raceId': ' R ', 'bib': 12, 'gates': [0, 2, null, '50'], 'position': 1.5e1,"
                        + " 'dtFinish': '', 'bib': 13}, 7], 'oncourse': [[], {}, {'name': '\\u010cern\\u00fd'}]}"));
        return seeds;
    }

    private static <T> void attempt(
            byte[] json,
            String list,
            Function<byte[], StreamRows<T>> reading,
            Function<T, Map<String, Object>> writing,
            ReferenceStreamReader.RowReading plainReading,
            int mostRows) {
        ReferenceStreamReader plain = ReferenceStreamReader.of(json, list, plainReading, mostRows);
        StreamRows<T> read;
        try {
            read = reading.apply(json);
        } catch (RefusedException e) {
            FuzzIngest.check(e, json);
            String message = e.refusal().message();
            assertThat(plain.isUnsure() || plain.rows() == null || message.startsWith("too deep"))
                    .as(message)
                    .isTrue();
            return;
        }
        List<Map<String, Object>> rows = read.rows().stream().map(writing).toList();
        assertThat(read.unreadable().lines()).allMatch(line -> line.length() < 400);
        assertThat(reading.apply(json(list, rows))).isEqualTo(StreamRows.whole(read.rows()));
        if (!plain.isUnsure()) {
            assertThat(plain.rows()).as("a plain reading").isNotNull();
            assertThat(withoutGates(rows)).isEqualTo(plain.rows());
            assertThat(read.unreadable().allRows()).isEqualTo(plain.leftOut());
        }
    }

    private static Map<String, Object> written(ResultUpdate row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        putIds(
                fields,
                row.raceId().value(),
                row.participantId() == null ? null : row.participantId().value(),
                row.bib());
        put(fields, "time", row.time());
        put(fields, "pen", row.pen());
        put(fields, "total", row.total());
        put(fields, "status", row.status());
        put(fields, "rnk", row.rank());
        put(fields, "dtStart", row.dtStart());
        put(fields, "dtFinish", row.dtFinish());
        if (row.gates().given()) {
            fields.put(
                    "gates",
                    row.gates().value() == null ? null : written(row.gates().value()));
        }
        return fields;
    }

    /** In hundredths, so that no list of seconds can be taken for hundredths. */
    private static List<Map<String, Object>> written(Gates gates) {
        assertThat(gates.penalties()).hasSizeBetween(1, LONGEST_GATES);
        boolean hundredths = gates.penalties().stream().allMatch(pen -> pen == null || pen % 2 == 0);
        List<Map<String, Object>> written = new ArrayList<>();
        for (int gate = 1; gate <= gates.penalties().size(); gate++) {
            Integer pen = gates.at(gate);
            assertThat(pen == null || (pen >= 0 && pen <= 999)).isTrue();
            if (pen != null) {
                written.add(Map.of("gate", gate, "pen", hundredths ? pen * 100 : pen));
            }
        }
        return written;
    }

    private static Map<String, Object> written(OnCourseEntry rider) {
        Map<String, Object> fields = new LinkedHashMap<>();
        putIds(
                fields,
                rider.raceId().value(),
                rider.participantId() == null ? null : rider.participantId().value(),
                rider.bib());
        fields.put("name", rider.name());
        fields.put("club", rider.club());
        fields.put("position", rider.position());
        fields.put("dtStart", rider.dtStart());
        fields.put("dtFinish", rider.dtFinish());
        fields.put("time", rider.time());
        fields.put("pen", rider.pen());
        fields.put("total", rider.total());
        fields.put("rank", rider.rank());
        fields.put("ttbDiff", rider.ttbDiff());
        fields.put("ttbName", rider.ttbName());
        fields.put("gates", rider.gates());
        fields.values().removeIf(value -> value == null);
        return fields;
    }

    private static void putIds(Map<String, Object> fields, String raceId, String participantId, Integer bib) {
        fields.put("raceId", raceId);
        if (participantId != null) {
            fields.put("participantId", participantId);
        }
        if (bib != null) {
            fields.put("bib", bib);
        }
    }

    private static void put(Map<String, Object> fields, String name, Field<?> field) {
        if (field.given()) {
            fields.put(name, field.value());
        }
    }

    private static List<Map<String, Object>> withoutGates(List<Map<String, Object>> rows) {
        rows.forEach(row -> row.remove("gates"));
        return rows;
    }

    private static byte[] json(String list, List<?> rows) {
        try {
            return MAPPER.writeValueAsString(Map.of(list, rows)).getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
