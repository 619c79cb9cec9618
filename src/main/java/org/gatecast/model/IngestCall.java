package org.gatecast.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What an ingest call brought and how much of it counted; or several calls, added up.
 *
 * @param at when it arrived, to the millisecond; of several, the first
 * @param bytes of its body
 * @param matched rows whose race and participant are known
 * @param changed rows that now say something else; an export's include those that it dropped
 * @param skipped rows that did not count: nobody's, or said again later in the same export
 * @param unreadable fields of rows that could not be read; those of an export are among its warnings alone
 * @param warnings what was odd about it, a few short lines; of several, the last one's that had any
 */
public record IngestCall(
        IngestSource source,
        Instant at,
        long bytes,
        long matched,
        long changed,
        long skipped,
        long unreadable,
        List<String> warnings) {
    public IngestCall {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        warnings = List.copyOf(warnings);
    }

    /** A call of which no row was looked at. */
    public static IngestCall unreadableOnly(IngestSource source, Instant at, long bytes, long rows) {
        return new IngestCall(source, at, bytes, 0, 0, rows, 0, List.of());
    }

    /** This call with what of it could not be read. */
    public IngestCall withUnreadable(UnreadableParts unread) {
        List<String> lines = new ArrayList<>(unread.lines());
        lines.addAll(warnings);
        return new IngestCall(
                source, at, bytes, matched, changed, skipped + unread.allRows(), unreadable + unread.fields(), lines);
    }

    IngestCall plus(IngestCall later) {
        return new IngestCall(
                source,
                at,
                bytes + later.bytes,
                matched + later.matched,
                changed + later.changed,
                skipped + later.skipped,
                unreadable + later.unreadable,
                later.warnings.isEmpty() ? warnings : later.warnings);
    }
}
