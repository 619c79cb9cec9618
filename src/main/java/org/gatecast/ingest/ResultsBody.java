package org.gatecast.ingest;

import java.io.IOException;
import java.util.List;
import org.gatecast.ingest.StrictJson.Reading;
import org.gatecast.model.Gates;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceStatusUpdate;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.model.StreamRows;

/**
 * The body of {@code POST /api/v1/ingest/results} (contract section 2): {@code {"results": [row…]}}, and perhaps {@code "races":
 * [{"raceId", "raceStatus"}…]} and {@code "primary": true}. Unknown fields are ignored; for a field that cannot be read, the stream's last value stays.
 */
public final class ResultsBody {
    private static final int MAX_ROWS = 5_000;
    private static final int MAX_RACES = 1_000;
    private static final int MAX_STATUS = 16;
    private static final int MAX_RACE_STATUS = 9_999;

    private ResultsBody() {}

    /**
     * The readable rows in the body's order.
     *
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest} if the list is missing
     */
    public static StreamRows<ResultUpdate> parse(byte[] json) {
        return StreamBodyReader.read(json, "results", MAX_ROWS, Row::new);
    }

    /**
     * The whole call.
     *
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest} if the list of results is missing
     */
    public static ResultsCall parseCall(byte[] json) {
        OtherFields others = new OtherFields();
        StreamRows<ResultUpdate> results = StreamBodyReader.read(json, "results", MAX_ROWS, Row::new, others);
        return new ResultsCall(results, others.races, others.fromPrimary);
    }

    private static final class OtherFields implements StreamBodyReader.OtherField {
        private StreamRows<RaceStatusUpdate> races = StreamRows.whole(List.of());
        private boolean fromPrimary;

        @Override
        public void read(String name, StrictJson value) throws IOException {
            switch (name) {
                case "races" -> races = StreamBodyReader.readMore(value, MAX_RACES, RaceRow::new);
                case "primary" -> fromPrimary = value.skipUnlessTrue();
                default -> value.skip();
            }
        }
    }

    private static final class RaceRow implements StreamBodyReader.Row<RaceStatusUpdate> {
        private RaceId raceId;
        private Integer raceStatus;

        @Override
        public void field(String name, StreamBodyReader reader) throws IOException {
            switch (name) {
                case "raceId" -> raceId = reader.readItem(StreamValues::raceId, raceId);
                case "raceStatus" ->
                    raceStatus =
                            reader.readItem(value -> StreamValues.wholeNumber(value, 0, MAX_RACE_STATUS), raceStatus);
                default -> {}
            }
        }

        @Override
        public RaceStatusUpdate end(StrictJson json) {
            if (raceId == null || raceStatus == null) {
                throw json.refuseField(raceId == null ? "raceId" : "raceStatus", "is required");
            }
            return new RaceStatusUpdate(raceId, raceStatus);
        }
    }

    private static final class Row implements StreamBodyReader.Row<ResultUpdate> {
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

        @Override
        public void field(String name, StreamBodyReader reader) throws IOException {
            switch (name) {
                case "raceId" -> raceId = reader.readItem(StreamValues::raceId, raceId);
                case "participantId" -> participantId = reader.readItem(StreamValues::participantId, participantId);
                case "bib" -> bib = reader.readItem(StreamValues::bib, bib);
                case "time" -> time = given(reader, StreamValues::hundredths, time);
                case "pen" -> pen = given(reader, StreamValues::hundredths, pen);
                case "total" -> total = given(reader, StreamValues::hundredths, total);
                case "status" -> status = given(reader, value -> value.text(MAX_STATUS), status);
                case "rnk" -> rank = given(reader, StreamValues::rank, rank);
                case "gates" -> gates = given(reader, GateList::read, gates);
                case "dtStart" -> dtStart = given(reader, StreamValues::text, dtStart);
                case "dtFinish" -> dtFinish = given(reader, StreamValues::text, dtFinish);
                default -> {}
            }
        }

        private static <T> Field<T> given(StreamBodyReader reader, Reading<T> reading, Field<T> before)
                throws IOException {
            return reader.readItem(value -> Field.of(reading.from(value)), before);
        }

        @Override
        public ResultUpdate end(StrictJson json) {
            StreamValues.requireRow(json, raceId, participantId, bib);
            return new ResultUpdate(
                    raceId, participantId, bib, time, pen, total, status, rank, gates, dtStart, dtFinish);
        }
    }
}
