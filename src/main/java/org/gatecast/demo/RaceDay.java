package org.gatecast.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatecast.demo.ExportText.Block;

/**
 * One day of a real event. Its export was written after the event and has the start and end of every run; the exports of
 * earlier moments are calculated from it. The first day's races are not used: they contain later tests of the timing program.
 */
final class RaceDay {
    private static final String EXPORT = "/race/export.xml";
    private static final String DATE = "2024-04-07";
    /** Random pixels, in place of the real event's sponsors. */
    private static final String EXPORT_TIMES = "ReportImage";

    private static final Duration PROTESTS = Duration.ofMinutes(20);
    private static final List<String> START_LIST_FIELDS =
            List.of("RaceId", "Id", "StartOrder", "Bib", "StartTime", "CatId", "HeatNr");

    private final ExportText export;
    private final Map<String, Race> races = new LinkedHashMap<>();

    /**
     * @param begins when its first participant is reported on course
     * @param ends when its last run is over
     */
    private record Race(List<RecordedRun> runs, LocalTime begins, LocalTime ends) {
        private static Race of(List<RecordedRun> runs) {
            LocalTime begins = runs.stream()
                    .filter(run -> run.start() != null)
                    .map(RecordedRun::firstShown)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            LocalTime ends = runs.stream()
                    .map(RecordedRun::end)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            return new Race(runs, begins, ends);
        }
    }

    private RaceDay(ExportText export) {
        this.export = export;
        RecordedRunReader reader = new RecordedRunReader(export);
        export.all("Schedule")
                .filter(RaceDay::isOfTheDay)
                .forEach(race -> races.put(race.get("RaceId"), Race.of(reader.runs(race))));
    }

    static RaceDay load() {
        try (InputStream stream = RaceDay.class.getResourceAsStream(EXPORT)) {
            if (stream == null) {
                throw new IllegalStateException("the jar was built without " + EXPORT);
            }
            return new RaceDay(ExportText.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> races() {
        return races.keySet();
    }

    List<RecordedRun> runs(String raceId) {
        return races.get(raceId).runs();
    }

    Stream<RecordedRun> runs() {
        return races.values().stream().flatMap(race -> race.runs().stream());
    }

    /** The ranking of a race's class; in a second run, by the better of both runs. */
    ClassStanding standing(String raceId, LocalTime now) {
        return ClassStanding.of(Stream.of(raceId, raceId.replace("_BR2_", "_BR1_"))
                .distinct()
                .flatMap(run -> runs(run).stream())
                .filter(run -> run.isOver(now)));
    }

    /** {@code RaceStatus} in exports: 1 before the race, 3 during it, 4 after it, 5 when it is official. */
    int status(String raceId, LocalTime now) {
        Race race = races.get(raceId);
        if (now.isBefore(race.begins())) {
            return 1;
        }
        if (now.isBefore(race.ends())) {
            return 3;
        }
        return now.isBefore(race.ends().plus(PROTESTS)) ? 4 : 5;
    }

    /**
     * The export of one moment: runs that were not over by then are only on the start list. The event and its races are
     * moved to {@code today}; times of day, offsets and dates of birth stay.
     */
    String exportAt(LocalTime now, LocalDate today) {
        Map<String, Set<String>> over = races.keySet().stream()
                .collect(Collectors.toMap(raceId -> raceId, raceId -> runs(raceId).stream()
                        .filter(run -> run.isOver(now))
                        .map(RecordedRun::participantId)
                        .collect(Collectors.toSet())));
        return export.written(block -> switch (block.name()) {
            case "Events" -> dated(dated(block.without(EXPORT_TIMES), "StartDate", today), "EndDate", today);
            case "Schedule" -> isOfTheDay(block) ? race(block, now, today) : null;
            case "Results" -> over.containsKey(block.get("RaceId")) ? row(block, over.get(block.get("RaceId"))) : null;
            default -> block;
        });
    }

    private Block race(Block block, LocalTime now, LocalDate today) {
        return dated(block, "StartTime", today).with("RaceStatus", Integer.toString(status(block.get("RaceId"), now)));
    }

    private static Block row(Block block, Set<String> over) {
        return over.contains(block.get("Id")) ? block : block.only(START_LIST_FIELDS);
    }

    private static Block dated(Block block, String field, LocalDate day) {
        String then = block.get(field);
        return block.with(field, day + then.substring(then.indexOf('T')));
    }

    private static boolean isOfTheDay(Block race) {
        return race.written("StartTime").startsWith(DATE);
    }
}
