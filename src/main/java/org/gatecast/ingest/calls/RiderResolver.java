package org.gatecast.ingest.calls;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.Participant;
import org.gatecast.model.SkipReason;
import org.gatecast.model.SkippedRow;
import org.gatecast.snapshot.EventSnapshot;

/** Matches riders on course with the event's participants. */
final class RiderResolver {
    private RiderResolver() {}

    /**
     * @param known riders; values missing in the stream come from the export
     * @param skipped the other riders, by their index in the call
     */
    record ResolvedRiders(List<OnCourseEntry> known, List<SkippedRow> skipped) {}

    static ResolvedRiders resolve(EventSnapshot event, List<OnCourseEntry> riders) {
        List<OnCourseEntry> known = new ArrayList<>();
        List<SkippedRow> skipped = new ArrayList<>();
        for (int i = 0; i < riders.size(); i++) {
            OnCourseEntry rider = riders.get(i);
            SkipReason why = skipReason(event, rider);
            if (why == null) {
                known.add(complete(rider, event.participants().get(rider.participantId())));
            } else {
                skipped.add(new SkippedRow(i, why));
            }
        }
        return new ResolvedRiders(known, skipped);
    }

    private static SkipReason skipReason(EventSnapshot event, OnCourseEntry rider) {
        if (!event.meta().hasXmlData()) {
            return SkipReason.BEFORE_THE_FIRST_EXPORT;
        }
        if (rider.participantId() == null) {
            return SkipReason.NO_PARTICIPANT_ID;
        }
        if (!event.tables().containsKey(rider.raceId())) {
            return SkipReason.UNKNOWN_RACE;
        }
        return event.participants().containsKey(rider.participantId()) ? null : SkipReason.UNKNOWN_RIDER;
    }

    private static OnCourseEntry complete(OnCourseEntry entry, Participant participant) {
        return new OnCourseEntry(
                entry.raceId(),
                participant.participantId(),
                entry.bib() == null ? participant.eventBib() : entry.bib(),
                entry.name() == null ? participant.displayName() : entry.name(),
                entry.club() == null ? participant.club() : entry.club(),
                entry.position(),
                entry.gates(),
                entry.dtStart(),
                entry.dtFinish(),
                entry.time(),
                entry.pen(),
                entry.total(),
                entry.rank(),
                entry.ttbDiff(),
                entry.ttbName(),
                entry.tvClock());
    }
}
