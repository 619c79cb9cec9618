package org.gatecast.http.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The validity of a key follows the organiser's dates, never an export's, and a key in use stays valid (contract
 * section 2).
 */
class KeyDatesIT {
    private static final JsonNode ROWS = json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 0}]}");

    @RegisterExtension
    final TestServer server = TestServer.with();

    @ParameterizedTest
    @CsvSource({
        // what the organiser gives, how many days from today the export dates the event, and when the key works
        ", , -800, , ",
        ", , 400, , ",
        "2026-06-20, 2026-06-21, -800, 2026-06-10T00:00:00Z, 2026-06-27T00:00:00Z",
        "2026-06-20, 2026-06-21, 400, 2026-06-10T00:00:00Z, 2026-06-27T00:00:00Z",
        "2026-06-20, , -800, 2026-06-10T00:00:00Z, ",
        ", 2026-06-21, 400, , 2026-06-27T00:00:00Z"
    })
    void datesOfAnExportAreShownAndExpireNoKey(
            String startDate, String endDate, int days, String validFrom, String validUntil) {
        BoothClient booth = created(startDate, endDate);
        LocalDate day = server.clock().today().plusDays(days);
        booth.imported(ExportXml.small(day).toString()).through("running");
        ObjectNode validity = ApiClient.MAPPER.createObjectNode();
        if (validFrom != null) {
            validity.put("validFrom", validFrom);
        }
        if (validUntil != null) {
            validity.put("validUntil", validUntil);
        }
        for (int start = 0; start < 2; start++) {
            JsonNode own = own(booth);
            assertThat(own.get("startDate").asText()).isEqualTo(day + "T08:00:00+02:00");
            assertThat(own.get("validity")).isEqualTo(validity);
            assertThat(booth.results(ROWS).status()).isEqualTo(200);
            server.restart();
            booth = new BoothClient(server.api(), "TEST", booth.apiKey());
        }
    }

    @Test
    void theRecordedExportWithDatesYearsAwayExpiresNoKey() {
        BoothClient booth = created(null, null).imported(Recording.xml()).through("running");
        server.clock().advance(Duration.ofDays(400));
        assertThat(booth.importXml(Recording.xml()).status()).isEqualTo(200);
        assertThat(booth.push(Recording.tables().get(0)).status()).isEqualTo(200);
        assertThat(own(booth).get("validity")).isEqualTo(json("{}"));
    }

    @Test
    void aDateReleasedToTheExportNoLongerCountsForKeys() {
        BoothClient booth = created("2026-06-20", "2026-06-21")
                .imported(ExportXml.small(LocalDate.of(2024, 4, 6)).toString());
        edit(booth, "{'startDate': '2026-06-19', 'endDate': '2026-06-22'}");
        assertThat(own(booth).get("validity"))
                .isEqualTo(json("{'validFrom': '2026-06-09T00:00:00Z', 'validUntil': '2026-06-28T00:00:00Z'}"));
        edit(booth, "{'fromExport': ['endDate']}");
        assertThat(own(booth).get("validity")).isEqualTo(json("{'validFrom': '2026-06-09T00:00:00Z'}"));
        booth.imported(ExportXml.small(LocalDate.of(2024, 4, 7)).toString());
        assertThat(own(booth).get("endDate").asText()).startsWith("2024-04-07");
        edit(booth, "{'startDate': null}");
        assertThat(own(booth).get("validity")).isEqualTo(json("{}"));
    }

    @Test
    void aKeyInUseStaysValidForFiveDaysAfterItsDates() {
        BoothClient booth = running("2026-06-20", "2026-06-21");
        Instant until = Instant.parse("2026-06-27T00:00:00Z");
        server.clock().set(until);
        assertThat(booth.results(ROWS).status()).isEqualTo(200);
        // No call waits until its use of the key is recorded, but the next call is merged after that.
        assertThat(booth.results(ROWS).status()).isEqualTo(200);

        server.clock().set(until.plus(Duration.ofDays(5)));
        booth = restarted(booth);
        assertThat(booth.config().status())
                .as("not an ingest call, so that nothing is prolonged")
                .isEqualTo(200);
        server.clock()
                .set(until.plus(Duration.ofDays(5)).plus(Duration.ofHours(1)).plusMillis(1));
        ApiResponse refused = booth.results(ROWS);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.message()).isEqualTo("The key in X-API-Key expired at 2026-07-02T01:00:00Z.");
    }

    @Test
    void wrongDatesDoNotExpireTheKeyOfAPusherInUse() {
        BoothClient booth = running(null, null);
        assertThat(booth.results(ROWS).status()).isEqualTo(200);
        for (String mistake : new String[] {
            "{'startDate': '2025-06-20', 'endDate': '2025-06-21'}",
            "{'startDate': '2027-06-20', 'endDate': '2027-06-21'}"
        }) {
            edit(booth, mistake);
            booth = restarted(booth);
            assertThat(booth.results(ROWS).status()).as(mistake).isEqualTo(200);
            assertThat(booth.oncourse(json("{'oncourse': []}")).status()).isEqualTo(200);
        }
        server.clock().advance(Duration.ofDays(5).plus(Duration.ofHours(1)).plusMillis(1));
        assertThat(booth.results(ROWS).message()).contains("not valid before 2027-06-10");
    }

    @Test
    void anUnusedKeyExpiresAtOnceByTheOrganisersDates() {
        BoothClient booth = created("2026-06-20", "2026-06-21");
        edit(booth, "{'startDate': '2025-06-20', 'endDate': '2025-06-21'}");
        assertThat(booth.config().message()).contains("expired at 2025-06-27");
    }

    @Test
    void aRefusedCallDoesNotExtendAKey() {
        BoothClient booth = running("2026-06-20", "2026-06-21").through("official");
        Instant until = Instant.parse("2026-06-27T00:00:00Z");
        server.clock().set(until);
        assertThat(booth.results(ROWS).status()).isEqualTo(403);
        server.clock().set(until.plusMillis(1));
        assertThat(booth.results(ROWS).status()).isEqualTo(401);
    }

    @Test
    void useIsRecordedOnceAnHourAndListed() {
        BoothClient booth = running("2026-06-20", "2026-06-21");
        Instant last = Instant.parse("2026-06-25T23:30:00Z");
        server.clock().set(last);
        booth.results(ROWS);
        Await.until("the use is noted", () -> validUntil(booth).equals("2026-07-01T00:30:00Z"));
        long version = version();
        for (int minutes = 0; minutes < 59; minutes++) {
            server.clock().set(last.plus(Duration.ofMinutes(minutes)));
            booth.results(ROWS);
            booth.oncourse(json("{'oncourse': []}"));
        }
        assertThat(version()).as("no commit for a call").isEqualTo(version);
        server.clock().set(last.plus(Duration.ofHours(1)));
        booth.oncourse(json("{'oncourse': []}"));
        Await.until("the use is noted", () -> validUntil(booth).equals("2026-07-01T01:30:00Z"));
        assertThat(version()).isEqualTo(version + 1);
    }

    private BoothClient created(String startDate, String endDate) {
        ObjectNode event =
                ApiClient.MAPPER.createObjectNode().put("eventId", "TEST").put("mainTitle", "Test");
        return server.api().createEvent(event.put("startDate", startDate).put("endDate", endDate));
    }

    private BoothClient running(String startDate, String endDate) {
        return created(startDate, endDate)
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("running");
    }

    private BoothClient restarted(BoothClient booth) {
        server.restart();
        return new BoothClient(server.api(), "TEST", booth.apiKey());
    }

    private static void edit(BoothClient booth, String body) {
        ApiResponse response = booth.api().patch("/api/v1/admin/events/TEST", json(body), "X-API-Key", booth.apiKey());
        assertThat(response.status()).as("%s", response).isEqualTo(200);
    }

    private static JsonNode own(BoothClient booth) {
        return booth.api()
                .get("/api/v1/admin/events/TEST", "X-API-Key", booth.apiKey())
                .body();
    }

    private static String validUntil(BoothClient booth) {
        return booth.api()
                .get("/api/v1/admin/events/TEST/keys", "X-API-Key", booth.apiKey())
                .body()
                .at("/keys/0/validUntil")
                .asText();
    }

    /** The event's, as its cursor tells it. */
    private long version() {
        JsonNode full = server.watch("TEST").messages().get(0).message();
        String cursor = full.get("cursor").asText();
        return Long.parseLong(cursor.substring(cursor.lastIndexOf('-') + 1));
    }
}
