package org.gatecast.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The organiser declares a race provisional and official at the desk, and spectators see it. */
class ProtestTimeIT {
    private static final String EVENT = "CUP.2026";
    private static final String RACE = "K1M_BR1";
    private static final String CONFIRM = "dialog[data-confirm] button[value=confirm]";
    private static final String PROTEST = "document.querySelector('[data-protest]')?.innerText";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with();

    private BoothClient booth;
    private BrowserPage desk;
    private BrowserPage page;

    /** The time left is the browser's to count, so the service has the browser's time. */
    @BeforeEach
    void theRaceIsOver() {
        server.clock().set(Instant.now());
        booth = server.api()
                .createEvent(EVENT)
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        page = browser.page(server.port());
        page.go("/e/" + EVENT + "/r/" + RACE).awaitThere("[data-freshness=live]");
        desk = browser.page(server.port());
        desk.go("/admin")
                .type("form[data-login] input[name=key]", booth.apiKey())
                .press("form[data-login] button[type=submit]")
                .awaitThere("[data-race-state]");
    }

    @Test
    void spectatorsSeeTheTimeRunDownAndThenThatItIsOfficial() {
        choose("race", RACE);
        desk.type("input[name=protestTime]", "30").press("[data-declare=provisional]");
        desk.press(CONFIRM).awaitThere("[data-race-state='4']").awaitThere("[data-withdraw]");

        page.awaitThere("[data-protest=open]");
        String first = page.text("[data-protest]");
        assertThat(first).matches("Protests until \\d+:\\d\\d( [AP]M)? \\((30|29):\\d\\d left\\)");
        page.awaitTrue("it runs down", PROTEST + " !== '" + first + "'");
        BrowserPage schedule = browser.page(server.port()).go("/e/" + EVENT + "?view=schedule");
        schedule.awaitThere("[data-schedule='" + RACE + "'] [data-protest-until]");

        declare("{'status': 'provisional', 'protestUntil': '%s'}".formatted(Instant.now()));
        page.awaitThere("[data-protest=over]");
        assertThat(page.text("[data-protest]")).isEqualTo("Protest time over, not official yet");

        desk.press("[data-declare=official]").press(CONFIRM).awaitThere("[data-race-state='5']");
        page.awaitThere(".official-since").awaitGone("[data-protest]");
        assertThat(page.text(".official-since")).startsWith("Results official as of ");

        desk.press("[data-withdraw]").press(CONFIRM).awaitGone("[data-withdraw]");
        page.awaitGone(".official-since");
        assertThat(race().get("raceStatus")).isEqualTo(race().get("timingStatus"));
        assertThat(List.of(page.complaints(), desk.complaints(), schedule.complaints()))
                .allMatch(List::isEmpty);
    }

    @Test
    void theSettingGivesEveryProvisionalRaceAProtestTime() {
        choose("protestMinutes", "15");
        desk.await(
                "it is saved",
                () -> booth.config().body().path("protestMinutes").asInt() == 15);
        booth.results(json("{'results': [], 'races': [{'raceId': 'K1M_BR1', 'raceStatus': 4}]}"));

        page.awaitThere("[data-protest=open]");
    }

    private void choose(String name, String value) {
        desk.find("select[name=" + name + "] option[value='" + value + "']").click();
    }

    private void declare(String body) {
        assertThat(server.api()
                        .send(
                                "PUT",
                                "/api/v1/admin/events/" + EVENT + "/races/" + RACE + "/status",
                                json(body).toString().getBytes(UTF_8),
                                "X-API-Key",
                                booth.apiKey(),
                                "Content-Type",
                                "application/json")
                        .status())
                .isEqualTo(200);
    }

    private JsonNode race() {
        return server.api()
                .get("/api/v1/admin/events/" + EVENT, "X-API-Key", booth.apiKey())
                .body()
                .at("/races/0");
    }
}
