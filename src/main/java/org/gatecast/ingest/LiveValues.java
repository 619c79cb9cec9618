package org.gatecast.ingest;

import java.io.IOException;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;

/** The values that results and on-course entries of the live stream share, each with its bounds. */
final class LiveValues {
    static final int MAX_TEXT = 200;
    private static final int MAX_BIB = 999_999;
    private static final int MAX_RANK = 99_999;

    private LiveValues() {}

    /** A time or penalty in hundredths of a second; {@code null} when not known. */
    static Integer hundredths(StrictJson json) throws IOException {
        return json.wholeNumber(0, Amount.MAX_HUNDREDTHS);
    }

    static Integer rank(StrictJson json) throws IOException {
        return json.wholeNumber(1, MAX_RANK);
    }

    /** A number or its digits as text. */
    static Integer bib(StrictJson json) throws IOException {
        if (!json.isText()) {
            return json.wholeNumber(0, MAX_BIB);
        }
        String text = json.text(MAX_TEXT);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,6}")) {
            throw json.refuse("must be a number from 0 to " + MAX_BIB + ", not " + Quote.of(text));
        }
        return Integer.valueOf(text);
    }

    static RaceId raceId(StrictJson json) throws IOException {
        String text = json.text(MAX_TEXT);
        return text == null ? null : new RaceId(text);
    }

    static ParticipantId participantId(StrictJson json) throws IOException {
        String text = json.text(MAX_TEXT);
        return text == null ? null : new ParticipantId(text);
    }

    /** Every row must say whom it is about: race, and participant or bib. */
    static void requireRow(StrictJson json, RaceId raceId, ParticipantId participantId, Integer bib) {
        if (raceId == null) {
            throw json.refuseField("raceId", "is required");
        }
        if (participantId == null && bib == null) {
            throw json.refuseField("participantId", "or bib is required");
        }
    }
}
