package org.gatecast.webhooks.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.gatecast.merge.ChangeDetection;
import org.gatecast.model.ClassId;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.WebhookEvent;
import org.gatecast.model.WebhookEventType;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.RunDetail;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.SampleMeta;
import org.junit.jupiter.api.Test;

class WebhookEventsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final int UNDER_WAY = 3;
    private static final int OFFICIAL = 5;
    private static final int REVISED = 6;
    private static final int CANCELLED = 7;

    @Test
    void aNewResultIsToldWithTheRowsThatItChanges() {
        List<WebhookEvent> events = of(
                running(table(UNDER_WAY, row(1, 9, 9000))),
                running(table(UNDER_WAY, row(1, 9, 9000), row(2, 10, 9100))));
        assertThat(types(events)).containsExactly(WebhookEventType.RESULTS_CHANGED);
        WebhookEvent event = events.get(0);
        assertThat(event.subject()).isEqualTo("R");
        assertThat(event.at()).isEqualTo(NOW);
        assertThat(event.id()).isEqualTo(SampleMeta.GENERATION + "-2-0");
        assertThat(event.position()).isEqualTo(WebhookEvent.position(2, 0));
        JsonNode data = ApiClient.parse(event.data());
        assertThat(data.get("eventId").asText()).isEqualTo("e");
        assertThat(data.at("/results/0/bib").asInt()).isEqualTo(10);
        assertThat(data.get("results")).hasSize(1);
        assertThat(data.get("complete").asBoolean()).isTrue();
    }

    @Test
    void anotherLeaderIsToldWithTheOneBefore() {
        List<WebhookEvent> events = of(
                running(table(UNDER_WAY, row(1, 9, 9000))),
                running(table(UNDER_WAY, row(1, 10, 8900), row(2, 9, 9000))));
        assertThat(types(events)).containsExactly(WebhookEventType.RESULTS_CHANGED, WebhookEventType.LEAD_CHANGED);
        JsonNode data = ApiClient.parse(events.get(1).data());
        assertThat(bibs(data.get("before"))).containsExactly(9);
        assertThat(bibs(data.get("leaders"))).containsExactly(10);
    }

    @Test
    void whatNoWebhookIsToldIsNotMade() {
        EventSnapshot before = running(table(UNDER_WAY, row(1, 9, 9000)));
        EventSnapshot after = running(table(UNDER_WAY, row(1, 10, 8900), row(2, 9, 9000)));
        assertThat(of(before, after, Set.of(WebhookEventType.RACE_OFFICIAL))).isEmpty();
        List<WebhookEvent> lead = of(before, after, Set.of(WebhookEventType.LEAD_CHANGED));
        assertThat(types(lead)).containsExactly(WebhookEventType.LEAD_CHANGED);
        assertThat(lead.get(0).position()).isEqualTo(WebhookEvent.position(2, 0));
    }

    @Test
    void aTieIsAChangeOfTheLeadAndItsEndToo() {
        EventSnapshot alone = running(table(UNDER_WAY, row(1, 9, 9000)));
        EventSnapshot tie = running(table(UNDER_WAY, row(1, 9, 9000), row(1, 10, 9000)));
        assertThat(bibs(lead(alone, tie).get("leaders"))).containsExactly(9, 10);
        assertThat(bibs(lead(tie, alone).get("before"))).containsExactly(9, 10);
        EventSnapshot otherOrder = running(table(UNDER_WAY, row(1, 10, 9000), row(1, 9, 9000)));
        assertThat(types(of(tie, otherOrder))).doesNotContain(WebhookEventType.LEAD_CHANGED);
    }

    @Test
    void aLeaderWithABetterTotalIsTheSameLeader() {
        assertThat(types(of(running(table(UNDER_WAY, row(1, 9, 9000))), running(table(UNDER_WAY, row(1, 9, 8900))))))
                .containsExactly(WebhookEventType.RESULTS_CHANGED);
    }

    @Test
    void theFirstLeaderAndALostLeadAreTold() {
        EventSnapshot nobody = running(table(UNDER_WAY, row(null, 9, null)));
        EventSnapshot first = running(table(UNDER_WAY, row(1, 9, 9000)));
        assertThat(lead(nobody, first).get("before")).isEmpty();
        assertThat(lead(first, nobody).get("leaders")).isEmpty();
    }

    @Test
    void removedRowsAreToldByTheirBibs() {
        List<WebhookEvent> events = of(
                running(table(UNDER_WAY, row(1, 9, 9000), row(2, 10, 9100))),
                running(table(UNDER_WAY, row(1, 9, 9000))));
        assertThat(types(events)).containsExactly(WebhookEventType.RESULTS_CHANGED);
        JsonNode data = ApiClient.parse(events.get(0).data());
        assertThat(data.at("/removedBibs/0").asInt()).isEqualTo(10);
        assertThat(data.get("removed").asInt()).isEqualTo(1);
    }

    @Test
    void moreRowsThanFitAreLeftOut() {
        ResultRow[] rows = IntStream.rangeClosed(1, WebhookEvents.MAX_ROWS + 1)
                .mapToObj(i -> row(i, i, 9000 + i))
                .toArray(ResultRow[]::new);
        JsonNode data = ApiClient.parse(of(running(table(UNDER_WAY)), running(table(UNDER_WAY, rows)))
                .get(0)
                .data());
        assertThat(data.get("complete").asBoolean()).isFalse();
        assertThat(data.get("changed").asInt()).isEqualTo(WebhookEvents.MAX_ROWS + 1);
        assertThat(data.has("results")).isFalse();

        String data2 = of(
                        running(table(UNDER_WAY)),
                        running(table(UNDER_WAY, named(9, "ž".repeat(WebhookEvents.MAX_DATA_BYTES / 2)))))
                .get(0)
                .data();
        assertThat(data2.getBytes(StandardCharsets.UTF_8).length).isLessThan(WebhookEvents.MAX_DATA_BYTES);
    }

    @Test
    void aStatusAndOfficialResultsAreTold() {
        List<WebhookEvent> events = of(running(table(UNDER_WAY)), running(table(OFFICIAL)));
        assertThat(types(events)).containsExactly(WebhookEventType.RACE_STATUS_CHANGED, WebhookEventType.RACE_OFFICIAL);
        assertThat(ApiClient.parse(events.get(0).data()).get("before").asInt()).isEqualTo(UNDER_WAY);
        assertThat(ApiClient.parse(events.get(1).data()).get("officialAt").asText())
                .isEqualTo(NOW.toString());

        List<WebhookEvent> revised = of(running(table(OFFICIAL)), running(table(REVISED)));
        assertThat(ApiClient.parse(revised.get(1).data()).get("revised").asBoolean())
                .isTrue();
        assertThat(types(of(running(table(REVISED)), running(table(UNDER_WAY)))))
                .containsExactly(WebhookEventType.RACE_STATUS_CHANGED);
    }

    @Test
    void anOfficialEventMakesItsRacesOfficialOnce() {
        EventSnapshot finished = snapshot(EventStatus.FINISHED, table(UNDER_WAY));
        EventSnapshot official = snapshot(EventStatus.OFFICIAL, table(UNDER_WAY));
        assertThat(types(of(finished, official)))
                .containsExactly(WebhookEventType.RACE_OFFICIAL, WebhookEventType.EVENT_STATUS_CHANGED);
        assertThat(types(of(
                        snapshot(EventStatus.FINISHED, table(OFFICIAL)),
                        snapshot(EventStatus.OFFICIAL, table(OFFICIAL)))))
                .containsExactly(WebhookEventType.EVENT_STATUS_CHANGED);
    }

    @Test
    void aCancelledRaceOfAnOfficialEventIsNotOfficial() {
        assertThat(types(of(
                        snapshot(EventStatus.FINISHED, table(CANCELLED)),
                        snapshot(EventStatus.OFFICIAL, table(CANCELLED)))))
                .containsExactly(WebhookEventType.EVENT_STATUS_CHANGED);
    }

    @Test
    void ofADraftOnlyItsStatusIsToldAndItsContentWhenItIsPublished() {
        EventSnapshot empty = snapshot(EventStatus.DRAFT);
        EventSnapshot draft = snapshot(EventStatus.DRAFT, table(UNDER_WAY, row(1, 9, 9000)));
        EventSnapshot published = snapshot(EventStatus.STARTLIST, table(UNDER_WAY, row(1, 9, 9000)));
        assertThat(of(empty, draft)).isEmpty();
        assertThat(types(of(draft, published)))
                .containsExactly(
                        WebhookEventType.RESULTS_CHANGED,
                        WebhookEventType.LEAD_CHANGED,
                        WebhookEventType.RACE_STATUS_CHANGED,
                        WebhookEventType.EVENT_STATUS_CHANGED);
        assertThat(types(of(published, draft))).containsExactly(WebhookEventType.EVENT_STATUS_CHANGED);
    }

    @Test
    void theBodyIsACloudEvent() {
        WebhookEvent event = of(running(table(UNDER_WAY)), running(table(UNDER_WAY, row(1, 9, 9000))))
                .get(0);
        JsonNode body = ApiClient.parse(new String(
                CloudEvent.body(event, "https://results.example.org/api/v1/events/e", 3), StandardCharsets.UTF_8));
        assertThat(body.get("specversion").asText()).isEqualTo("1.0");
        assertThat(body.get("id").asText()).isEqualTo(event.id());
        assertThat(body.get("type").asText()).isEqualTo("org.gatecast.results.changed");
        assertThat(body.get("source").asText()).isEqualTo("https://results.example.org/api/v1/events/e");
        assertThat(body.get("subject").asText()).isEqualTo("R");
        assertThat(body.get("time").asText()).isEqualTo(NOW.toString());
        assertThat(body.get("sequence").asText()).hasSize(20);
        assertThat(body.get("missed").asInt()).isEqualTo(3);
        assertThat(body.get("data")).isEqualTo(ApiClient.parse(event.data()));
    }

    private static JsonNode lead(EventSnapshot before, EventSnapshot after) {
        return of(before, after).stream()
                .filter(event -> event.type() == WebhookEventType.LEAD_CHANGED)
                .map(event -> ApiClient.parse(event.data()))
                .findFirst()
                .orElseThrow();
    }

    private static List<WebhookEvent> of(EventSnapshot before, EventSnapshot after) {
        return of(before, after, Set.of(WebhookEventType.values()));
    }

    private static List<WebhookEvent> of(EventSnapshot before, EventSnapshot after, Set<WebhookEventType> types) {
        EventSnapshot next = new EventSnapshot(
                after.meta().withVersion(2),
                after.classes(),
                after.races(),
                after.categories(),
                after.tables(),
                after.participants(),
                after.officials(),
                after.gateStatistics());
        return WebhookEvents.of(before, next, ChangeDetection.between(before, next), NOW, types);
    }

    private static List<WebhookEventType> types(List<WebhookEvent> events) {
        return events.stream().map(WebhookEvent::type).toList();
    }

    private static List<Integer> bibs(JsonNode rows) {
        List<Integer> bibs = new ArrayList<>();
        rows.forEach(row -> bibs.add(row.get("bib").asInt()));
        return bibs;
    }

    private static EventSnapshot running(RaceTable table) {
        return snapshot(EventStatus.RUNNING, table);
    }

    private static EventSnapshot snapshot(EventStatus status, RaceTable... tables) {
        Map<RaceId, RaceTable> byRace = new LinkedHashMap<>();
        List<Race> races = new ArrayList<>();
        for (RaceTable table : tables) {
            byRace.put(table.race().raceId(), table);
            races.add(table.race());
        }
        return new EventSnapshot(
                SampleMeta.of("e", SampleMeta.GENERATION, "Event", status, EventConfig.NONE, 1),
                List.of(),
                races,
                List.of(),
                byRace,
                Map.of(),
                List.of(),
                List.of());
    }

    private static RaceTable table(int status, ResultRow... rows) {
        Race race = Race.ofExport(new RaceId("R"), new ClassId("C"), "SR", 1, null, null, null, status, null);
        return new RaceTable(race, List.of(rows), List.of(), List.of());
    }

    private static ResultRow named(int bib, String name) {
        return row(1, bib, 9000, name);
    }

    private static ResultRow row(Integer rank, int bib, Integer total) {
        return row(rank, bib, total, "N " + bib);
    }

    private static ResultRow row(Integer rank, int bib, Integer total, String name) {
        return new ResultRow(
                rank,
                bib,
                "A" + bib,
                name,
                null,
                null,
                null,
                null,
                total,
                0,
                total,
                null,
                null,
                null,
                false,
                null,
                null,
                null,
                RunDetail.NONE);
    }
}
