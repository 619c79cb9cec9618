package org.gatecast.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A race's status as the timing system's number, as each source said it last, with the time since when it says so. The later
 * word counts, so an export that was written before the stream's word does not set it back. {@code null} if a source has said
 * nothing.
 *
 * @param exportedAt as of which the export had this number first; {@code null} in a race just parsed, and if it is not known
 * @param streamedAt when the stream said this number first
 */
public record RaceStatus(Integer exported, Instant exportedAt, Integer streamed, Instant streamedAt) {
    private static final Set<Integer> OFFICIAL = Set.of(5, 6);

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

    /**
     * As of when the results are known to be official, or official and revised; {@code null} if they are not, or if that time
     * is not known. If both sources say the same, it is the earlier time.
     */
    public Instant officialAt() {
        Integer shown = shown();
        if (shown == null || !OFFICIAL.contains(shown)) {
            return null;
        }
        return Stream.of(shown.equals(exported) ? exportedAt : null, shown.equals(streamed) ? streamedAt : null)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
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
