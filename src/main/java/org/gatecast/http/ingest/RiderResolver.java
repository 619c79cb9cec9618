package org.gatecast.http.ingest;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.Participant;
import org.gatecast.snapshot.EventSnapshot;

/** Matches riders on course with the event's participants. */
final class RiderResolver {
    private RiderResolver() {}

    /**
     * @param known riders; values missing in the stream come from the export
     * @param skipped the number of other riders, by reason
     */
    record ResolvedRiders(List<OnCourseEntry> known, Map<SkippedRider, Integer> skipped) {}

    static ResolvedRiders resolve(EventSnapshot event, List<OnCourseEntry> riders) {
        List<OnCourseEntry> known = new ArrayList<>();
        Map<SkippedRider, Integer> skipped = new EnumMap<>(SkippedRider.class);
        for (OnCourseEntry rider : riders) {
            SkippedRider why = skipReason(event, rider);
            if (why == null) {
                known.add(complete(rider, event.participants().get(rider.participantId())));
            } else {
                skipped.merge(why, 1, Integer::sum);
            }
        }
        return new ResolvedRiders(known, skipped);
    }

    private static SkippedRider skipReason(EventSnapshot event, OnCourseEntry rider) {
        if (!event.meta().hasXmlData()) {
            return SkippedRider.BEFORE_THE_FIRST_EXPORT;
        }
        if (rider.participantId() == null) {
            return SkippedRider.NO_PARTICIPANT_ID;
        }
        if (!event.tables().containsKey(rider.raceId())) {
            return SkippedRider.UNKNOWN_RACE;
        }
        return event.participants().containsKey(rider.participantId()) ? null : SkippedRider.UNKNOWN_RIDER;
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
                entry.ttbName());
    }
}
