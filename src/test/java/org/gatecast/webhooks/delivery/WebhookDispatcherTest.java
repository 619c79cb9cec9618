package org.gatecast.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.WebhookCommand.Wake;
import org.gatecast.bus.WebhookRequest;
import org.gatecast.bus.WebhookRequest.Claim;
import org.gatecast.bus.WebhookRequest.Claimed;
import org.gatecast.bus.WebhookRequest.Done;
import org.gatecast.bus.WebhookRequest.EventsRead;
import org.gatecast.bus.WebhookRequest.FindOverflow;
import org.gatecast.bus.WebhookRequest.OverflowFound;
import org.gatecast.bus.WebhookRequest.ReadEvents;
import org.gatecast.bus.WebhookRequest.SaveProgress;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventMeta;
import org.gatecast.model.Refusal;
import org.gatecast.model.Webhook;
import org.gatecast.model.WebhookAttempt;
import org.gatecast.model.WebhookEvent;
import org.gatecast.model.WebhookEventType;
import org.gatecast.model.WebhookProgress;
import org.gatecast.model.WebhookStatus;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.testing.Await;
import org.gatecast.testing.SampleMeta;
import org.gatecast.testing.TestClock;
import org.gatecast.testing.WebhookReceiver;
import org.gatecast.testing.WebhookReceiver.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dispatcher on its event bus, with a store that is a list. */
class WebhookDispatcherTest {
    private static final Settings SETTINGS = SettingsLoader.load(Map.of("webhooks.private-addresses", "true"));
    private static final int TOO_MANY = 7;
    private static final Instant AT = Instant.parse("2026-11-20T09:00:00Z");
    private static final String WEBHOOK = "3f0a9c1be277";

    private final Vertx vertx = Vertx.vertx();
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final TestClock clock = new TestClock(AT);
    private final SnapshotRegistry snapshots = new SnapshotRegistry();
    private final List<WebhookProgress> saved = new CopyOnWriteArrayList<>();
    private final List<WebhookAttempt> attempts = new CopyOnWriteArrayList<>();
    private final AtomicInteger claims = new AtomicInteger();
    private volatile List<WebhookEvent> events = List.of();
    private volatile WebhookProgress progress;
    /** The store cannot be written to. */
    private volatile boolean readOnly;

    @BeforeEach
    void anEventWithAWebhook() {
        EventMeta meta = putWebhook(receiver.url());
        progress = new WebhookProgress(meta.eventId(), meta.generation(), WEBHOOK, 0, 0, null, null, null, 0, 0);
        LocalCodec.registerOn(vertx.eventBus());
        vertx.eventBus()
                .<WebhookRequest<?>>localConsumer(
                        Addresses.WEBHOOKS, message -> message.reply(reply(message.body()), LocalCodec.OPTIONS));
    }

    @AfterEach
    void close() {
        await(vertx.close());
        receiver.close();
    }

    @Test
    void ofMoreThanFiveThousandTheOldestAreLeftOutCountedAndTold() {
        commit(QueueLimit.MAX_WAITING + TOO_MANY);
        receiver.behave(exchange -> 503);
        await(vertx.deployVerticle(new WebhookDispatcher(SETTINGS, snapshots, clock, new MetricsRegistry())));
        Await.until(
                "what is left out is saved",
                () -> saved.stream().anyMatch(one -> one.missed() == TOO_MANY),
                () -> saved);
        Await.until("the receiver has refused the next", () -> !receiver.deliveries()
                .isEmpty());

        receiver.behave(exchange -> 204);
        Await.until("two are taken", () -> {
            clock.advance(Duration.ofMinutes(1));
            return receiver.taken().size() >= 2;
        });

        Delivery refused = receiver.deliveries().get(0);
        assertThat(refused.id()).isEqualTo(event(TOO_MANY + 1).id());
        assertThat(refused.body().get("missed").asInt()).isEqualTo(TOO_MANY);
        assertThat(refused.repeat()).isEqualTo("no");
        Delivery first = receiver.taken().get(0);
        assertThat(first.text()).isEqualTo(refused.text());
        assertThat(first.repeat()).isEqualTo("yes");
        Delivery second = receiver.taken().get(1);
        assertThat(second.id()).isEqualTo(event(TOO_MANY + 2).id());
        assertThat(second.body().has("missed")).as("told once").isFalse();
        Await.until(
                "nothing is missed any more", () -> progress.missed() == 0 && progress.delivered() > 0, () -> progress);
    }

    @Test
    void whatWasDeliveredAndNotSavedYetIsNotCountedAsLeftOut() {
        readOnly = true;
        commit(4);
        receiver.behave(exchange -> receiver.deliveries().size() < 3 ? 204 : 503);
        await(vertx.deployVerticle(new WebhookDispatcher(SETTINGS, snapshots, clock, new MetricsRegistry())));
        Await.until(
                "three are taken and the fourth is refused",
                () -> receiver.deliveries().size() == 4);

        commit(QueueLimit.MAX_WAITING + TOO_MANY);
        readOnly = false;
        await(new BusClient(vertx.eventBus()).webhook(new Wake(progress.eventId())));
        Await.until("events are left out", () -> progress.missed() > 0, () -> progress);
        receiver.behave(exchange -> 204);
        Await.until("another is taken", () -> {
            clock.advance(Duration.ofMinutes(1));
            return receiver.taken().size() > 3;
        });

        Delivery next = receiver.deliveries().get(4);
        assertThat(next.id()).isEqualTo(event(TOO_MANY + 1).id());
        assertThat(next.body().get("missed").asInt()).isEqualTo(TOO_MANY - 3);
        assertThat(next.headers()).containsEntry("gatecast-attempt", "1").containsEntry("gatecast-repeat", "no");
    }

    @Test
    void theOldestAreLeftOutAlsoIfADeliveryIsAlwaysUnderWay() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        receiver.behave(exchange -> {
            begun.countDown();
            Await.until("it may go on", () -> goOn.getCount() == 0);
            return 204;
        });
        commit(1);
        await(vertx.deployVerticle(new WebhookDispatcher(SETTINGS, snapshots, clock, new MetricsRegistry())));
        Await.until("the first is under way", () -> begun.getCount() == 0);
        commit(1 + QueueLimit.MAX_WAITING + TOO_MANY);
        int before = claims.get();
        // The second of them is sent when the first has been taken.
        Await.until("the webhook is claimed", () -> {
            await(new BusClient(vertx.eventBus()).webhook(new Wake(progress.eventId())));
            return claims.get() >= before + 2;
        });
        goOn.countDown();
        Await.until("another is taken", () -> receiver.taken().size() >= 2);

        Delivery second = receiver.taken().get(1);
        assertThat(second.id()).isEqualTo(event(TOO_MANY + 2).id());
        assertThat(second.body().get("missed").asInt()).isEqualTo(TOO_MANY);
    }

    @Test
    void aDeliveryThatTheServiceCannotMakeCountsAsFailedAndIsMadeLater() {
        commit(1);
        putWebhook("no address");
        await(vertx.deployVerticle(new WebhookDispatcher(SETTINGS, snapshots, clock, new MetricsRegistry())));
        Await.until("the failure is saved", () -> progress.attempts() == 1, () -> progress);
        assertThat(attempts).extracting(WebhookAttempt::error).containsExactly("the service has failed to send it");

        putWebhook(receiver.url());
        clock.advance(Duration.ofMinutes(1));
        Await.until("it is taken", () -> !receiver.taken().isEmpty());
        assertThat(receiver.taken().get(0).repeat()).isEqualTo("yes");
    }

    private EventMeta putWebhook(String url) {
        Webhook webhook = new Webhook(
                WEBHOOK,
                url,
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                null,
                null,
                Set.of(WebhookEventType.values()),
                true,
                0,
                AT);
        EventMeta meta = SampleMeta.running("demo", "Demo").withWebhooks(List.of(webhook));
        snapshots.put(
                new EventSnapshot(meta, List.of(), List.of(), List.of(), Map.of(), Map.of(), List.of(), List.of()));
        return meta;
    }

    /** As if so many events had been committed. */
    private void commit(int count) {
        events = IntStream.rangeClosed(1, count)
                .mapToObj(WebhookDispatcherTest::event)
                .toList();
    }

    private Object reply(WebhookRequest<?> request) {
        if (request instanceof Claim) {
            claims.incrementAndGet();
            return new Claimed(
                    List.of(new WebhookStatus(
                            progress, after(progress.delivered()).size(), AT, 0)),
                    0);
        } else if (request instanceof FindOverflow find) {
            List<WebhookEvent> waiting = after(find.after());
            int overflow = (int) Math.max(0, waiting.size() - find.kept());
            return new OverflowFound(
                    overflow, overflow == 0 ? 0 : waiting.get(overflow - 1).position());
        } else if (request instanceof ReadEvents read) {
            return new EventsRead(
                    after(read.after()).stream().limit(read.limit()).toList());
        } else if (request instanceof SaveProgress && readOnly) {
            return new Refusal(ErrorCode.Unavailable, "not now");
        } else if (request instanceof SaveProgress save) {
            attempts.addAll(save.attempts());
            for (WebhookProgress one : save.progress()) {
                saved.add(one);
                progress = one;
            }
        }
        return new Done();
    }

    private List<WebhookEvent> after(long position) {
        return events.stream().filter(event -> event.position() > position).toList();
    }

    private static WebhookEvent event(int number) {
        return new WebhookEvent(
                WebhookEvent.position(number, 0), "m" + number, WebhookEventType.RESULTS_CHANGED, "race", AT, "{}");
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
