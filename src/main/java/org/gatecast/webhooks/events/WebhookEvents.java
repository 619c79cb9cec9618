package org.gatecast.webhooks.events;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.WebhookEvent;
import org.gatecast.model.WebhookEventType;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/**
 * What the step from one snapshot to the next tells webhooks: at most one event of each type for each race. Of a draft, only its
 * status is told, as the public sees nothing else of it either; what it contains is told when it is published.
 */
public final class WebhookEvents {
    /** With more changed rows, they are left out, and receivers read the table. */
    static final int MAX_ROWS = 50;

    /** The same for longer data, in bytes of JSON. */
    static final int MAX_DATA_BYTES = 64 * 1024;

    private final EventSnapshot before;
    private final EventSnapshot after;
    private final ChangeSet changes;
    private final Instant at;
    private final Set<WebhookEventType> types;
    private final List<WebhookEvent> events = new ArrayList<>();

    private WebhookEvents(
            EventSnapshot before, EventSnapshot after, ChangeSet changes, Instant at, Set<WebhookEventType> types) {
        this.before = before;
        this.after = after;
        this.changes = changes;
        this.at = at;
        this.types = types;
    }

    /**
     * In the order in which they are delivered: what happened in each race, then what it means for its status, then the event's.
     *
     * @param after the next version of the same event
     * @param changes between the two
     * @param at when this is about to be committed
     * @param types of which a webhook is told; others would only wait for nobody
     */
    public static List<WebhookEvent> of(
            EventSnapshot before, EventSnapshot after, ChangeSet changes, Instant at, Set<WebhookEventType> types) {
        return new WebhookEvents(before, after, changes, at, types).events();
    }

    private List<WebhookEvent> events() {
        if (!isDraft(after.meta())) {
            for (RaceTable table : after.tables().values()) {
                RaceTable last = isDraft(before.meta())
                        ? null
                        : before.tables().get(table.race().raceId());
                if (!table.equals(last)) {
                    compare(last, table);
                }
                compareOfficial(last, table.race());
            }
        }
        if (before.meta().status() != after.meta().status()) {
            add(WebhookEventType.EVENT_STATUS_CHANGED, null, json -> {
                json.writeStringField("before", before.meta().status().json());
                json.writeStringField("status", after.meta().status().json());
            });
        }
        return events;
    }

    private static boolean isDraft(EventMeta event) {
        return event.status() == EventStatus.DRAFT;
    }

    /**
     * @param last {@code null} for a table without rows
     */
    private void compare(RaceTable last, RaceTable table) {
        List<ResultRow> rowsBefore = last == null ? List.of() : last.rows();
        RaceId race = table.race().raceId();
        List<ResultRow> changed = last == null ? table.rows() : changes.rows().getOrDefault(race, List.of());
        List<Integer> removed = changes.structure() ? removedBibs(rowsBefore, table.rows()) : List.of();
        if (!changed.isEmpty() || !removed.isEmpty()) {
            addResults(table.race(), changed, removed);
        }
        List<ResultRow> leaders = leaders(table.rows());
        List<ResultRow> leadersBefore = leaders(rowsBefore);
        if (!identities(leaders).equals(identities(leadersBefore))) {
            add(WebhookEventType.LEAD_CHANGED, race, json -> {
                race(json, table.race());
                rows(json, "before", leadersBefore);
                rows(json, "leaders", leaders);
            });
        }
        Integer status = table.race().raceStatus();
        if (last == null ? status != null : !Objects.equals(status, last.race().raceStatus())) {
            add(WebhookEventType.RACE_STATUS_CHANGED, race, json -> {
                race(json, table.race());
                number(json, "before", last == null ? null : last.race().raceStatus());
                number(json, "status", status);
            });
        }
    }

    private void addResults(Race race, List<ResultRow> changed, List<Integer> removed) {
        if (!types.contains(WebhookEventType.RESULTS_CHANGED)) {
            return;
        }
        boolean few = changed.size() <= MAX_ROWS && removed.size() <= MAX_ROWS;
        WebhookEvent whole = few ? results(race, changed, removed, true) : null;
        boolean fits = whole != null && whole.data().getBytes(StandardCharsets.UTF_8).length <= MAX_DATA_BYTES;
        events.add(fits ? whole : results(race, changed, removed, false));
    }

    private WebhookEvent results(Race race, List<ResultRow> changed, List<Integer> removed, boolean withRows) {
        return event(WebhookEventType.RESULTS_CHANGED, race.raceId(), json -> {
            race(json, race);
            json.writeNumberField("changed", changed.size());
            json.writeNumberField("removed", removed.size());
            json.writeBooleanField("complete", withRows);
            if (withRows) {
                rows(json, "results", changed);
                json.writeArrayFieldStart("removedBibs");
                for (Integer bib : removed) {
                    json.writeNumber(bib);
                }
                json.writeEndArray();
            }
        });
    }

    /** Bibs of no row any more. */
    private static List<Integer> removedBibs(List<ResultRow> rowsBefore, List<ResultRow> rows) {
        Set<Integer> left = new HashSet<>();
        rows.forEach(row -> left.add(row.bib()));
        return rowsBefore.stream()
                .map(ResultRow::bib)
                .filter(bib -> bib != null && !left.contains(bib))
                .distinct()
                .toList();
    }

    /** All with rank 1: several in a tie, nobody before the first result. */
    static List<ResultRow> leaders(List<ResultRow> rows) {
        return rows.stream().filter(row -> row.rnk() != null && row.rnk() == 1).toList();
    }

    /** A rider may have another bib in the next run, and an export may lack the id. */
    private static Set<String> identities(List<ResultRow> leaders) {
        Set<String> identities = new HashSet<>();
        leaders.forEach(row -> identities.add(row.athleteId() == null ? "#" + row.bib() : row.athleteId()));
        return identities;
    }

    /** All races of an official event are official, except those that are called off. */
    private void compareOfficial(RaceTable last, Race race) {
        boolean ended = after.meta().status() == EventStatus.OFFICIAL;
        boolean endedBefore = before.meta().status() == EventStatus.OFFICIAL;
        boolean official = race.status().isOfficial();
        boolean officialBefore = last != null && last.race().status().isOfficial();
        boolean revised = officialBefore
                && official
                && !Objects.equals(race.raceStatus(), last.race().raceStatus());
        boolean newlyOfficial = official && !officialBefore && !endedBefore;
        boolean byTheEvent =
                ended && !endedBefore && !official && !race.status().isCalledOff();
        if (newlyOfficial || revised || byTheEvent) {
            Instant since = official && race.officialAt() != null ? race.officialAt() : at;
            add(WebhookEventType.RACE_OFFICIAL, race.raceId(), json -> {
                race(json, race);
                json.writeStringField("officialAt", since.toString());
                json.writeBooleanField("revised", revised);
            });
        }
    }

    private static void race(JsonGenerator json, Race race) throws IOException {
        json.writeStringField("raceId", race.raceId().value());
        json.writeStringField("classId", race.classId().value());
        json.writeStringField("raceType", race.raceType().json());
    }

    private static void rows(JsonGenerator json, String name, List<ResultRow> rows) throws IOException {
        json.writeFieldName(name);
        PublicJson.rows(json, rows);
    }

    private static void number(JsonGenerator json, String name, Integer value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }

    private void add(WebhookEventType type, RaceId race, PublicJson.Part fields) {
        if (types.contains(type)) {
            events.add(event(type, race, fields));
        }
    }

    private WebhookEvent event(WebhookEventType type, RaceId race, PublicJson.Part fields) {
        EventMeta meta = after.meta();
        PublicJson.Document data = PublicJson.document(json -> {
            json.writeStartObject();
            json.writeStringField("eventId", meta.eventId().value());
            fields.writeTo(json);
            json.writeEndObject();
        });
        return new WebhookEvent(
                WebhookEvent.position(meta.version(), events.size()),
                meta.cursor() + "-" + events.size(),
                type,
                race == null ? null : race.value(),
                at,
                new String(data.array(), 0, data.length(), StandardCharsets.UTF_8));
    }
}
