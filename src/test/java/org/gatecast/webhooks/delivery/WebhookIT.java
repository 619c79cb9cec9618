package org.gatecast.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.StreamSupport;
import org.gatecast.testing.ApiResponse;
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

/** Nothing is lost and nothing comes twice unmarked, whatever a receiver does, and whatever becomes of the service. */
class WebhookIT {
    private static final String RACE = "K1M_BR1";
    private static final String WEBHOOKS = "/api/v1/admin/events/race/webhooks";
    private static final int FIRST_TIME = 9_000;

    @RegisterExtension
    private final TestServer server = TestServer.with("webhooks.private-addresses", "true");

    private final WebhookReceiver receiver = new WebhookReceiver();
    private final WebhookReceiver elsewhere = new WebhookReceiver();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private BoothClient booth;
    private int lastTime = FIRST_TIME;

    @BeforeEach
    void createEvent() {
        ExportXml export = ExportXml.on(server.clock().today())
                .raceClass("K1M", "ZM")
                .rider("K1M", 9, "NOVÁK", "Jan", "ZM")
                .rider("K1M", 10, "MALÝ", "Petr", "ZM")
                .race(RACE, "K1M", "SR", 3)
                .start(RACE, "K1M", 9)
                .start(RACE, "K1M", 10);
        booth = server.api().createEvent("race").imported(export.toString()).through("startlist", "running");
    }

    @AfterEach
    void close() {
        goOn.countDown();
        receiver.close();
        elsewhere.close();
    }

    @Test
    void everyChangeArrivesInOrderAndRepeatsAreMarkedWhateverTheReceiverDoes() {
        JsonNode webhook = addWebhook(receiver.url());
        push();
        awaitAllTaken();

        int tried = receiver.deliveries().size();
        receiver.behave(exchange -> 500);
        push();
        awaitAttempts(tried + 1);
        retryWith(exchange -> 503);
        retryWith(exchange -> -1);
        receiver.redirectTo(elsewhere.url());
        retry();
        receiver.redirectTo("http://10.0.0.1/");
        retry();
        receiver.redirectTo("http://169.254.169.254/latest/meta-data/");
        retry();
        push();
        receiver.stall(goOn);
        server.clock().advance(Duration.ofMinutes(30));
        // The service waits for the receiver, and takes results meanwhile.
        push();
        push();
        assertThat(state().get("state").asText()).isEqualTo("failing");
        goOn.countDown();
        awaitAllTaken();

        assertThat(elsewhere.deliveries()).isEmpty();
        assertToldOnceAndMarked();
        for (Delivery delivery : receiver.deliveries()) {
            assertSigned(delivery, webhook.get("secret").asText());
        }
        Await.until("all is saved", () -> state().get("waiting").asInt() == 0, this::state);
        assertThat(state().get("state").asText()).isEqualTo("ready");
        List<String> errors = attempts().stream()
                .map(attempt -> attempt.get("error").asText())
                .toList();
        assertThat(errors).contains("status 500", "status 503", "a redirect, which is not followed", "null");
    }

    @Test
    void whatIsWaitingWhenTheServiceEndsIsDeliveredAfterItsStart() {
        addWebhook(receiver.url());
        push();
        // The webhook is claimed now, so what follows has not been told by anybody before.
        awaitAllTaken();
        Await.until("all is saved", () -> state().get("waiting").asInt() == 0, this::state);
        int told = receiver.arrivals();
        receiver.stall(goOn);
        push();
        push();
        Await.until("the next is being delivered", () -> receiver.arrivals() == told + 1);
        server.restart();
        booth = new BoothClient(server.api(), "race", booth.apiKey());
        push();
        goOn.countDown();
        awaitAllTaken();
        Await.until("all are answered", () -> receiver.deliveries().size() == receiver.arrivals());
        assertToldOnceAndMarked();
        assertThat(receiver.taken().get(told).repeat()).isEqualTo("no");
        assertThat(receiver.taken()).anyMatch(delivery -> delivery.repeat().equals("maybe"));
    }

    @Test
    void deliveriesThatWereGivenUpGoOnWhenTheOrganiserSaysSo() {
        JsonNode webhook = addWebhook(receiver.url());
        receiver.behave(exchange -> 410);
        push();
        Await.until("it is paused", () -> state().get("state").asText().equals("paused"), this::state);
        push();
        receiver.behave(exchange -> 200);
        ApiResponse retried =
                server.api().send("POST", address(webhook) + "/retry", new byte[0], "X-API-Key", booth.apiKey());
        assertThat(retried.status()).isEqualTo(200);
        awaitAllTaken();
        assertToldOnceAndMarked();
    }

    @Test
    void onlyWhatTheWebhookIsToldWaitsForIt() {
        receiver.behave(exchange -> 410);
        add("{'url': '%s', 'types': ['org.gatecast.event.status.changed']}".formatted(receiver.url()));
        booth.through("finished");
        Await.until("it is paused", () -> state().get("state").asText().equals("paused"), this::state);
        push();
        assertThat(state().get("waiting").asInt()).isEqualTo(1);
    }

    @Test
    void aTestIsSentAtOnceAndBothSecretsSignAfterAReplacement() {
        JsonNode webhook = addWebhook(receiver.url());
        ApiResponse replaced = server.api().post(address(webhook) + "/secret", json("{}"), "X-API-Key", booth.apiKey());
        ApiResponse tested =
                server.api().send("POST", address(webhook) + "/test", new byte[0], "X-API-Key", booth.apiKey());
        assertThat(tested.body().at("/attempt/status").asInt()).isEqualTo(204);
        Delivery test = receiver.taken().get(0);
        assertThat(test.body().get("type").asText()).isEqualTo("org.gatecast.webhook.test");
        assertSigned(test, replaced.body().get("secret").asText());
        assertSigned(test, webhook.get("secret").asText());
        assertThat(server.api().get(WEBHOOKS, "X-API-Key", booth.apiKey()).text())
                .doesNotContain("whsec_");
        Await.until("the test is in the log", () -> attempts().size() == 1);
    }

    private JsonNode addWebhook(String url) {
        return add("{'url': '%s'}".formatted(url));
    }

    private JsonNode add(String webhook) {
        ApiResponse added = server.api().post(WEBHOOKS, json(webhook), "X-API-Key", booth.apiKey());
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        return added.body();
    }

    private String address(JsonNode webhook) {
        return WEBHOOKS + "/" + webhook.get("webhookId").asText();
    }

    private JsonNode state() {
        return server.api()
                .get(WEBHOOKS, "X-API-Key", booth.apiKey())
                .body()
                .get("webhooks")
                .get(0);
    }

    private List<JsonNode> attempts() {
        String address = WEBHOOKS + "/" + state().get("webhookId").asText() + "/attempts";
        JsonNode attempts =
                server.api().get(address, "X-API-Key", booth.apiKey()).body().get("attempts");
        return StreamSupport.stream(attempts.spliterator(), false).toList();
    }

    /** A result that changes one row, with a total that no other result has. */
    private void push() {
        lastTime++;
        ApiResponse pushed = booth.results(
                json("{'results': [{'raceId': '%s', 'bib': 9, 'time': %d, 'pen': 0}]}".formatted(RACE, lastTime)));
        assertThat(pushed.body().get("changed").asInt()).isEqualTo(1);
    }

    private void retryWith(WebhookReceiver.Behaviour behaviour) {
        receiver.behave(behaviour);
        retry();
    }

    /** Waits for one more attempt, after the longest time between two. */
    private void retry() {
        int before = receiver.deliveries().size();
        Await.until("the failure is saved", () -> attempts().size() >= before);
        server.clock().advance(Duration.ofMinutes(30));
        awaitAttempts(before + 1);
    }

    private void awaitAttempts(int count) {
        Await.until(
                "there are " + count + " attempts", () -> receiver.deliveries().size() >= count);
    }

    /** Lets time pass, so that attempts that failed are made again. */
    private void awaitAllTaken() {
        Await.until(
                "the last result is taken",
                () -> {
                    server.clock().advance(Duration.ofMinutes(1));
                    List<Integer> told = totals();
                    return !told.isEmpty() && told.get(told.size() - 1) == lastTime;
                },
                this::totals);
    }

    /** The totals that were taken, without repetitions. */
    private List<Integer> totals() {
        List<String> ids = new ArrayList<>();
        List<Integer> totals = new ArrayList<>();
        for (Delivery delivery : receiver.taken()) {
            JsonNode body = delivery.body();
            if (body.get("type").asText().equals("org.gatecast.results.changed") && !ids.contains(delivery.id())) {
                ids.add(delivery.id());
                totals.add(body.at("/data/results/0/total").asInt());
            }
        }
        return totals;
    }

    private void assertToldOnceAndMarked() {
        List<Integer> expected = new ArrayList<>();
        for (int time = FIRST_TIME + 1; time <= lastTime; time++) {
            expected.add(time);
        }
        assertThat(totals()).isEqualTo(expected);
        Map<String, String> bodies = new HashMap<>();
        for (Delivery delivery : receiver.deliveries()) {
            assertThat(delivery.body().get("id").asText()).isEqualTo(delivery.id());
            String before = bodies.put(delivery.id(), delivery.text());
            if (before != null) {
                assertThat(delivery.text()).isEqualTo(before);
                assertThat(delivery.repeat()).as("%s", delivery).isIn("yes", "maybe");
            }
        }
        List<String> sequence = receiver.deliveries().stream()
                .map(delivery -> delivery.body().get("sequence").asText())
                .toList();
        assertThat(sequence).isSorted();
    }

    private static void assertSigned(Delivery delivery, String secret) {
        String signature = WebhookSignature.of(
                List.of(secret),
                delivery.id(),
                Long.parseLong(delivery.headers().get("webhook-timestamp")),
                delivery.text().getBytes(StandardCharsets.UTF_8));
        assertThat(delivery.headers().get("webhook-signature").split(" ")).contains(signature);
        assertThat(Instant.ofEpochSecond(Long.parseLong(delivery.headers().get("webhook-timestamp"))))
                .isAfter(Instant.EPOCH);
    }
}
