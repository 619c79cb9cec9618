package org.gatecast.ingest;

import java.io.IOException;
import java.util.List;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;

/**
 * The body of {@code POST /api/v1/ingest/oncourse} (contract section 2): {@code {"oncourse": [rider…]}}. Fields that
 * are not known here are ignored.
 */
public final class OnCourseBody {
    private static final int MAX_RIDERS = 200;
    private static final int MAX_POSITION = 9_999;
    private static final int MAX_PENALTY = 9_999;

    private OnCourseBody() {}

    /**
     * The riders in the body's order; {@code participantId} is {@code null} where only a bib names the rider.
     *
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest}, naming the path
     */
    public static List<OnCourseEntry> parse(byte[] json) {
        return StrictJson.read(json, body -> body.listField("oncourse", MAX_RIDERS, rider -> new Rider().read(rider)));
    }

    private static final class Rider {
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

        OnCourseEntry read(StrictJson json) throws IOException {
            json.object(this::field);
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

        private void field(String field, StrictJson json) throws IOException {
            switch (field) {
                case "raceId" -> raceId = LiveValues.raceId(json);
                case "participantId" -> participantId = LiveValues.participantId(json);
                case "bib" -> bib = LiveValues.bib(json);
                case "name" -> name = json.text(LiveValues.MAX_TEXT);
                case "club" -> club = json.text(LiveValues.MAX_TEXT);
                case "position" -> position = json.wholeNumber(0, MAX_POSITION);
                case "gates" -> gates = gates(json);
                case "dtStart" -> dtStart = json.text(LiveValues.MAX_TEXT);
                case "dtFinish" -> dtFinish = json.text(LiveValues.MAX_TEXT);
                case "time" -> time = LiveValues.hundredths(json);
                case "pen" -> pen = LiveValues.hundredths(json);
                case "total" -> total = LiveValues.hundredths(json);
                case "rank" -> rank = LiveValues.rank(json);
                case "ttbDiff" -> ttbDiff = json.text(LiveValues.MAX_TEXT);
                case "ttbName" -> ttbName = json.text(LiveValues.MAX_TEXT);
                default -> json.skip();
            }
        }
    }

    private static List<Integer> gates(StrictJson json) throws IOException {
        return json.isNull() ? null : json.list(GateColumns.MAX_GATES, OnCourseBody::gate);
    }

    private static Integer gate(StrictJson json) throws IOException {
        return json.wholeNumber(0, MAX_PENALTY);
    }
}
