package org.gatecast.bench.fuzz;

import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;

/**
 * Two events in each status: one whose keys are used, and one whose keys are not, which must not change. Besides,
 * keys that are no longer valid. Made anew for each round of cases.
 */
final class FuzzEvents {
    static final List<String> STATES = List.of("draft", "startlist", "running", "finished", "official");

    private static final String KEY_GONE = "GONE";
    private static final String EXPIRED = "EXPIRED";
    /** Of whom {@link org.gatecast.bench.fuzz.FuzzWebSocket} speaks. */
    private static final String OPEN = "E";

    /** Since most calls are for events that run, and cases move events on. */
    private static final int MORE_RUNNING = 3;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 0};

    private final ApiClient master;
    private final List<BoothClient> used = new ArrayList<>();
    private final List<BoothClient> still = new ArrayList<>();
    private final Map<String, JsonNode> stillBefore = new LinkedHashMap<>();
    private final List<String> uselessKeys = new ArrayList<>();
    private final List<String> keyIds = new ArrayList<>();
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    /** Deletes whatever the service has, and begins. */
    FuzzEvents(ApiClient master) {
        this.master = master;
        listed().forEach(master::deleteEvent);
        String export = ExportXml.small(LocalDate.now(Clock.systemUTC())).toString();
        for (int i = 0; i < STATES.size(); i++) {
            used.add(event("used-" + STATES.get(i), i, export));
            still.add(event("still-" + STATES.get(i), i, export));
        }
        for (int i = 1; i <= MORE_RUNNING; i++) {
            used.add(event("used-running-" + i, STATES.indexOf("running"), export));
        }
        event(OPEN, 1, export);
        BoothClient gone = event(KEY_GONE, 0, export);
        uselessKeys.add(gone.apiKey());
        master.deleteEvent(KEY_GONE);
        BoothClient expired = master.createEvent(EXPIRED);
        master.patch(
                "/api/v1/admin/events/" + EXPIRED,
                json("{'startDate': '2020-01-01', 'endDate': '2020-01-02'}"),
                "X-API-Key",
                expired.apiKey());
        uselessKeys.add(expired.apiKey());
        for (BoothClient booth : used) {
            JsonNode keys = master.get("/api/v1/admin/events/" + booth.eventId() + "/keys", "X-API-Key", booth.apiKey())
                    .body();
            keys.path("keys").forEach(key -> keyIds.add(key.path("keyId").asText()));
        }
        still.forEach(booth -> stillBefore.put(booth.eventId(), stateOf(booth)));
    }

    private BoothClient event(String name, int states, String export) {
        BoothClient booth = master.createEvent(json("{'eventId': '%s', 'mainTitle': 'Fuzzed', 'imageData': '%s'}"
                        .formatted(name, Base64.getEncoder().encodeToString(PNG))))
                .imported(export);
        STATES.subList(1, states + 1).forEach(booth::through);
        return booth;
    }

    /** Events whose keys may be used. */
    List<BoothClient> used() {
        return used;
    }

    /** Events for which nobody shows a key that works. */
    List<BoothClient> still() {
        return still;
    }

    /** Of an event that is gone, and of one whose time is over. */
    List<String> uselessKeys() {
        return uselessKeys;
    }

    /** Public names of keys of the used events. */
    List<String> keyIds() {
        return keyIds;
    }

    /** Every key there is or was at the beginning. */
    List<String> secrets() {
        List<String> all = new ArrayList<>(uselessKeys);
        used.forEach(booth -> all.add(booth.apiKey()));
        still.forEach(booth -> all.add(booth.apiKey()));
        return all;
    }

    /** An event was made by somebody who may. */
    void wasMade(String eventId) {
        made.add(eventId);
    }

    /** What is not as it has to be, after cases. */
    List<String> breaches() {
        List<String> breaches = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>(made);
        known.add(EXPIRED);
        known.add(OPEN);
        used.forEach(booth -> known.add(booth.eventId()));
        still.forEach(booth -> known.add(booth.eventId()));
        for (String eventId : listed()) {
            if (!known.contains(eventId)) {
                breaches.add("event " + eventId + " was made by nobody who may");
            }
        }
        for (BoothClient booth : still) {
            JsonNode now = stateOf(booth);
            if (!now.equals(stillBefore.get(booth.eventId()))) {
                breaches.add(booth.eventId() + " was " + stillBefore.get(booth.eventId()) + " and is " + now);
            }
        }
        master.get("/api/v1/events").body().path("events").forEach(event -> {
            if (event.path("status").asText().equals("draft")) {
                breaches.add("a draft is public: " + event);
            }
        });
        if (master.get("/health").status() != 200) {
            breaches.add("/health is not answered with 200");
        }
        return breaches;
    }

    private List<String> listed() {
        List<String> ids = new ArrayList<>();
        master.adminEvents()
                .path("events")
                .forEach(event -> ids.add(event.path("eventId").asText()));
        return ids;
    }

    private JsonNode stateOf(BoothClient booth) {
        var state = ApiClient.MAPPER.createObjectNode();
        String admin = "/api/v1/admin/events/" + booth.eventId();
        for (String path : List.of(admin, admin + "/config", admin + "/keys", admin + "/ingests")) {
            state.set(path, master.get(path, "X-API-Key", booth.apiKey()).body());
        }
        String open = "/api/v1/events/" + booth.eventId();
        for (String path : List.of(
                open, open + "/results/K1M_BR1?detailed=true", open + "/startlist/K1M_BR1", open + "/oncourse")) {
            state.set(path, master.get(path).body());
        }
        return state;
    }
}
