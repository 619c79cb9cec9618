package org.gatecast.demo;

import io.vertx.core.json.JsonObject;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The ranking of a class at one moment, by the better clean run that is over, then by the other run. */
final class ClassStanding {
    private static final Score NONE = new Score(null, Integer.MAX_VALUE, Integer.MAX_VALUE);

    private static final int CLOCK_TO_BEAT_HUNDREDTHS = 500;

    private final Map<String, Score> scores = new HashMap<>();

    /**
     * One participant's counting run, in hundredths of a second.
     *
     * @param run the better run
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

    /**
     * @param over runs that are over, at most two per participant
     */
    static ClassStanding of(Stream<RecordedRun> over) {
        ClassStanding classStanding = new ClassStanding();
        over.filter(RecordedRun::isClean)
                .forEach(run -> classStanding.scores.merge(
                        run.participantId(), new Score(run, run.total(), Integer.MAX_VALUE), Score::and));
        return classStanding;
    }

    /** Adds to an entry of an on-course call how the run compares with the others of its class. */
    JsonObject compare(JsonObject entry, RecordedRun run, LocalTime now) {
        RecordedRun best = bestExcept(run.participantId());
        entry.put("ttbName", best == null ? null : best.shortName());
        return run.isUnderWay(now) ? timeToBeat(entry, best) : place(entry, run.participantId(), best);
    }

    /** For a participant on the course: the total to beat, when the running time comes near it. */
    private static JsonObject timeToBeat(JsonObject entry, RecordedRun best) {
        boolean near = best != null && entry.getInteger("time") >= best.total() - CLOCK_TO_BEAT_HUNDREDTHS;
        return entry.putNull("rank").put("ttbDiff", near ? seconds(best.total()) : null);
    }

    /** For a participant before the start or at the finish: the rank in the class by the better run so far. */
    private JsonObject place(JsonObject entry, String participantId, RecordedRun best) {
        RecordedRun own = score(participantId).run();
        return entry.put("rank", rank(participantId))
                .put("ttbDiff", best == null || own == null ? null : gap(own.total() - best.total()));
    }

    /** The best run of all other participants, or {@code null}. */
    private RecordedRun bestExcept(String participantId) {
        return scores.values().stream()
                .filter(score -> !score.run().participantId().equals(participantId))
                .min(Comparator.naturalOrder())
                .map(Score::run)
                .orElse(null);
    }

    /** The rank from 1, the same for equal runs; {@code null} without a clean run. */
    Integer rank(String participantId) {
        Score own = score(participantId);
        return own.run() == null
                ? null
                : 1
                        + (int) scores.values().stream()
                                .filter(score -> score.compareTo(own) < 0)
                                .count();
    }

    /** The runs by rank, unranked last, then by bib. */
    List<RecordedRun> inOrder(Collection<RecordedRun> runs) {
        List<RecordedRun> ordered = new ArrayList<>(runs);
        ordered.sort(Comparator.comparing((RecordedRun run) -> score(run.participantId()))
                .thenComparing(RecordedRun::bib));
        return ordered;
    }

    private Score score(String participantId) {
        return scores.getOrDefault(participantId, NONE);
    }

    private static String gap(int hundredths) {
        return (hundredths < 0 ? "-" : "+") + seconds(Math.abs(hundredths));
    }

    private static String seconds(int hundredths) {
        return String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100);
    }
}
