package org.gatecast.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A race's status as the timing system's number, as each source said it last, with the time since when it says so. The later
 * word counts, so an export that was written before the stream's word does not set it back. {@code null} if a source has said
 * nothing.
 *
 * @param exportedAt as of which the export had this number first; {@code null} in a race just parsed, and if it is not known
 * @param streamedAt when the stream said this number first
 */
public record RaceStatus(Integer exported, Instant exportedAt, Integer streamed, Instant streamedAt) {
    /** The status as an export says it. */
    public static RaceStatus ofExport(Integer number) {
        return new RaceStatus(number, null, null, null);
    }

    /** The number that counts. If both sources spoke at the same time, it is the stream's. */
    public Integer shown() {
        if (exported == null || streamed == null) {
            return streamed == null ? exported : streamed;
        }
        return exportedAt == null || !exportedAt.isAfter(streamedAt) ? streamed : exported;
    }

    /** The status after an import. A number that the export had before is no news. */
    public RaceStatus withExport(Integer number, Instant asOf) {
        return Objects.equals(number, exported) ? this : new RaceStatus(number, asOf, streamed, streamedAt);
    }

    /** The status after the stream's word. A number that it said before is no news. */
    public RaceStatus withStream(Integer number, Instant at) {
        return Objects.equals(number, streamed) ? this : new RaceStatus(exported, exportedAt, number, at);
    }
}
