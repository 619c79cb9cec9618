package org.gatecast.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.model.EventKey;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A replaced key stays valid for a grace period; a revoked key does not. */
class EventKeysIT {
    private static final String KEY = "/api/v1/admin/events/TEST/key";
    private static final String KEYS = "/api/v1/admin/events/TEST/keys";
    private static final String[] MASTER = {"X-Master-Key", "password"};

    @RegisterExtension
    final TestServer server = TestServer.with("security.master-passwords", "password", "security.key-grace-hours", "3");

    private ApiClient api;
    private BoothClient booth;
    private RefusalCheck refusals;
    private Instant start;

    @BeforeEach
    void anEventRuns() {
        api = server.api();
        start = server.clock().instant();
        refusals = new RefusalCheck(api.asMaster("password"));
        booth = api.asMaster("password")
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
    }

    @Test
    void bothKeysWorkUntilTheGracePeriodEnds() {
        BoothClient next = replaced(booth, "{}");
        assertThat(next.apiKey()).matches("[0-9a-f]{64}").isNotEqualTo(booth.apiKey());
        assertThat(sends(booth)).isTrue();
        assertThat(sends(next)).isTrue();

        server.clock().advance(Duration.ofHours(3).minusMillis(1));
        assertThat(sends(booth)).isTrue();
        server.clock().advance(Duration.ofMillis(1));
        refusals.assertRefused(
                401, "Unauthorized", "stopped working at " + start.plusSeconds(3 * 3600), () -> booth.results(row()));
        assertThat(sends(next)).isTrue();
    }

    @Test
    void theRequestMayNameTheGracePeriod() {
        BoothClient second = replaced(booth, "{'graceHours': 1}");
        // The first is to end in an hour; replacing the second does not prolong that.
        BoothClient third = replaced(second, "{'graceHours': 2}");
        server.clock().advance(Duration.ofHours(1));
        assertThat(List.of(sends(booth), sends(second), sends(third))).containsExactly(false, true, true);
        BoothClient fourth = replaced(third, "{'graceHours': 0}");
        assertThat(List.of(sends(second), sends(third), sends(fourth))).containsExactly(false, false, true);
        for (String wrong : List.of("{'graceHours': -1}", "{'graceHours': 8761}", "{'hours': 1}", "[]")) {
            refusals.assertRefused(400, "InvalidRequest", "", () -> api.post(KEY, json(wrong), MASTER));
        }
    }

    @Test
    void theListDescribesEachKeyAndShowsItsValueToTheMasterOnly() {
        server.clock().advance(Duration.ofMinutes(1));
        BoothClient next = replaced(booth, "{}");
        sends(booth);
        List<JsonNode> keys = keys("X-API-Key", next.apiKey());
        JsonNode old = json(("{'createdAt': '%s', 'validFrom': null, 'validUntil': '%s', 'replaced':"
                        + " true, 'works': true, 'own': false, 'lastIngestAt': '%s'}")
                .formatted(start, start.plusSeconds(60 + 3 * 3600), start.plusSeconds(60)));
        assertThat(without(keys.get(1), "keyId")).isEqualTo(old);
        assertThat(without(keys.get(0), "keyId"))
                .isEqualTo(json(("{'createdAt': '%s', 'validFrom': null, 'validUntil':"
                                + " null, 'replaced': false, 'works': true, 'own': true,"
                                + " 'lastIngestAt': null}")
                        .formatted(start.plusSeconds(60))));
        assertThat(keys(MASTER))
                .extracting(key -> key.get("apiKey").asText())
                .containsExactly(next.apiKey(), booth.apiKey());
        assertThat(api.get(KEYS, "X-API-Key", booth.apiKey()).text()).doesNotContain("apiKey", next.apiKey());
        assertThat(listedKey().asText()).isEqualTo(next.apiKey());
    }

    @Test
    void aRevokedKeyIsRejectedAndTheLastKeyMayBeRevoked() {
        BoothClient next = replaced(booth, "{}");
        List<JsonNode> keys = keys(MASTER);
        ApiResponse first = revoke(keys.get(1), "X-API-Key", next.apiKey());
        assertThat(first.body())
                .isEqualTo(json("{'revoked': true, 'keyId': '%s', 'remaining': 1}"
                        .formatted(keys.get(1).get("keyId").asText())));
        refusals.assertRefused(401, "Unauthorized", "unknown", () -> booth.results(row()));
        refusals.assertRefused(404, "NotFound", "no key", () -> revoke(keys.get(1), MASTER));

        ApiResponse last = revoke(keys.get(0), MASTER);
        assertThat(last.body().get("remaining").asInt()).isZero();
        assertThat(last.message()).contains("no key any more");
        assertThat(next.results(row()).status()).isEqualTo(401);
        assertThat(listedKey().isNull()).isTrue();
        assertThat(keys(MASTER)).isEmpty();

        ApiResponse anew = api.post(KEY, json("{}"), MASTER);
        assertThat(anew.status()).isEqualTo(201);
        assertThat(sends(new BoothClient(api, "TEST", anew.body().get("apiKey").asText())))
                .isTrue();
    }

    @Test
    void aReplacedKeyCannotChangeKeys() {
        BoothClient next = replaced(booth, "{}");
        List<JsonNode> keys = keys(MASTER);
        String[] old = {"X-API-Key", booth.apiKey()};
        refusals.assertRefused(403, "Forbidden", "replaced", () -> api.post(KEY, json("{}"), old));
        refusals.assertRefused(403, "Forbidden", "replaced", () -> revoke(keys.get(0), old));
        assertThat(keys(MASTER)).isEqualTo(keys);
        assertThat(sends(next)).isTrue();
    }

    @Test
    void withoutAccessToTheEventKeysAreNeitherListedNorChanged() {
        BoothClient other = api.asMaster("password").createEvent("OTHER");
        JsonNode key = keys(MASTER).get(0);
        for (String[] wrong : List.of(
                new String[0],
                new String[] {"X-Master-Key", "no"},
                new String[] {"X-API-Key", "f".repeat(64)},
                new String[] {"X-API-Key", other.apiKey()},
                new String[] {"X-API-Key", other.apiKey(), "X-Master-Key", "password"})) {
            refusals.assertRefused(401, "Unauthorized", "X-", () -> api.post(KEY, json("{}"), wrong));
            refusals.assertRefused(401, "Unauthorized", "X-", () -> api.get(KEYS, wrong));
            refusals.assertRefused(401, "Unauthorized", "X-", () -> revoke(key, wrong));
        }
        assertThat(keys(MASTER)).containsExactly(key);
    }

    @Test
    void theNumberOfValidKeysIsLimited() {
        List<String> all = new ArrayList<>(List.of(booth.apiKey()));
        for (int i = 1; i < 16; i++) {
            all.add(api.post(KEY, json("{}"), MASTER).body().get("apiKey").asText());
        }
        assertThat(all).doesNotHaveDuplicates();
        refusals.assertRefused(409, "Conflict", "revoke some", () -> api.post(KEY, json("{}"), MASTER));
        server.clock().advance(Duration.ofHours(3));
        assertThat(api.post(KEY, json("{}"), MASTER).status()).isEqualTo(201);
        assertThat(keys(MASTER)).hasSize(2);
    }

    @Test
    void keysAreAsTheyWereAfterARestart() {
        BoothClient next = replaced(booth, "{'graceHours': 1}");
        List<JsonNode> keys = keys(MASTER);
        server.restart();
        api = server.api();
        assertThat(keys(MASTER))
                .usingElementComparator(
                        (one, other) -> without(one, "lastIngestAt").equals(without(other, "lastIngestAt")) ? 0 : 1)
                .isEqualTo(keys);
        assertThat(sends(new BoothClient(api, "TEST", booth.apiKey()))).isTrue();
        assertThat(sends(new BoothClient(api, "TEST", next.apiKey()))).isTrue();
        server.clock().advance(Duration.ofHours(1));
        assertThat(sends(new BoothClient(api, "TEST", booth.apiKey()))).isFalse();
    }

    @Test
    void aCallWithAnExpiredKeyIsInTheJournal() {
        BoothClient next = replaced(booth, "{'graceHours': 1}");
        server.clock().advance(Duration.ofHours(1));
        ApiResponse refused = booth.results(row());
        JsonNode entry = api.get("/api/v1/admin/events/TEST/ingests", "X-API-Key", next.apiKey())
                .body()
                .get("ingests")
                .get(0);
        assertThat(entry.get("error").asText()).isEqualTo("Unauthorized");
        assertThat(entry.get("message").asText()).isEqualTo(refused.message());
    }

    private BoothClient replaced(BoothClient with, String body) {
        ApiResponse response = api.post(KEY, json(body), "X-API-Key", with.apiKey());
        assertThat(response.status()).as("%s", response).isEqualTo(201);
        return new BoothClient(api, "TEST", response.body().get("apiKey").asText());
    }

    private ApiResponse revoke(JsonNode key, String... headers) {
        return api.delete(KEYS + "/" + key.get("keyId").asText(), headers);
    }

    private List<JsonNode> keys(String... headers) {
        ApiResponse response = api.get(KEYS, headers);
        List<JsonNode> keys = new ArrayList<>();
        response.body().get("keys").forEach(keys::add);
        return keys;
    }

    private static JsonNode without(JsonNode key, String field) {
        ObjectNode copy = key.deepCopy();
        copy.remove(field);
        return copy;
    }

    private JsonNode listedKey() {
        return api.asMaster("password").adminEvents().get("events").get(0).get("apiKey");
    }

    /** Whether a call with this key is accepted. Waits for the commit of the key's use, which no call waits for. */
    private boolean sends(BoothClient booth) {
        boolean accepted = booth.results(row()).status() == 200;
        if (accepted) {
            Await.until("the use of the key is recorded", () -> isUseRecorded(booth.apiKey()));
        }
        return accepted;
    }

    private boolean isUseRecorded(String apiKey) {
        Instant unrecorded = server.clock().instant().minus(EventKey.RECORD_INTERVAL);
        return keys(MASTER).stream()
                .filter(key -> key.get("apiKey").asText().equals(apiKey))
                .map(key -> key.get("lastIngestAt"))
                .anyMatch(at -> at.isTextual() && Instant.parse(at.asText()).isAfter(unrecorded));
    }

    private static JsonNode row() {
        return json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 0}]}");
    }
}
