package org.gatecast.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Access by master passwords, and by one key for one event during its validity (contract section 2). */
class KeysIT {
    private static final JsonNode NEW_EVENT = json("{'eventId': 'NEW', 'mainTitle': 'New'}");
    /** By the organiser's dates: those that the export shows mean nothing to keys. */
    private static final Instant VALID_FROM = Instant.parse("2026-06-08T00:00:00Z");

    private static final Instant VALID_UNTIL = Instant.parse("2026-07-04T00:00:00Z");

    @RegisterExtension
    final TestServer server = TestServer.with("security.master-passwords", "old password,new password");

    private ApiClient anybody;
    private ApiClient master;
    private RefusalCheck refusals;
    private BoothClient booth;

    @BeforeEach
    void anEventRuns() {
        anybody = server.api();
        master = anybody.asMaster("old password");
        refusals = new RefusalCheck(master);
        booth = master.createEvent(json("{'eventId': 'TEST', 'mainTitle': 'Test', 'startDate': '2026-06-18',"
                        + " 'endDate': '2026-06-28'}"))
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
    }

    @Test
    void everyMasterPasswordOpensEveryAdminCall() {
        for (String password : List.of("old password", "new password")) {
            String[] key = {"X-Master-Key", password};
            assertThat(anybody.post("/api/v1/admin/events", NEW_EVENT, key).status())
                    .isEqualTo(201);
            assertThat(anybody.get("/api/v1/admin/events", key).status()).isEqualTo(200);
            assertThat(anybody.delete("/api/v1/admin/events/NEW", key).status()).isEqualTo(200);
        }
    }

    @Test
    void adminCallsWithoutAMasterPasswordOrWithAWrongOneAreRefused() {
        for (String wrong : List.of("old passwor", "old password ,new password", "OLD PASSWORD", booth.apiKey())) {
            String[] key = {"X-Master-Key", wrong};
            adminCalls(key).forEach(call -> refusals.assertRefused(401, "Unauthorized", "wrong", call));
        }
        adminCalls().forEach(call -> refusals.assertRefused(401, "Unauthorized", "X-Master-Key", call));
        adminCalls("X-API-Key", booth.apiKey())
                .subList(0, 2)
                .forEach(call -> refusals.assertRefused(401, "Unauthorized", "X-Master-Key", call));
    }

    @Test
    void anEventsOwnKeyDeletesItsEventWhileItIsADraft() {
        BoothClient draft = master.createEvent("DRAFT").through("startlist", "draft");
        ApiResponse deleted = anybody.delete("/api/v1/admin/events/DRAFT", "X-API-Key", draft.apiKey());
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.body()).isEqualTo(json("{'deleted': true, 'eventId': 'DRAFT'}"));
        assertThat(master.adminEvents().get("events")).hasSize(1);
        refusals.assertRefused(
                401,
                "Unauthorized",
                "unknown",
                () -> anybody.delete("/api/v1/admin/events/DRAFT", "X-API-Key", draft.apiKey()));
    }

    @Test
    void aKeyDeletesNothingElse() {
        BoothClient other = master.createEvent("OTHER");
        for (String state : List.of("running", "finished", "official")) {
            refusals.assertRefused(
                    403,
                    "Forbidden",
                    "only while it is a draft",
                    () -> anybody.delete("/api/v1/admin/events/TEST", "X-API-Key", booth.apiKey()));
            if (!state.equals("official")) {
                booth.through(state.equals("running") ? "finished" : "official");
            }
        }
        for (String target : List.of("TEST", "NO.SUCH", "NO%20SUCH")) {
            refusals.assertRefused(
                    401,
                    "Unauthorized",
                    "another event",
                    () -> anybody.delete("/api/v1/admin/events/" + target, "X-API-Key", other.apiKey()));
        }
        refusals.assertRefused(
                401,
                "Unauthorized",
                "unknown",
                () -> anybody.delete("/api/v1/admin/events/OTHER", "X-API-Key", "f".repeat(64)));
        refusals.assertRefused(
                401,
                "Unauthorized",
                "wrong",
                () -> anybody.delete(
                        "/api/v1/admin/events/OTHER", "X-API-Key", other.apiKey(), "X-Master-Key", "no password"));
        assertThat(master.deleteEvent("TEST").status()).isEqualTo(200);
    }

    @Test
    void aReplacedKeyDeletesNothing() {
        BoothClient draft = master.createEvent("DRAFT");
        anybody.post("/api/v1/admin/events/DRAFT/key", json("{}"), "X-API-Key", draft.apiKey());
        refusals.assertRefused(
                403,
                "Forbidden",
                "replaced",
                () -> anybody.delete("/api/v1/admin/events/DRAFT", "X-API-Key", draft.apiKey()));
    }

    @Test
    void pagesOfOtherSitesCannotDeleteADraft() {
        BoothClient draft = master.createEvent("DRAFT");
        refusals.assertRefused(
                403,
                "Forbidden",
                "another site",
                () -> anybody.delete(
                        "/api/v1/admin/events/DRAFT", "X-API-Key", draft.apiKey(), "Sec-Fetch-Site", "cross-site"));
    }

    private List<Supplier<ApiResponse>> adminCalls(String... headers) {
        return List.of(
                () -> anybody.post("/api/v1/admin/events", NEW_EVENT, headers),
                () -> anybody.get("/api/v1/admin/events", headers),
                () -> anybody.delete("/api/v1/admin/events/TEST", headers),
                () -> anybody.delete("/api/v1/admin/events/NO.SUCH", headers));
    }

    @Test
    void callsWithAMissingUnknownOrForeignKeyAreRefused() {
        BoothClient other = master.createEvent("OTHER");
        keyCalls().forEach((name, call) -> {
            refuses(name, "needs", () -> call.apply(new String[0]));
            refuses(name, "needs", () -> call.apply(new String[] {"X-API-Key", ""}));
            refuses(name, "unknown", () -> call.apply(new String[] {"X-API-Key", "f".repeat(64)}));
            refuses(
                    name,
                    name.startsWith("admin") || name.equals("xml") ? "wrong" : "needs",
                    () -> call.apply(new String[] {"X-Master-Key", "no password"}));
            if (name.startsWith("admin")) {
                refuses(name, "another event", () -> call.apply(new String[] {"X-API-Key", other.apiKey()}));
            }
        });
    }

    @Test
    void aKeyWorksFromTenDaysBeforeItsEventToFiveDaysAfterIt() {
        for (Instant valid : List.of(VALID_FROM, VALID_UNTIL)) {
            server.clock().set(valid);
            assertThat(booth.config().status()).isEqualTo(200);
        }
        String[] key = {"X-API-Key", booth.apiKey()};
        server.clock().set(VALID_FROM.minusMillis(1));
        keyCalls().forEach((name, call) -> refuses(name, "not valid before", () -> call.apply(key)));
        server.clock().set(VALID_UNTIL.plusMillis(1));
        keyCalls().forEach((name, call) -> refuses(name, "expired", () -> call.apply(key)));
    }

    private void refuses(String call, String message, Supplier<ApiResponse> made) {
        Instant now = server.clock().instant();
        try {
            refusals.assertRefused(401, "Unauthorized", message, made);
        } catch (AssertionError e) {
            throw new AssertionError(call + " at " + now + ": " + e.getMessage(), e);
        }
    }

    /** Every call that asks for a key, as it would be accepted with the right one. */
    private Map<String, Function<String[], ApiResponse>> keyCalls() {
        Map<String, Function<String[], ApiResponse>> calls = new LinkedHashMap<>();
        calls.put(
                "admin status",
                headers -> anybody.patch("/api/v1/admin/events/TEST/status", json("{'status': 'finished'}"), headers));
        calls.put("admin config", headers -> anybody.get("/api/v1/admin/events/TEST/config", headers));
        calls.put(
                "admin config patch",
                headers ->
                        anybody.patch("/api/v1/admin/events/TEST/config", json("{'mergeStrategy': 'xml'}"), headers));
        calls.put(
                "xml",
                headers -> anybody.post(
                        "/api/v1/ingest/xml",
                        ApiClient.MAPPER
                                .createObjectNode()
                                .put(
                                        "xml",
                                        ExportXml.big(server.clock().today(), 3).toString()),
                        headers));
        calls.put(
                "results",
                headers -> anybody.post(
                        "/api/v1/ingest/results",
                        json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 0}]}"),
                        headers));
        calls.put(
                "oncourse",
                headers -> anybody.post(
                        "/api/v1/ingest/oncourse",
                        json("{'oncourse': [{'raceId': 'K1M_BR1', 'bib': 1, 'participantId': '1.K1M'}]}"),
                        headers));
        return calls;
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-20, 2026-06-21, 2026-06-10T00:00:00Z, 2026-06-27T00:00:00Z",
        "2026-06-20T08:00:00+02:00, 2026-06-21T18:00:00+02:00, 2026-06-10T06:00:00Z, 2026-06-26T16:00:00Z",
        "2026-06-20T08:00:00Z, , 2026-06-10T08:00:00Z, ",
        ", 2026-06-21, , 2026-06-27T00:00:00Z",
        ", , , "
    })
    void creatingAnEventReturnsTheValidityOfItsKey(String startDate, String endDate, String from, String until) {
        var event = ApiClient.MAPPER.createObjectNode().put("eventId", "DATED").put("mainTitle", "Dated");
        event.put("startDate", startDate).put("endDate", endDate);
        ApiResponse created = anybody.post("/api/v1/admin/events", event, "X-Master-Key", "new password");
        var validity = ApiClient.MAPPER.createObjectNode();
        if (from != null) {
            validity.put("validFrom", from);
        }
        if (until != null) {
            validity.put("validUntil", until);
        }
        assertThat(created.body().get("validity")).isEqualTo(validity);
    }
}
