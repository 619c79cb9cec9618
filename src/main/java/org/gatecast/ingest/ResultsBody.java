package org.gatecast.ingest;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.gatecast.model.Gates;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;

/**
 * The body of {@code POST /api/v1/ingest/results} (contract section 2): {@code {"results": [row…]}}. Fields that are
 * not known here are ignored.
 */
public final class ResultsBody {
    private static final int MAX_ROWS = 5_000;
    private static final int MAX_STATUS = 16;

    private ResultsBody() {}

    /**
     * The rows in the body's order.
     *
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest}, naming the path
     */
    public static List<ResultUpdate> parse(byte[] json) {
        return StrictJson.read(json, body -> body.listField("results", MAX_ROWS, row -> new Row().read(row)));
    }

    private static final class Row {
        private RaceId raceId;
        private ParticipantId participantId;
        private Integer bib;
        private Field<Integer> time = Field.absent();
        private Field<Integer> pen = Field.absent();
        private Field<Integer> total = Field.absent();
        private Field<String> status = Field.absent();
        private Field<Integer> rank = Field.absent();
        private Field<Gates> gates = Field.absent();
        private Field<String> dtStart = Field.absent();
        private Field<String> dtFinish = Field.absent();

        ResultUpdate read(StrictJson json) throws IOException {
            json.object(this::field);
            LiveValues.requireRow(json, raceId, participantId, bib);
            return new ResultUpdate(
                    raceId, participantId, bib, time, pen, total, status, rank, gates, dtStart, dtFinish);
        }

        private void field(String name, StrictJson json) throws IOException {
            switch (name) {
                case "raceId" -> raceId = LiveValues.raceId(json);
                case "participantId" -> participantId = LiveValues.participantId(json);
                case "bib" -> bib = LiveValues.bib(json);
                case "time" -> time = Field.of(LiveValues.hundredths(json));
                case "pen" -> pen = Field.of(LiveValues.hundredths(json));
                case "total" -> total = Field.of(LiveValues.hundredths(json));
                case "status" -> status = Field.of(json.text(MAX_STATUS));
                case "rnk" -> rank = Field.of(LiveValues.rank(json));
                case "gates" -> gates = Field.of(gates(json));
                case "dtStart" -> dtStart = Field.of(json.text(LiveValues.MAX_TEXT));
                case "dtFinish" -> dtFinish = Field.of(json.text(LiveValues.MAX_TEXT));
                default -> json.skip();
            }
        }
    }

    /** No gate passed is the same as not known: {@code null}. */
    private static Gates gates(StrictJson json) throws IOException {
        if (json.isNull()) {
            return null;
        }
        Integer[] penalties = new Integer[GateColumns.MAX_GATES];
        boolean[] named = new boolean[penalties.length];
        json.list(penalties.length, item -> {
            GateItem gate = new GateItem();
            gate.read(item);
            if (named[gate.number - 1]) {
                throw item.refuseField("gate", "names gate " + gate.number + " again");
            }
            named[gate.number - 1] = true;
            penalties[gate.number - 1] = gate.penalty;
            return gate;
        });
        Gates gates = new Gates(Arrays.asList(penalties));
        return gates.isEmpty() ? null : gates;
    }

    private static final class GateItem {
        private Integer number;
        private Integer penalty;

        void read(StrictJson json) throws IOException {
            json.object(this::field);
            if (number == null) {
                throw json.refuseField("gate", "is required");
            }
        }

        private void field(String name, StrictJson json) throws IOException {
            switch (name) {
                case "gate" -> number = json.wholeNumber(1, GateColumns.MAX_GATES);
                case "pen" -> penalty = penalty(json);
                case "time" -> LiveValues.hundredths(json);
                default -> json.skip();
            }
        }

        /** Seconds, as on course; hundredths are met in the field too, and the two cannot be confused. */
        private static Integer penalty(StrictJson json) throws IOException {
            Integer value = json.wholeNumber(0, 5_000);
            if (value == null) {
                return null;
            }
            return switch (value) {
                case 0 -> 0;
                case 2, 200 -> 2;
                case 50, 5_000 -> 50;
                default -> throw json.refuse("must be 0, 2 or 50 (seconds), or null, not " + value);
            };
        }
    }
}
