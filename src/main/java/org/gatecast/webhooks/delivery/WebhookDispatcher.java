package org.gatecast.webhooks.delivery;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Clock;
import java.util.List;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.WebhookCommand;
import org.gatecast.bus.WebhookCommand.Tried;
import org.gatecast.bus.WebhookRequest.SaveProgress;
import org.gatecast.config.Settings;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventMeta;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.SnapshotRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what this node's webhooks tell delivered: woken by each commit, and by a timer, which runs while an event has an enabled
 * webhook. What was delivered is saved at most once a second; after a crash, what was delivered since is delivered again, and
 * marked.
 */
public final class WebhookDispatcher extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);
    private static final long TICK_MILLIS = 200;

    private final Settings settings;
    private final SnapshotRegistry snapshots;
    private final Clock clock;
    private final WebhookMetrics webhookMetrics;
    private BusClient bus;
    private WebhookClaims claims;
    private OutcomeWriter outcomes;
    private WebhookAttempts attempts;
    private DeliveryWorker worker;
    private QueueLimit limit;
    private TestDeliveries tests;
    private long timer = -1;

    /** @param clock for times in messages, and between attempts */
    public WebhookDispatcher(Settings settings, SnapshotRegistry snapshots, Clock clock, MetricsRegistry metrics) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.clock = clock;
        this.webhookMetrics = new WebhookMetrics(clock);
        webhookMetrics.registerWith(metrics);
    }

    @Override
    public Future<?> start() {
        bus = new BusClient(vertx.eventBus());
        claims = new WebhookClaims(bus, webhookMetrics, this::onClaimed);
        outcomes = new OutcomeWriter(bus, claims);
        attempts = new WebhookAttempts(vertx, settings, clock);
        limit = new QueueLimit(bus, webhookMetrics);
        worker = new DeliveryWorker(bus, snapshots, clock, attempts, claims, outcomes, limit, webhookMetrics);
        tests = new TestDeliveries(bus, snapshots, attempts);
        vertx.eventBus().<EventNotice>localConsumer(Addresses.NOTICES, message -> onNotice(message.body()));
        vertx.eventBus().<WebhookCommand>localConsumer(Addresses.WEBHOOK_COMMANDS, this::onCommand);
        if (isNeeded()) {
            run();
        }
        return Future.succeededFuture();
    }

    private boolean isNeeded() {
        return snapshots.all().stream().anyMatch(event -> event.meta().hasEnabledWebhook());
    }

    private void onNotice(EventNotice notice) {
        if (!(notice instanceof EventNotice.Committed committed)
                || !committed.snapshot().meta().hasEnabledWebhook()) {
            return;
        }
        EventMeta event = committed.snapshot().meta();
        boolean known = claims.hasAllOf(event);
        claims.queues().stream()
                .filter(queue -> queue.key().eventId().equals(event.eventId()))
                .forEach(queue -> {
                    queue.wake();
                    worker.deliver(queue);
                });
        if (timer < 0) {
            run();
        } else if (!known && committed.cause() != EventNotice.Cause.RESULTS) {
            claims.claim();
        }
    }

    private void run() {
        timer = vertx.setPeriodic(TICK_MILLIS, tick -> tick());
        claims.claim();
    }

    private void tick() {
        if (claims.isDue()) {
            if (claims.isEmpty() && outcomes.isIdle() && !isNeeded()) {
                vertx.cancelTimer(timer);
                timer = -1;
                webhookMetrics.show(List.of());
                return;
            }
            claims.claim();
        }
        claims.queues().forEach(worker::deliver);
        outcomes.save();
    }

    private void onClaimed(WebhookQueue queue) {
        limit.enforce(queue);
        worker.deliver(queue);
    }

    private void onCommand(Message<WebhookCommand> message) {
        if (message.body() instanceof WebhookCommand.Test test) {
            tests.send(test)
                    .onSuccess(tried -> message.reply(tried, LocalCodec.OPTIONS))
                    .onFailure(failure -> message.reply(refusal(failure), LocalCodec.OPTIONS));
            return;
        }
        if (timer >= 0) {
            claims.claim();
        }
        message.reply(new Tried(null), LocalCodec.OPTIONS);
    }

    private static Refusal refusal(Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.refusal();
        }
        LOG.error("A test of a webhook failed unexpectedly", failure);
        return new Refusal(ErrorCode.Internal, "The test failed; the log of the service says why.");
    }

    /** Saves what was delivered, and leaves the webhooks to other nodes. A delivery under way is made again after the start. */
    @Override
    public Future<?> stop() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        SaveProgress rest = outcomes.takeRest();
        claims.close();
        boolean idle = rest.progress().isEmpty() && rest.attempts().isEmpty();
        Future<?> saved = idle ? Future.succeededFuture() : bus.webhooks(rest);
        return saved.transform(done -> claims.release())
                .transform(done -> attempts.close())
                .mapEmpty();
    }
}
