package org.gatecast.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A race's status as the timing system's number, as each source said it last, with the time since when it says so. The later
 * word counts, so an export that was written before the stream's word does not set it back. {@code null} if a source has said
 * nothing.
 *
 * <p>What the organiser declared counts over both, until the timing system says something later that does not lie between what
 * it said then and what was declared: a timing system that only catches up undoes nothing.
 *
 * @param exportedAt as of which the export had this number first; {@code null} in a race just parsed, and if it is not known
 * @param streamedAt when the stream said this number first
 * @param declared {@code null} if the organiser declared nothing
 */
public record RaceStatus(
        Integer exported, Instant exportedAt, Integer streamed, Instant streamedAt, DeclaredStatus declared) {
    public static final int PROVISIONAL = 4;
    public static final int OFFICIAL = 5;
    private static final int REVISED = 6;
    private static final Set<Integer> FINAL = Set.of(OFFICIAL, REVISED);
    /** Cancelled, rescheduled, postponed. */
    private static final Set<Integer> CALLED_OFF = Set.of(7, 12, 13);

    /** The status as an export says it. */
    public static RaceStatus ofExport(Integer number) {
        return new RaceStatus(number, null, null, null, null);
    }

    /** The number that counts. */
    public Integer shown() {
        return isDeclared() ? Integer.valueOf(declared.number()) : timed();
    }

    /** The number that the timing system says. If both its sources spoke at the same time, it is the stream's. */
    public Integer timed() {
        if (exported == null || streamed == null) {
            return streamed == null ? exported : streamed;
        }
        return exportedAt == null || !exportedAt.isAfter(streamedAt) ? streamed : exported;
    }

    /** Whether the results are official, or official and revised. */
    public boolean isOfficial() {
        Integer shown = shown();
        return shown != null && FINAL.contains(shown);
    }

    /** Whether the race is cancelled, rescheduled or postponed, so that it has no results, even if the event is official. */
    public boolean isCalledOff() {
        Integer shown = shown();
        return shown != null && CALLED_OFF.contains(shown);
    }

    /** Whether what the organiser declared counts. */
    public boolean isDeclared() {
        return declared != null && !undoes(exported, exportedAt) && !undoes(streamed, streamedAt);
    }

    private boolean undoes(Integer number, Instant at) {
        return number != null && at != null && at.isAfter(declared.at()) && !declared.holdsAfter(number);
    }

    /**
     * As of when the results are known to be official, or official and revised; {@code null} if they are not, or if that time
     * is not known. If both sources of the timing system say the same, it is the earlier time.
     */
    public Instant officialAt() {
        Integer shown = shown();
        return shown != null && FINAL.contains(shown) ? since(shown) : null;
    }

    /** As of when the number that counts is known; {@code null} if there is none, or if that time is not known. */
    public Instant since() {
        Integer shown = shown();
        return shown == null ? null : since(shown);
    }

    /**
     * Until when protests may be made, which may be over; {@code null} if the results are not provisional, or if nobody set a
     * time.
     *
     * @param minutes how long protests may be made after results became provisional, {@code null} if that is not set. This time
     *     ends with a whole minute, because that is how it is announced
     */
    public Instant protestUntil(Integer minutes) {
        if (!Integer.valueOf(PROVISIONAL).equals(shown())) {
            return null;
        }
        if (isDeclared() && declared.protestUntil() != null) {
            return declared.protestUntil();
        }
        Instant since = since(PROVISIONAL);
        return minutes == null || since == null ? null : wholeMinute(since.plus(Duration.ofMinutes(minutes)));
    }

    private static Instant wholeMinute(Instant time) {
        Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(time) ? time : minute.plus(Duration.ofMinutes(1));
    }

    private Instant since(Integer shown) {
        if (isDeclared()) {
            return declared.at();
        }
        return Stream.of(shown.equals(exported) ? exportedAt : null, shown.equals(streamed) ? streamedAt : null)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The status after an import. A number that the export had before is no news. */
    public RaceStatus withExport(Integer number, Instant asOf) {
        return Objects.equals(number, exported)
                ? this
                : new RaceStatus(number, asOf, streamed, streamedAt, declared).withoutUndone();
    }

    /** The status after the stream's word. A number that it said before is no news. */
    public RaceStatus withStream(Integer number, Instant at) {
        return Objects.equals(number, streamed)
                ? this
                : new RaceStatus(exported, exportedAt, number, at, declared).withoutUndone();
    }

    /** What was undone does not count again when the timing system moves on. */
    private RaceStatus withoutUndone() {
        return isDeclared() ? this : withdrawn();
    }

    /**
     * The status after the organiser declared the results provisional.
     *
     * @param protestUntil {@code null} if the organiser gave no time
     */
    public RaceStatus declaredProvisional(Instant protestUntil, Instant at) {
        return declared(new DeclaredStatus(PROVISIONAL, at, protestUntil, timed()));
    }

    /** The status after the organiser declared the results official. If they are known to be official, this is no news. */
    public RaceStatus declaredOfficial(Instant at) {
        return officialAt() != null ? this : declared(new DeclaredStatus(OFFICIAL, at, null, timed()));
    }

    /** The status that the timing system says. */
    public RaceStatus withdrawn() {
        return declared == null ? this : declared(null);
    }

    private RaceStatus declared(DeclaredStatus next) {
        return new RaceStatus(exported, exportedAt, streamed, streamedAt, next);
    }
}
