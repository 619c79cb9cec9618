package org.gatecast.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who is how good in a class at a moment: by the better one of the clean runs that are over, of equal ones by the other.
 */
final class ClassStanding {
    /** The last place there is, for who has no clean run. */
    private static final Score NONE = new Score(null, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final Map<String, Score> scores = new HashMap<>();

    /**
     * What counts of one rider, in hundredths.
     *
     * @param run the better one
     */
    private record Score(RecordedRun run, int total, int otherTotal) implements Comparable<Score> {
        private static final Comparator<Score> ORDER =
                Comparator.comparingInt(Score::total).thenComparingInt(Score::otherTotal);

        private Score and(Score other) {
            return other.total < total ? new Score(other.run, other.total, total) : new Score(run, total, other.total);
        }

        @Override
        public int compareTo(Score other) {
            return ORDER.compare(this, other);
        }
    }

    private ClassStanding() {}

    /** @param over runs that are over, at most two of one rider */
    static ClassStanding of(Stream<RecordedRun> over) {
        ClassStanding classStanding = new ClassStanding();
        over.filter(RecordedRun::isClean)
                .forEach(run -> classStanding.scores.merge(
                        run.participantId(), new Score(run, run.total(), Integer.MAX_VALUE), Score::and));
        return classStanding;
    }

    /** The run that counts, {@code null} for none. */
    RecordedRun best(String participantId) {
        return score(participantId).run();
    }

    /** The best run of anybody else, {@code null} for none. */
    RecordedRun bestExcept(String participantId) {
        return scores.values().stream()
                .filter(score -> !score.run().participantId().equals(participantId))
                .min(Comparator.naturalOrder())
                .map(Score::run)
                .orElse(null);
    }

    /** From 1, equal riders sharing one; {@code null} for who has no clean run. */
    Integer rank(String participantId) {
        Score own = score(participantId);
        return own.run() == null
                ? null
                : 1
                        + (int) scores.values().stream()
                                .filter(score -> score.compareTo(own) < 0)
                                .count();
    }

    /** The runs in the order of their riders' standing, who has none last, then by bib. */
    List<RecordedRun> inOrder(Collection<RecordedRun> runs) {
        List<RecordedRun> ordered = new ArrayList<>(runs);
        ordered.sort(Comparator.comparing((RecordedRun run) -> score(run.participantId()))
                .thenComparing(RecordedRun::bib));
        return ordered;
    }

    private Score score(String participantId) {
        return scores.getOrDefault(participantId, NONE);
    }

    static String gap(int hundredths) {
        return (hundredths < 0 ? "-" : "+") + seconds(Math.abs(hundredths));
    }

    static String seconds(int hundredths) {
        return String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100);
    }
}
