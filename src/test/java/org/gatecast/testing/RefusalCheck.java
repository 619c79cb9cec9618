package org.gatecast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Compares refusals with the contract: status, code, a sentence to act on, and nothing changed. */
public final class RefusalCheck {
    private static final String EVENTS = "/api/v1/events";

    private final ApiClient api;

    public RefusalCheck(ApiClient api) {
        this.api = api;
    }

    /**
     * Makes a call that must be refused.
     *
     * @param message what the message must have in it
     */
    public ApiResponse assertRefused(int status, String code, String message, Supplier<ApiResponse> call) {
        Map<String, JsonNode> before = everything();
        ApiResponse response = call.get();
        assertRefusal(response, status, code, message);
        assertThat(everything()).as("what a refused call left behind").isEqualTo(before);
        return response;
    }

    public static void assertRefusal(ApiResponse response, int status, String code, String message) {
        assertThat(response.status()).as("status of %s", response).isEqualTo(status);
        assertThat(response.error()).as("code of %s", response).isEqualTo(code);
        assertThat(response.message()).as("sentence of %s", response).containsIgnoringCase(message);
        assertThat(response.message()).matches("(?s)\\S.{8,400}").doesNotContain("Exception", "org.gatecast", "\tat ");
        assertThat(response.header("Content-Type")).isEqualTo("application/json");
        boolean passes = status == 429 || status == 503;
        assertThat(response.header("Retry-After"))
                .matches(value -> passes ? value.matches("[1-9]\\d*") : value == null);
    }

    /** All that can be seen of the service, cursors too; the responses are small, as the events of refusals are. */
    private Map<String, JsonNode> everything() {
        Map<String, JsonNode> seen = new LinkedHashMap<>();
        JsonNode admin = api.adminEvents();
        seen.put("admin", admin);
        see(seen, EVENTS);
        for (JsonNode event : admin.get("events")) {
            String id = event.get("eventId").asText();
            seen.put(
                    "config of " + id,
                    new BoothClient(api, id, event.get("apiKey").asText())
                            .config()
                            .body());
            String status = event.get("status").asText();
            if (!status.equals("draft")) {
                see(seen, EVENTS + "/" + id);
                see(seen, EVENTS + "/" + id + "/oncourse");
                see(seen, EVENTS + "/" + id + "/categories");
                for (String race : api.raceIds(id)) {
                    see(seen, EVENTS + "/" + id + "/results/" + race + "?detailed=true");
                    see(seen, EVENTS + "/" + id + "/startlist/" + race);
                }
                if (!status.equals("official")) {
                    seen.put("full of " + id, full(id));
                }
            }
        }
        return seen;
    }

    private JsonNode full(String eventId) {
        try (RawSpectator spectator = RawSpectator.connect(api.port(), eventId)) {
            assertThat(spectator.handshake().status()).isEqualTo(101);
            return spectator.readNext(Frame.TEXT).message();
        }
    }

    private void see(Map<String, JsonNode> seen, String target) {
        seen.put(target, api.get(target).body());
    }
}
