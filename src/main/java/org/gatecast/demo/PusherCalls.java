package org.gatecast.demo;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The calls that a real pusher makes on the race day: participants on course whenever one of them changes, a race's table
 * after each finish, the export after a race has begun or ended. Times in bodies are the venue's times of day.
 */
final class PusherCalls {
    private static final Duration TABLE_AFTER = Duration.ofSeconds(1);
    private static final Duration EXPORT_AFTER = Duration.ofSeconds(3);

    private final RaceDay day;

    record Call(String path, JsonObject body) {
        private static Call ofList(String name, Stream<JsonObject> rows) {
            return new Call("/api/v1/ingest/" + name, new JsonObject().put(name, new JsonArray(rows.toList())));
        }
    }

    PusherCalls(RaceDay day) {
        this.day = day;
    }

    /** The calls that are due later than {@code before} and not later than {@code now}. */
    List<Call> between(LocalTime before, LocalTime now, LocalDate today) {
        List<Call> calls = new ArrayList<>();
        Call riders = onCourse(now);
        if (!riders.equals(onCourse(before))) {
            calls.add(riders);
        }
        boolean statusChanged = false;
        for (String raceId : day.races()) {
            if (day.runs(raceId).stream()
                    .anyMatch(run -> ended(run, before.minus(TABLE_AFTER), now.minus(TABLE_AFTER)))) {
                calls.add(table(raceId, now.minus(TABLE_AFTER)));
            }
            statusChanged |=
                    day.status(raceId, before.minus(EXPORT_AFTER)) != day.status(raceId, now.minus(EXPORT_AFTER));
        }
        if (statusChanged) {
            calls.add(export(now.minus(EXPORT_AFTER), today));
        }
        return calls;
    }

    Call export(LocalTime now, LocalDate today) {
        return new Call("/api/v1/ingest/xml", new JsonObject().put("xml", day.exportAt(now, today)));
    }

    Call onCourse(LocalTime now) {
        List<RecordedRun> riders = day.runs()
                .filter(run -> run.isOnCourseList(now))
                .sorted(Comparator.comparing(RecordedRun::start))
                .toList();
        Map<String, ClassStanding> standings = new HashMap<>();
        List<JsonObject> entries = new ArrayList<>();
        for (RecordedRun run : riders) {
            ClassStanding classStanding = standings.computeIfAbsent(run.raceId(), raceId -> day.standing(raceId, now));
            entries.add(classStanding.compare(run.onCourse(now, entries.size() + 1), run, now));
        }
        return Call.ofList("oncourse", entries.stream());
    }

    /** The participants of a race whose runs are over. */
    private Call table(String raceId, LocalTime now) {
        List<RecordedRun> rows = day.standing(raceId, now)
                .inOrder(
                        day.runs(raceId).stream().filter(run -> run.isOver(now)).toList());
        List<JsonObject> results = new ArrayList<>();
        for (RecordedRun run : rows) {
            results.add(run.result(results.size() + 1));
        }
        return Call.ofList("results", results.stream());
    }

    /** A call that takes back all results of runs that ended in between. */
    Call takenBack(LocalTime from, LocalTime to) {
        return Call.ofList(
                "results", day.runs().filter(run -> ended(run, from, to)).map(RecordedRun::takenBack));
    }

    private static boolean ended(RecordedRun run, LocalTime before, LocalTime now) {
        return run.isOver(now) && !run.isOver(before);
    }
}
