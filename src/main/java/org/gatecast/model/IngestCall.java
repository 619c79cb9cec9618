package org.gatecast.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * What an ingest call contained and how much of it counted; or several calls, added up.
 *
 * @param at when it arrived, to the millisecond; of several calls, the first
 * @param bytes size of the body
 * @param matched rows whose race and participant are known
 * @param changed results that the call added, changed or removed
 * @param skipped rows that did not count: of an unknown race or participant, or repeated later in the same export
 * @param unreadable fields of rows that could not be read; for an export they are only in the warnings
 * @param warnings a few short lines about what was odd; of several calls, those of the last call that had any
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

    /** A call before its change is known. */
    public static IngestCall of(
            IngestSource source, Instant at, long bytes, long matched, long skipped, List<String> warnings) {
        return new IngestCall(source, at, bytes, matched, 0, skipped, 0, warnings);
    }

    /** A call whose rows were not merged. */
    public static IngestCall unreadableOnly(IngestSource source, Instant at, long bytes, long rows) {
        return of(source, at, bytes, 0, rows, List.of());
    }

    /** This call after it added, changed or removed so many results. */
    public IngestCall withChanged(long results) {
        return new IngestCall(source, at, bytes, matched, results, skipped, unreadable, warnings);
    }

    /** This call with the parts that could not be read. */
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
