package org.gatecast.ingest;

import java.io.IOException;
import java.util.regex.Pattern;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;

/** Reads the values that results and on-course entries have in common, each with its limits. */
final class StreamValues {
    private static final int MAX_TEXT = 200;
    private static final int MAX_BIB = 999_999;
    private static final int MAX_RANK = 99_999;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    private StreamValues() {}

    static String text(StrictJson json) throws IOException {
        return json.text(MAX_TEXT);
    }

    /** A time or penalty in hundredths of a second; {@code null} if unknown. */
    static Integer hundredths(StrictJson json) throws IOException {
        return wholeNumber(json, 0, AmountLimits.MAX_HUNDREDTHS);
    }

    static Integer rank(StrictJson json) throws IOException {
        return wholeNumber(json, 1, MAX_RANK);
    }

    static Integer bib(StrictJson json) throws IOException {
        return wholeNumber(json, 0, MAX_BIB);
    }

    /** A number, or a text of digits; {@code null} for {@code null} and for blank text. */
    static Integer wholeNumber(StrictJson json, int min, int max) throws IOException {
        if (!json.isText()) {
            return json.wholeNumber(min, max);
        }
        String text = json.verbatimText().strip();
        if (text.isEmpty()) {
            return null;
        }
        long number = DIGITS.matcher(text).matches() ? Long.parseLong(text) : -1;
        if (number < min || number > max) {
            throw json.refuse("must be a whole number from " + min + " to " + max + ", not " + QuotedText.of(text));
        }
        return (int) number;
    }

    static RaceId raceId(StrictJson json) throws IOException {
        String text = text(json);
        return text == null ? null : new RaceId(text);
    }

    static ParticipantId participantId(StrictJson json) throws IOException {
        String text = text(json);
        return text == null ? null : new ParticipantId(text);
    }

    /** Requires a race, and a participant or bib. */
    static void requireRow(StrictJson json, RaceId raceId, ParticipantId participantId, Integer bib) {
        if (raceId == null) {
            throw json.refuseField("raceId", "is required");
        }
        if (participantId == null && bib == null) {
            throw json.refuseField("participantId", "or bib is required");
        }
    }
}
