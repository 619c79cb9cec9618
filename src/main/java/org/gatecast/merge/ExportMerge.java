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
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;

/**
 * Takes a whole export into what is known of an event (FR-007). The export is a snapshot: it decides alone which
 * classes, people, races, courses and start list rows there are. Of results it gives its own account, beside the
 * stream's; the strategy decides whose word stands. A stream's result is never lost to an export that has none for
 * it, as long as the export still knows the race, and the person in the race's class.
 *
 * <p>Under {@code tcp} the stream's word stands, but for corrections: what the jury changes when a race is over reaches
 * us in the export alone. A row that the export words differently than the import before, while the stream is silent
 * about the race, is taken for one.
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
     * The event with the export taken in; {@code before} itself when the export says nothing new. Every part that
     * stays the same is the same object.
     *
     * @param asOf the moment the export counts as of
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
        Map<RaceId, Race> races = merge(before.races(), byId(export.races(), Race::raceId));
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

    /** An image is the export's where the organiser has left it to exports; the same one again is no news. */
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
        for (Export.Row row : export.rows()) {
            Result known = before.resultsOf(row.raceId()).get(row.participantId());
            entries.get(row.raceId()).put(row.participantId(), listed(row, races.get(row.raceId()), known));
        }
        before.results().forEach((race, known) -> {
            Map<ParticipantId, Result> still = entries.get(race);
            if (still != null) {
                known.forEach((participant, result) -> {
                    if (result.hasTcpResult() && races(participants.get(participant), races.get(race))) {
                        still.putIfAbsent(participant, unlisted(result));
                    }
                });
            }
        });
        entries.values().removeIf(Map::isEmpty);
        entries.replaceAll((race, rows) -> merge(before.resultsOf(race), rows));
        return entries;
    }

    /** Whether a rider whom the export does not list in a race could still be in it. */
    private static boolean races(Participant participant, Race race) {
        return participant != null && Objects.equals(participant.classId(), race.classId());
    }

    private Result listed(Export.Row row, Race race, Result known) {
        ResultReport tcp = known == null ? null : known.tcp();
        ResultReport xml = withTimestamp(reported(row, race), known == null ? null : known.xml());
        boolean corrects = isCorrection(row.raceId(), xml, known);
        Result result = new Result(
                row.raceId(),
                row.participantId(),
                true,
                row.bib(),
                row.startOrder(),
                row.startTime(),
                row.heatNr(),
                xml,
                tcp,
                tcpHolds(xml, tcp, corrects),
                corrects);
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
                known.tcp(),
                true,
                false);
        return result.equals(known) ? known : result;
    }

    /**
     * What the row says; its rank only beside a result, and where it is the timing system's to give. Else others'
     * finishes move it.
     */
    private static ResultReport reported(Export.Row row, Race race) {
        ResultReport report = row.report();
        boolean ranked = report != null && report.hasResult() && race.raceType().isRankedByTimingSystem();
        return report == null || ranked ? report : report.withoutRank();
    }

    /** What the export says now, dated back to when it first said so. */
    private ResultReport withTimestamp(ResultReport now, ResultReport known) {
        if (now == null) {
            return null;
        }
        return now.hasSameResultAs(known) ? known : now.withTimestamp(asOf);
    }

    /**
     * Whether the export's word on a row stands as a correction of the stream's, now or since an earlier import. A
     * correction may be followed by another while the stream goes on about the race, but not by an older word.
     */
    private boolean isCorrection(RaceId race, ResultReport xml, Result known) {
        if (known == null || !known.hasTcpResult() || xml == null || !xml.hasResult()) {
            return false;
        }
        if (xml.hasOutcomeOf(known.xml())) {
            return known.corrected();
        }
        boolean followsCorrection =
                known.corrected() && !asOf.isBefore(known.xml().at());
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

    /** As {@link #merge}, but the export's order counts. */
    private static <K, V> Map<K, V> keepInOrder(Map<K, V> before, Map<K, V> after) {
        boolean sameOrder = List.copyOf(before.keySet()).equals(List.copyOf(after.keySet()));
        return sameOrder ? merge(before, after) : Collections.unmodifiableMap(after);
    }

    /**
     * What {@code after} says, in as much of what was there before as says the same: the map, the values, and the order,
     * which means nothing to the public. The timing system lists results by rank; each finish would move most rows on
     * disk.
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
