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
    public static LiveRows<OnCourseEntry> parse(byte[] json) {
        return LiveJson.read(json, "oncourse", MAX_RIDERS, Rider::new);
    }

    private static final class Rider implements LiveJson.Row<OnCourseEntry> {
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
        public void field(String field, LiveJson json) throws IOException {
            switch (field) {
                case "raceId" -> raceId = json.take(LiveValues::raceId, raceId);
                case "participantId" -> participantId = json.take(LiveValues::participantId, participantId);
                case "bib" -> bib = json.take(LiveValues::bib, bib);
                case "name" -> name = json.take(LiveValues::text, name);
                case "club" -> club = json.take(LiveValues::text, club);
                case "position" ->
                    position = json.take(value -> LiveValues.wholeNumber(value, 0, MAX_POSITION), position);
                case "gates" -> gates = json.take(OnCourseBody::gates, gates);
                case "dtStart" -> dtStart = json.take(LiveValues::text, dtStart);
                case "dtFinish" -> dtFinish = json.take(LiveValues::text, dtFinish);
                case "time" -> time = json.take(LiveValues::hundredths, time);
                case "pen" -> pen = json.take(LiveValues::hundredths, pen);
                case "total" -> total = json.take(LiveValues::hundredths, total);
                case "rank" -> rank = json.take(LiveValues::rank, rank);
                case "ttbDiff" -> ttbDiff = json.take(LiveValues::text, ttbDiff);
                case "ttbName" -> ttbName = json.take(LiveValues::text, ttbName);
                default -> {}
            }
        }

        @Override
        public OnCourseEntry end(StrictJson json) {
            LiveValues.requireRow(json, raceId, participantId, bib);
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
                : json.list(GateColumns.MAX_GATES, gate -> LiveValues.wholeNumber(gate, 0, MAX_PENALTY));
    }
}
