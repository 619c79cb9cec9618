package org.gatecast.ingest;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.StreamRows;
import org.gatecast.model.TelevisionClock;

/**
 * The body of {@code POST /api/v1/ingest/oncourse} (contract section 2): {@code {"oncourse": [rider…]}}, and
 * perhaps {@code "primary": true}. Unknown fields
 * are ignored; a field that cannot be read is {@code null}.
 */
public final class OnCourseBody {
    private static final int MAX_RIDERS = 200;
    private static final int MAX_POSITION = 9_999;
    private static final int MAX_PENALTY = 9_999;

    private OnCourseBody() {}

    /**
     * The readable participants in the body's order; {@code participantId} is {@code null} if only a bib identifies the
     * participant.
     *
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest} if the list is missing
     */
    public static StreamRows<OnCourseEntry> parse(byte[] json) {
        return StreamBodyReader.read(json, "oncourse", MAX_RIDERS, Rider::new);
    }

    /**
     * The whole call.
     *
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest} if the list is missing
     */
    public static OnCourseCall parseCall(byte[] json) {
        AtomicBoolean fromPrimary = new AtomicBoolean();
        StreamRows<OnCourseEntry> riders =
                StreamBodyReader.read(json, "oncourse", MAX_RIDERS, Rider::new, (name, value) -> {
                    if (name.equals("primary")) {
                        fromPrimary.set(value.skipUnlessTrue());
                    } else {
                        value.skip();
                    }
                });
        return new OnCourseCall(riders, fromPrimary.get());
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
        private TelevisionClock tvClock;

        @Override
        public void field(String field, StreamBodyReader reader) throws IOException {
            switch (field) {
                case "raceId" -> raceId = reader.readItem(StreamValues::raceId, raceId);
                case "participantId" -> participantId = reader.readItem(StreamValues::participantId, participantId);
                case "bib" -> bib = reader.readItem(StreamValues::bib, bib);
                case "name" -> name = reader.readItem(StreamValues::text, name);
                case "club" -> club = reader.readItem(StreamValues::text, club);
                case "position" ->
                    position = reader.readItem(value -> StreamValues.wholeNumber(value, 0, MAX_POSITION), position);
                case "gates" -> gates = reader.readItem(OnCourseBody::gates, gates);
                case "dtStart" -> dtStart = reader.readItem(StreamValues::text, dtStart);
                case "dtFinish" -> dtFinish = reader.readItem(StreamValues::text, dtFinish);
                case "time" -> time = reader.readItem(StreamValues::hundredths, time);
                case "pen" -> pen = reader.readItem(StreamValues::hundredths, pen);
                case "total" -> total = reader.readItem(StreamValues::hundredths, total);
                case "rank" -> rank = reader.readItem(StreamValues::rank, rank);
                case "ttbDiff" -> ttbDiff = reader.readItem(StreamValues::text, ttbDiff);
                case "ttbName" -> ttbName = reader.readItem(StreamValues::text, ttbName);
                case "tvClock" ->
                    tvClock = reader.readItem(
                            value -> value.choice(TelevisionClock.values(), TelevisionClock::json), tvClock);
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
                    ttbName,
                    tvClock);
        }
    }

    private static List<Integer> gates(StrictJson json) throws IOException {
        return json.isNull()
                ? null
                : json.list(GateColumns.MAX_GATES, gate -> StreamValues.wholeNumber(gate, 0, MAX_PENALTY));
    }
}
