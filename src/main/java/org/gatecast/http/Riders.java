package org.gatecast.http;

import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.Participant;
import org.gatecast.picture.EventPicture;

/** Finds who a rider on the water is. */
final class Riders {
    private Riders() {}

    /**
     * The entry with what the export knows filled in where the stream is silent; {@code null} when the export does not
     * know the race or the person, who is then skipped.
     */
    static OnCourseEntry known(EventPicture event, OnCourseEntry entry) {
        if (!event.tables().containsKey(entry.raceId())) {
            return null;
        }
        Participant who = event.participants().get(entry.participantId());
        if (who == null) {
            return null;
        }
        return new OnCourseEntry(
                entry.raceId(),
                who.participantId(),
                entry.bib() == null ? who.eventBib() : entry.bib(),
                entry.name() == null ? who.displayName() : entry.name(),
                entry.club() == null ? who.club() : entry.club(),
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
