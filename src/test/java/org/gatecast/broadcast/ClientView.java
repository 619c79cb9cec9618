package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.testing.Frame;

/**
 * What a client knows of a {@link SimulatedEvent} after what it was told, and whether it may: with a cursor it has everything up
 * to the cursor's version, and nothing from after now.
 */
final class ClientView {
    private final SimulatedEvent event;
    private final Subscription races;
    private final Map<String, Map<Integer, Integer>> totals = new LinkedHashMap<>();
    private String cursor;
    private String status;
    private String title;
    private JsonNode oncourse;

    ClientView(SimulatedEvent event, RaceId... races) {
        this.event = event;
        this.races = Subscription.to(List.of(races));
    }

    String cursor() {
        return cursor;
    }

    RaceId[] races() {
        return races.races().toArray(RaceId[]::new);
    }

    void apply(Frame message) {
        JsonNode data = message.data();
        if (message.id() != null) {
            assertThat(message.id()).isEqualTo(message.cursor());
        }
        long before = cursor == null ? 0 : version();
        cursor = message.cursor();
        assertThat(version()).as("the cursor never goes back").isGreaterThanOrEqualTo(before);
        if (message.type().equals("full")) {
            title = data.get("event").get("mainTitle").asText();
            status = data.get("event").get("status").asText();
            totals.clear();
            if (races.races().isEmpty()) {
                assertThat(data.has("results")).isFalse();
                event.races().forEach(race -> totals.put(race.value(), fetched(race)));
            } else {
                data.get("results").fields().forEachRemaining(table -> {
                    totals.put(table.getKey(), new LinkedHashMap<>());
                    upsert(table.getKey(), table.getValue());
                });
            }
        } else {
            assertThat(message.type()).isEqualTo("diff");
            if (data.has("raceId")) {
                assertThat(races.wants(new RaceId(data.get("raceId").asText()))).isTrue();
                upsert(data.get("raceId").asText(), data.get("results"));
            }
            status = data.path("status").asText(status);
        }
        oncourse = data.has("oncourse") ? data.get("oncourse") : oncourse;
        assertNothingMissed();
    }

    private long version() {
        return Cursor.parse(cursor).version();
    }

    private void upsert(String race, JsonNode rows) {
        assertThat(totals).containsKey(race);
        rows.forEach(row ->
                totals.get(race).put(row.get("bib").asInt(), row.get("total").asInt()));
    }

    /** As over REST, which answers with the newest. */
    private Map<Integer, Integer> fetched(RaceId race) {
        return totals(event.snapshot(), race);
    }

    private static Map<Integer, Integer> totals(EventSnapshot snapshot, RaceId race) {
        Map<Integer, Integer> totals = new LinkedHashMap<>();
        RaceTable table = snapshot.tables().get(race);
        if (table != null) {
            for (ResultRow row : table.rows()) {
                totals.put(row.bib(), row.total());
            }
        }
        return totals;
    }

    /** A rider's total only ever grows here, so that what is older is smaller. */
    private void assertNothingMissed() {
        for (RaceId race : event.races()) {
            if (races.wants(race)) {
                Map<Integer, Integer> newest = totals(event.snapshot(), race);
                totals(event.snapshot(version()), race).forEach((bib, total) -> assertThat(
                                totals.get(race.value()).get(bib))
                        .as("%s of %s at %s", bib, race, cursor)
                        .isBetween(total, newest.get(bib)));
            }
        }
    }

    /** That this client knows all there is to know. */
    void assertCurrent(List<Integer> riders) {
        List<String> wanted = new ArrayList<>();
        for (RaceId race : event.races()) {
            if (races.wants(race)) {
                wanted.add(race.value());
                assertThat(totals.get(race.value())).as("%s", race).isEqualTo(totals(event.snapshot(), race));
            }
        }
        assertThat(totals.keySet()).isEqualTo(Set.copyOf(wanted));
        assertThat(title).isEqualTo(event.snapshot().meta().details().mainTitle());
        assertThat(status).isEqualTo(event.snapshot().meta().status().json());
        List<Integer> bibs = new ArrayList<>();
        for (Iterator<JsonNode> entries = oncourse.iterator(); entries.hasNext(); ) {
            bibs.add(entries.next().get("time").asInt());
        }
        assertThat(bibs).isEqualTo(riders);
    }
}
