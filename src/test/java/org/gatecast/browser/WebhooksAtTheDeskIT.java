package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.gatecast.testing.WebhookReceiver;
import org.gatecast.testing.WebhookReceiver.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An organiser sets up a webhook at the desk, sees how it is doing and what was delivered, and has a failed one tried again. */
class WebhooksAtTheDeskIT {
    private static final String EVENT = "CUP.2026";
    private static final String RACE = "K1M_BR1";
    private static final String CONFIRM = "dialog[data-confirm] button[value=confirm]";
    private static final String NEW = "form[data-webhook-form=new]";
    private static final String EDIT = "[data-webhook] form[data-webhook-form]";
    private static final String LEAD = "org.gatecast.lead.changed";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with("webhooks.private-addresses", "true");

    private final WebhookReceiver receiver = new WebhookReceiver();
    private BoothClient booth;
    private BrowserPage desk;
    private int time = 9_000;

    @BeforeEach
    void theDeskIsOpen() {
        booth = server.api()
                .createEvent(EVENT)
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        desk = browser.page(server.port());
        desk.go("/admin")
                .type("form[data-login] input[name=key]", booth.apiKey())
                .press("form[data-login] button[type=submit]")
                .awaitThere("[data-webhook-add]");
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void deliveriesAreSeenFailuresAreNamedAndAnotherTryIsOneButton() {
        add(receiver.url());
        String secret = desk.text("[data-secret]");
        assertThat(secret).startsWith("whsec_");
        desk.awaitThere("[data-webhook-state=ready]");

        push();
        desk.press("[data-webhook-log] summary").awaitThere("[data-delivery=taken]");
        assertThat(desk.text("[data-delivery=taken]")).contains("K1M_BR", "taken, status 204");
        assertThat(desk.has("[data-delivery=failed]")).isFalse();

        desk.reload().awaitThere("[data-webhook-state=ready]");
        assertThat(desk.has("[data-secret]")).as("it is shown once").isFalse();
        assertThat(desk.json("document.body.textContent + JSON.stringify({...localStorage, ...sessionStorage})")
                        .asText())
                .doesNotContain(secret);

        receiver.behave(exchange -> 503);
        push();
        desk.awaitThere("[data-webhook-state=failing]");
        assertThat(desk.text("[data-webhook-state]")).contains("Failing since", "waiting");
        desk.press("[data-webhook-log] summary").awaitThere("[data-delivery=failed]");
        assertThat(desk.text("[data-delivery=failed]")).contains("not taken, status 503");
        AppearanceCheck.inBothThemesAndSizes(desk, "webhooks");

        // The time of the service stands still, so it does not try again by itself.
        server.clock().advance(Duration.ofMillis(10));
        receiver.behave(exchange -> 204);
        desk.press("[data-webhook-retry]")
                .awaitThere("[data-webhook-state=ready]")
                .awaitGone("[data-webhook-retry]");
        assertThat(receiver.taken()).extracting(Delivery::repeat).contains("yes");
        assertThat(desk.complaints()).isEmpty();
    }

    @Test
    void aWebhookIsTestedChangedGivenANewSecretSwitchedOffAndDeleted() {
        add("ftp://receiver.example/");
        desk.awaitThere("[data-outcome=refused]");
        assertThat(desk.text("[data-outcome]")).contains("must begin with https://");
        assertThat(webhooks()).isEmpty();

        desk.type(NEW + " input[name=webhookUrl-new]", receiver.url()).press(NEW + " button[type=submit]");
        String first = desk.text("[data-secret]");
        desk.press("[data-new-secret] button:last-of-type").awaitGone("[data-secret]");
        receiver.behave(exchange -> 404);
        desk.press("[data-webhook-test]").awaitThere("[data-outcome=refused]");
        assertThat(desk.text("[data-outcome=refused]"))
                .startsWith("The receiver did not take the test event.")
                .endsWith("status 404");
        receiver.behave(exchange -> 202);
        desk.press("[data-webhook-test]").awaitThere("[data-outcome=done]");
        assertThat(desk.text("[data-outcome=done]")).isEqualTo("The receiver took the test event, status 202.");

        desk.press("[data-webhook-edit]").press(EDIT + " input[value='" + LEAD + "']");
        desk.press(EDIT + " button[type=submit]").awaitGone(EDIT);
        assertThat(webhooks().get(0).get("types").toString())
                .contains("org.gatecast.results.changed")
                .doesNotContain(LEAD);

        desk.press("[data-webhook-renew]").press(CONFIRM).awaitThere("[data-secret]");
        assertThat(desk.text("[data-secret]")).startsWith("whsec_").isNotEqualTo(first);

        desk.press("[data-webhook-enable]").awaitThere("[data-webhook-state=disabled]");
        assertThat(webhooks().get(0).get("enabled").asBoolean()).isFalse();
        desk.press("[data-webhook-enable]").awaitThere("[data-webhook-state=ready]");

        desk.press("[data-webhook-remove]").press(CONFIRM).awaitGone("[data-webhook]");
        assertThat(webhooks()).isEmpty();
    }

    private void add(String url) {
        desk.press("[data-webhook-add] summary").type(NEW + " input[name=webhookUrl-new]", url);
        desk.press(NEW + " button[type=submit]");
    }

    /** A result that no other is like, and waits until the receiver is told of it. */
    private void push() {
        int before = receiver.deliveries().size();
        time++;
        booth.results(json("{'results': [{'raceId': '%s', 'bib': 1, 'time': %d, 'pen': 0}]}".formatted(RACE, time)));
        Await.until("the receiver is told", () -> receiver.deliveries().size() > before);
    }

    private JsonNode webhooks() {
        return server.api()
                .get("/api/v1/admin/events/" + EVENT + "/webhooks", "X-API-Key", booth.apiKey())
                .body()
                .get("webhooks");
    }
}
