package org.gatecast.snapshot;

import static org.gatecast.snapshot.JsonFields.number;
import static org.gatecast.snapshot.JsonFields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.gatecast.model.OnCourseEntry;

/** Participants on course as JSON. */
final class OnCourseJson {
    private OnCourseJson() {}

    static void entry(JsonGenerator json, OnCourseEntry entry) throws IOException {
        text(json, "raceId", entry.raceId().value());
        number(json, "bib", entry.bib());
        text(json, "name", entry.name());
        text(json, "club", entry.club());
        number(json, "position", entry.position());
        penalties(json, entry.gates());
        json.writeBooleanField("completed", entry.dtFinish() != null);
        text(json, "dtStart", entry.dtStart());
        text(json, "dtFinish", entry.dtFinish());
        number(json, "time", entry.time());
        number(json, "pen", entry.pen());
        number(json, "total", entry.total());
        number(json, "rank", entry.rank());
        text(json, "ttbDiff", entry.ttbDiff());
        text(json, "ttbName", entry.ttbName());
        if (entry.tvClock() != null) {
            text(json, "tvClock", entry.tvClock().json());
        }
    }

    private static void penalties(JsonGenerator json, List<Integer> gates) throws IOException {
        if (gates == null) {
            json.writeNullField("gates");
            return;
        }
        json.writeArrayFieldStart("gates");
        for (Integer seconds : gates) {
            number(json, seconds);
        }
        json.writeEndArray();
    }
}
