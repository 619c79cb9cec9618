package org.gatecast.ingest;

import java.io.IOException;
import java.util.List;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;

/**
 * The body of {@code POST /api/v1/ingest/oncourse} (contract section 2): {@code {"oncourse": [rider…]}}. Fields that
 * are not known here are ignored; one that cannot be read is not known.
 */
public final class OnCourseBody {
    private static final int MAX_RIDERS = 200;
    private static final int MAX_POSITION = 9_999;
    private static final int MAX_PENALTY = 9_999;

    private OnCourseBody() {}

    /**
     * The riders in the body's order, as far as they can be read; {@code participantId} is {@code null} where only a bib
     * names the rider.
     *
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest} when there is no list of riders
     */
    public static StreamRows<OnCourseEntry> parse(byte[] json) {
        return StreamBodyReader.read(json, "oncourse", MAX_RIDERS, Rider::new);
    }

    private static final class Rider implements StreamBodyReader.Row<OnCourseEntry> {
        private RaceId raceId;
        private ParticipantId participantId;
        private Integer bib;
        private String name;
        private String club;
        private Integer position;
        private List<Integer> gates;
        private String dtStart;
        private String dtFinish;
        private Integer time;
        private Integer pen;
        private Integer total;
        private Integer rank;
        private String ttbDiff;
        private String ttbName;

        @Override
        public void field(String field, StreamBodyReader reader) throws IOException {
            switch (field) {
                case "raceId" -> raceId = reader.take(StreamValues::raceId, raceId);
                case "participantId" -> participantId = reader.take(StreamValues::participantId, participantId);
                case "bib" -> bib = reader.take(StreamValues::bib, bib);
                case "name" -> name = reader.take(StreamValues::text, name);
                case "club" -> club = reader.take(StreamValues::text, club);
                case "position" ->
                    position = reader.take(value -> StreamValues.wholeNumber(value, 0, MAX_POSITION), position);
                case "gates" -> gates = reader.take(OnCourseBody::gates, gates);
                case "dtStart" -> dtStart = reader.take(StreamValues::text, dtStart);
                case "dtFinish" -> dtFinish = reader.take(StreamValues::text, dtFinish);
                case "time" -> time = reader.take(StreamValues::hundredths, time);
                case "pen" -> pen = reader.take(StreamValues::hundredths, pen);
                case "total" -> total = reader.take(StreamValues::hundredths, total);
                case "rank" -> rank = reader.take(StreamValues::rank, rank);
                case "ttbDiff" -> ttbDiff = reader.take(StreamValues::text, ttbDiff);
                case "ttbName" -> ttbName = reader.take(StreamValues::text, ttbName);
                default -> {}
            }
        }

        @Override
        public OnCourseEntry end(StrictJson json) {
            StreamValues.requireRow(json, raceId, participantId, bib);
            return new OnCourseEntry(
                    raceId,
                    participantId,
                    bib,
                    name,
                    club,
                    position,
                    gates,
                    dtStart,
                    dtFinish,
                    time,
                    pen,
                    total,
                    rank,
                    ttbDiff,
                    ttbName);
        }
    }

    private static List<Integer> gates(StrictJson json) throws IOException {
        return json.isNull()
                ? null
                : json.list(GateColumns.MAX_GATES, gate -> StreamValues.wholeNumber(gate, 0, MAX_PENALTY));
    }
}
