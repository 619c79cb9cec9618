package org.gatecast.snapshot;

import static org.gatecast.snapshot.JsonFields.number;
import static org.gatecast.snapshot.JsonFields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gatecast.model.RaceType;

/**
 * The riders of an event with all their starts: who starts when, and with which result. A rider is who has an athlete id;
 * the id may be in several classes. Immutable, any thread.
 */
public final class RiderList {
    private final Collection<Rider> riders;

    /** The rider as the first start has it; {@code starts} are in race order. */
    private record Rider(String athleteId, String name, String club, String noc, List<Start> starts) {}

    /** One start of a rider: the line of the start list and the row of the table, of which one may be {@code null}. */
    private record Start(RaceTable race, StartRow line, ResultRow row) {
        Integer bib() {
            return line == null || line.bib() == null ? row == null ? null : row.bib() : line.bib();
        }

        String catId() {
            return line == null ? row.catId() : line.catId();
        }
    }

    private RiderList(Collection<Rider> riders) {
        this.riders = riders;
    }

    /** All riders, in the order in which races and start lists have them first. */
    public static RiderList of(EventSnapshot snapshot) {
        Map<String, Rider> riders = new LinkedHashMap<>();
        for (RaceTable table : snapshot.races().stream()
                .map(race -> snapshot.tables().get(race.raceId()))
                .toList()) {
            Map<String, ResultRow> rows = new HashMap<>();
            for (ResultRow row : table.rows()) {
                if (row.athleteId() != null) {
                    rows.put(row.athleteId(), row);
                }
            }
            for (StartRow line : table.startlist()) {
                if (line.athleteId() != null) {
                    riders.computeIfAbsent(
                                    line.athleteId(),
                                    id -> new Rider(id, line.name(), line.club(), line.noc(), new ArrayList<>()))
                            .starts()
                            .add(new Start(table, line, rows.remove(line.athleteId())));
                }
            }
            for (ResultRow row : table.rows()) {
                if (rows.containsKey(row.athleteId())) {
                    riders.computeIfAbsent(
                                    row.athleteId(),
                                    id -> new Rider(id, row.name(), row.club(), row.noc(), new ArrayList<>()))
                            .starts()
                            .add(new Start(table, null, row));
                }
            }
        }
        return new RiderList(riders.values());
    }

    /** Only the riders with these ids, in the same order. */
    public RiderList withOnly(Set<String> athleteIds) {
        return new RiderList(riders.stream()
                .filter(rider -> athleteIds.contains(rider.athleteId()))
                .toList());
    }

    /** Writes {@code {"riders": […]}}. */
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeFieldName("riders");
        JsonFields.objects(json, List.copyOf(riders), RiderList::rider);
        json.writeEndObject();
    }

    private static void rider(JsonGenerator json, Rider rider) throws IOException {
        text(json, "athleteId", rider.athleteId());
        text(json, "name", rider.name());
        text(json, "club", rider.club());
        text(json, "noc", rider.noc());
        JsonFields.objects(json, "starts", rider.starts(), RiderList::start);
    }

    private static void start(JsonGenerator json, Start start) throws IOException {
        text(json, "raceId", start.race().race().raceId().value());
        number(json, "bib", start.bib());
        text(json, "catId", start.catId());
        text(json, "startTime", start.line() == null ? null : start.line().startTime());
        ResultRow row = start.row();
        number(json, "rnk", row == null ? null : row.rnk());
        number(json, "catRnk", row == null ? null : row.catRnk());
        number(json, "total", row == null ? null : counted(row));
        text(json, "totalBehind", row == null ? null : row.totalBehind());
        text(json, "status", row == null ? null : row.status());
        if (row != null && row.bestRun() != null) {
            Run run = Run.of(row, start.race().race().raceType() == RaceType.BEST_RUN_1 ? 1 : 2);
            number(json, "runTotal", run.total());
            text(json, "runStatus", run.status());
        }
    }

    private static Integer counted(ResultRow row) {
        return row.bestRun() == null ? row.total() : row.bestRun().totalTotal();
    }

    /** One of the two runs of a row. */
    private record Run(Integer total, String status) {
        static Run of(ResultRow row, int number) {
            BestRun runs = row.bestRun();
            boolean both = runs.prevTime() != null || runs.prevTotal() != null;
            boolean secondOnly = !both
                    && (Objects.equals(runs.betterRunNr(), 2)
                            || (runs.betterRunNr() == null && runs.currStatus() != null && runs.prevStatus() == null));
            return number == 1
                    ? new Run(both ? runs.prevTotal() : secondOnly ? null : row.total(), runs.prevStatus())
                    : new Run(both || secondOnly ? row.total() : null, runs.currStatus());
        }
    }
}
