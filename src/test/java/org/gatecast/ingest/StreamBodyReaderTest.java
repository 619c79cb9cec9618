package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.model.StreamRows;
import org.junit.jupiter.api.Test;

/** Whatever is in place of a value, the rest of the call counts. */
class StreamBodyReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CASES = 5_000;
    private static final List<String> FIELDS = List.of("time", "pen", "total", "rnk", "status", "gates", "dtStart");

    private final Random random = new Random(7);

    @Test
    void noOddValueRefusesACallOrSpoilsItsNeighbours() throws JsonProcessingException {
        long leftOut = 0;
        for (int i = 0; i < CASES; i++) {
            ArrayNode rows = JSON.createArrayNode();
            List<String> odd = new ArrayList<>();
            for (int bib = 1; bib <= 5; bib++) {
                String field = FIELDS.get(random.nextInt(FIELDS.size()));
                odd.add(field);
                rows.add(row(bib).set(field, anything(0)));
            }
            byte[] body = JSON.writeValueAsBytes(JSON.createObjectNode().set("results", rows));

            StreamRows<ResultUpdate> read = ResultsBody.parse(body);

            assertThat(read.rows()).as("%s", rows).hasSize(5);
            leftOut += read.unreadable().fields();
            for (int bib = 1; bib <= 5; bib++) {
                assertSound(read.rows().get(bib - 1), bib, odd.get(bib - 1));
            }
        }
        assertThat(leftOut).isBetween(2L * CASES, 4L * CASES);
    }

    private static void assertSound(ResultUpdate row, int bib, String odd) {
        assertThat(row.bib()).isEqualTo(bib);
        assertThat(row.raceId().value()).isEqualTo("R");
        is(row.time(), 9_000 + bib, "time", odd);
        is(row.pen(), 200, "pen", odd);
        is(row.total(), 9_200 + bib, "total", odd);
        is(row.rank(), bib, "rnk", odd);
        is(row.status(), "*", "status", odd);
        is(row.dtStart(), "10:34:40.123", "dtStart", odd);
    }

    private static void is(Field<?> field, Object value, String name, String odd) {
        if (!name.equals(odd)) {
            assertThat(field).isEqualTo(Field.of(value));
        }
    }

    private static ObjectNode row(int bib) {
        return JSON.createObjectNode()
                .put("raceId", "R")
                .put("bib", bib)
                .put("time", 9_000 + bib)
                .put("pen", 200)
                .put("total", 9_200 + bib)
                .put("rnk", bib)
                .put("status", "*")
                .put("dtStart", "10:34:40.123");
    }

    private JsonNode anything(int depth) {
        int kinds = depth > 8 ? 9 : 11;
        return switch (random.nextInt(kinds)) {
            case 0 -> JSON.getNodeFactory().nullNode();
            case 1 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 2 -> JSON.getNodeFactory().numberNode(random.nextInt());
            case 3 -> JSON.getNodeFactory().numberNode(random.nextDouble() * 1e300);
            case 4 -> JSON.getNodeFactory().numberNode(random.nextInt(10_000));
            case 5 -> JSON.getNodeFactory().textNode("x".repeat(random.nextInt(400)));
            case 6 -> JSON.getNodeFactory().textNode(Integer.toString(random.nextInt(20_000)));
            case 7 -> JSON.getNodeFactory().textNode("95.23\u0007\uD800");
            case 8 -> JSON.getNodeFactory().textNode("");
            case 9 -> {
                ArrayNode list = JSON.createArrayNode();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(anything(depth + 1));
                }
                yield list;
            }
            default -> {
                ObjectNode object = JSON.createObjectNode();
                for (String name : List.of("gate", "pen", "time")) {
                    if (random.nextBoolean()) {
                        object.set(name, anything(depth + 1));
                    }
                }
                yield object;
            }
        };
    }
}
