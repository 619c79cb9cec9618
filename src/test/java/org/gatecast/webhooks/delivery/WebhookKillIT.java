package org.gatecast.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.PostgresCluster;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.WebhookReceiver;
import org.gatecast.testing.WebhookReceiver.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service's process is killed in the middle of deliveries. */
class WebhookKillIT {
    private static final String RACE = "K1M_BR1";
    private static final int FIRST_TIME = 9_000;
    private static final int CALLS = 12;

    /** The delivery during which the process is killed. */
    private static final int KILLED_DURING = 6;

    private final WebhookReceiver receiver = new WebhookReceiver();

    @TempDir
    private Path directory;

    private String database;
    private int lastTime = FIRST_TIME;

    enum Kind {
        SQLITE,
        POSTGRESQL
    }

    @AfterEach
    void close() {
        receiver.close();
        if (database != null) {
            PostgresCluster.shared().drop(database);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsDeliveredInOrderAndWhatComesTwiceIsMarked(Kind kind) {
        if (kind == Kind.POSTGRESQL) {
            database = PostgresCluster.shared().newEmptyDatabase();
        }
        CountDownLatch killed = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        receiver.behave(exchange -> {
            if (begun.incrementAndGet() >= KILLED_DURING) {
                await(killed);
            }
            return 204;
        });
        BoothClient booth;
        try (ServerProcess service = start()) {
            booth = createEventWithWebhook(new ApiClient(service.port()));
            push(booth);
            Await.until("a delivery is held up", () -> begun.get() >= KILLED_DURING, receiver::deliveries);
            service.kill();
        } finally {
            killed.countDown();
        }
        Await.until(
                "the receiver has taken it, which nobody knows",
                () -> receiver.taken().size() >= KILLED_DURING);

        try (ServerProcess service = start()) {
            push(new BoothClient(new ApiClient(service.port()), booth.eventId(), booth.apiKey()));
            Await.until("the last result is taken", () -> told().containsValue(lastTime), this::told);
        }
        assertThat(told().values())
                .as("the totals, without repetitions")
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(FIRST_TIME + 1, lastTime).boxed().toList());
        Map<String, Delivery> known = new HashMap<>();
        int repetitions = 0;
        for (Delivery delivery : receiver.deliveries()) {
            Delivery before = known.put(delivery.id(), delivery);
            if (before != null) {
                repetitions++;
                assertThat(delivery.text()).isEqualTo(before.text());
                assertThat(delivery.repeat()).as("%s", delivery).isIn("yes", "maybe");
            }
        }
        assertThat(repetitions).as("at least the one during the kill").isPositive();
    }

    private BoothClient createEventWithWebhook(ApiClient api) {
        ExportXml export = ExportXml.on(LocalDate.now(Clock.systemUTC()))
                .raceClass("K1M", "ZM")
                .rider("K1M", 9, "NOVÁK", "Jan", "ZM")
                .race(RACE, "K1M", "SR", 3)
                .start(RACE, "K1M", 9);
        BoothClient booth = api.createEvent("race").imported(export.toString()).through("startlist", "running");
        ApiResponse added = api.post(
                "/api/v1/admin/events/race/webhooks",
                json("{'url': '%s', 'types': ['org.gatecast.results.changed']}".formatted(receiver.url())),
                "X-API-Key",
                booth.apiKey());
        assertThat(added.status()).as("%s", added).isEqualTo(201);
        return booth;
    }

    /** Results of which each changes the only row, acknowledged one by one. */
    private void push(BoothClient booth) {
        for (int call = 0; call < CALLS; call++) {
            lastTime++;
            ApiResponse pushed = booth.results(
                    json("{'results': [{'raceId': '%s', 'bib': 9, 'time': %d, 'pen': 0}]}".formatted(RACE, lastTime)));
            assertThat(pushed.body().get("changed").asInt()).isEqualTo(1);
        }
    }

    /** The total that each event told, in the order in which the receiver first got them. */
    private Map<String, Integer> told() {
        Map<String, Integer> totals = new LinkedHashMap<>();
        for (Delivery delivery : receiver.taken()) {
            totals.putIfAbsent(
                    delivery.id(), delivery.body().at("/data/results/0/total").asInt());
        }
        return totals;
    }

    private ServerProcess start() {
        Map<String, String> environment = new HashMap<>(
                Map.of("PORT", "0", "GATECAST_HTTP_HOST", "127.0.0.1", "GATECAST_WEBHOOKS_PRIVATE_ADDRESSES", "true"));
        if (database == null) {
            environment.put("DATABASE_PATH", directory.resolve("race.db").toString());
        } else {
            environment.put("DATABASE_URL", PostgresCluster.shared().url(database));
            endClaim();
        }
        return ServerProcess.start(directory, environment);
    }

    /** A killed node has its webhooks for up to half a minute. */
    private void endClaim() {
        PostgresCluster.shared()
                .execute(
                        database,
                        "DO $$ BEGIN UPDATE webhooks SET claimed_until = 1;"
                                + " EXCEPTION WHEN undefined_table THEN NULL; END $$");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
