package org.gatecast.merge;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.DetailField;
import org.gatecast.model.EventImage;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.Export;
import org.gatecast.model.Image;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceStatus;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;

/**
 * Merges a whole export into an event's state (FR-007). The export alone decides which classes, participants, races,
 * courses and start list rows exist. A result has the export's report beside the stream's; the strategy decides which
 * one wins. A result of the stream is never lost because the export has none, as long as the export lists the race, and
 * the participant in the race's class.
 *
 * <p>With the strategy {@code tcp} the stream wins, except over corrections: what the jury changes after a race reaches
 * us only in the export. If the export changes a row while the stream is silent about the race, that is a correction.
 */
public final class ExportMerge {
    private final EventState before;
    private final Export export;
    private final Instant asOf;
    private final MergeStrategy strategy;
    private final StreamSilence silence;
    private final Map<RaceId, Boolean> silentRaces = new HashMap<>();

    private ExportMerge(EventState before, Export export, Instant asOf, MergeStrategy strategy, StreamSilence silence) {
        this.before = before;
        this.export = export;
        this.asOf = asOf;
        this.strategy = strategy;
        this.silence = silence;
    }

    /**
     * The state after the import; {@code before} itself if the export has nothing new. Every part that stays equal
     * stays the same object.
     *
     * @param asOf the time as of which the export counts
     */
    public static EventState apply(
            EventState before, Export export, Instant asOf, MergeStrategy strategy, StreamSilence silence) {
        return new ExportMerge(before, export, asOf, strategy, silence).apply();
    }

    private EventState apply() {
        Map<ClassId, RaceClass> classes = keepInOrder(before.classes(), byId(export.classes(), RaceClass::classId));
        Map<ParticipantId, Participant> participants =
                merge(before.participants(), byId(export.participants(), Participant::participantId));
        Map<Integer, Course> courses = merge(before.courses(), byId(export.courses(), Course::courseNr));
        Map<RaceId, Race> races = merge(before.races(), races());
        Map<RaceId, Map<ParticipantId, Result>> entries = merge(before.results(), entries(races, participants));
        EventState after = new EventState(
                meta(),
                classes,
                participants,
                courses,
                races,
                entries,
                merge(before.officials(), export.officials()),
                merge(before.gateStatistics(), export.gateStatistics()));
        return after.equals(before) ? before : after;
    }

    private Map<RaceId, Race> races() {
        Map<RaceId, Race> races = byId(export.races(), Race::raceId);
        races.replaceAll((id, race) -> {
            Race known = before.races().get(id);
            RaceStatus last = known == null ? RaceStatus.ofExport(null) : known.status();
            return race.withStatus(last.withExport(race.status().exported(), asOf))
                    .withWeather(known == null ? null : known.weather());
        });
        return races;
    }

    /** Takes the export's image unless the organiser has set one. The same image again changes nothing. */
    private EventMeta meta() {
        EventMeta meta = before.meta().describedBy(export.details());
        if (meta.organiserFields().contains(DetailField.IMAGE)) {
            return meta;
        }
        Image image = export.image();
        if (image == null) {
            return meta.image() == null ? meta : meta.withImage(null);
        }
        EventImage known = meta.image();
        return known != null && image.digest().equals(known.digest())
                ? meta
                : meta.withImage(new EventImage(image.mediaType(), meta.version() + 1, image.digest()));
    }

    private Map<RaceId, Map<ParticipantId, Result>> entries(
            Map<RaceId, Race> races, Map<ParticipantId, Participant> participants) {
        Map<RaceId, Map<ParticipantId, Result>> entries = new LinkedHashMap<>();
        races.keySet().forEach(race -> entries.put(race, new LinkedHashMap<>()));
        for (Result row : export.results()) {
            Result known = before.resultsOf(row.raceId()).get(row.participantId());
            entries.get(row.raceId()).put(row.participantId(), mergedRow(row, races.get(row.raceId()), known));
        }
        before.results().forEach((race, known) -> {
            Map<ParticipantId, Result> still = entries.get(race);
            if (still != null) {
                known.forEach((participant, result) -> {
                    if (result.hasStreamResult() && canBeIn(participants.get(participant), races.get(race))) {
                        still.putIfAbsent(participant, unlisted(result));
                    }
                });
            }
        });
        entries.values().removeIf(Map::isEmpty);
        entries.replaceAll((race, rows) -> merge(before.resultsOf(race), rows));
        return entries;
    }

    /** Whether a participant whom the export does not list in a race could still be in it. */
    private static boolean canBeIn(Participant participant, Race race) {
        return participant != null && Objects.equals(participant.classId(), race.classId());
    }

    private Result mergedRow(Result row, Race race, Result known) {
        ResultReport tcp = known == null ? null : known.streamReport();
        ResultReport xml = withTimestamp(reportOf(row, race), known == null ? null : known.exportReport());
        boolean corrects = isCorrection(row.raceId(), xml, known);
        Result result =
                row.reported(xml, tcp, known != null && known.fromPrimary(), tcpHolds(xml, tcp, corrects), corrects);
        return result.equals(known) ? known : result;
    }

    private static Result unlisted(Result known) {
        Result result = new Result(
                known.raceId(),
                known.participantId(),
                false,
                known.bib(),
                null,
                null,
                known.heatNr(),
                null,
                known.streamReport(),
                known.fromPrimary(),
                true,
                false);
        return result.equals(known) ? known : result;
    }

    /**
     * The row's report. Its rank counts only beside a result and in cross races; elsewhere every finish of another
     * participant would change it.
     */
    private static ResultReport reportOf(Result row, Race race) {
        ResultReport report = row.exportReport();
        boolean ranked = report != null && report.hasResult() && race.raceType().isRankedByTimingSystem();
        return report == null || ranked ? report : report.withoutRank();
    }

    /** The export's report, with the time at which the export first had these values. */
    private ResultReport withTimestamp(ResultReport now, ResultReport known) {
        if (now == null) {
            return null;
        }
        return now.hasSameResultAs(known) ? known : now.withTimestamp(asOf);
    }

    /**
     * Whether the export's report is a correction of the stream's, since this import or an earlier one. After a
     * correction the export may correct again while the stream continues, but an older export may not.
     */
    private boolean isCorrection(RaceId race, ResultReport xml, Result known) {
        if (known == null || !known.hasStreamResult() || xml == null || !xml.hasResult()) {
            return false;
        }
        if (xml.hasOutcomeOf(known.exportReport())) {
            return known.corrected();
        }
        boolean followsCorrection =
                known.corrected() && !asOf.isBefore(known.exportReport().at());
        return followsCorrection || silentRaces.computeIfAbsent(race, id -> silence.holdsFor(id, asOf));
    }

    private boolean tcpHolds(ResultReport xml, ResultReport tcp, boolean corrected) {
        if (tcp == null || !tcp.hasResult()) {
            return false;
        }
        if (xml == null || !xml.hasResult()) {
            return true;
        }
        return switch (strategy) {
            case TCP -> !corrected;
            case XML -> false;
            case LATEST -> !tcp.at().isBefore(asOf);
        };
    }

    private static <K, V> Map<K, V> byId(List<V> values, Function<V, K> key) {
        Map<K, V> index = new LinkedHashMap<>();
        values.forEach(value -> index.put(key.apply(value), value));
        return index;
    }

    private static <T> List<T> merge(List<T> before, List<T> after) {
        return before.equals(after) ? before : after;
    }

    /** Like {@link #merge}, but in the export's order. */
    private static <K, V> Map<K, V> keepInOrder(Map<K, V> before, Map<K, V> after) {
        boolean sameOrder = List.copyOf(before.keySet()).equals(List.copyOf(after.keySet()));
        return sameOrder ? merge(before, after) : Collections.unmodifiableMap(after);
    }

    /**
     * The content of {@code after} with the objects of {@code before} where they are equal, and in the order of
     * {@code before}. The order means nothing to the public. The timing system lists results by rank, so each finish
     * would move most rows on disk.
     */
    private static <K, V> Map<K, V> merge(Map<K, V> before, Map<K, V> after) {
        if (before.equals(after)) {
            return before;
        }
        Map<K, V> kept = new LinkedHashMap<>();
        before.forEach((key, old) -> {
            V value = after.get(key);
            if (value != null) {
                kept.put(key, value.equals(old) ? old : value);
            }
        });
        after.forEach(kept::putIfAbsent);
        return Collections.unmodifiableMap(kept);
    }
}
