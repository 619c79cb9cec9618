package org.gatecast.webhooks.delivery;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.WebhookCommand;
import org.gatecast.bus.WebhookCommand.Tried;
import org.gatecast.bus.WebhookRequest.Claim;
import org.gatecast.bus.WebhookRequest.Claimed;
import org.gatecast.bus.WebhookRequest.FindOverflow;
import org.gatecast.bus.WebhookRequest.ReadEvents;
import org.gatecast.bus.WebhookRequest.Release;
import org.gatecast.bus.WebhookRequest.SaveProgress;
import org.gatecast.config.Settings;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
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
import org.gatecast.webhooks.delivery.WebhookSender.Message;
import org.gatecast.webhooks.delivery.WebhookSender.Outcome;
import org.gatecast.webhooks.delivery.WebhookSender.Repeat;
import org.gatecast.webhooks.events.CloudEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers to the webhooks that this node has claimed. What was delivered is saved at most once a second, so that ingest calls
 * seldom wait for it; after a crash, what was delivered since is delivered again, and marked. While no event has an enabled
 * webhook, no timer runs.
 */
public final class WebhookDispatcher extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

    /** With more, the oldest are left out. */
    static final int MAX_WAITING = 5_000;

    private static final long TICK_MILLIS = 200;
    private static final long CLAIM_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Shorter than the bus waits for a reply. */
    private static final long TEST_TIMEOUT_MILLIS = 6_000;

    private static final int READ_LIMIT = 50;
    private static final int GONE = 410;

    /** What may be waiting to be logged while the database is away. */
    private static final int MAX_UNSAVED_ATTEMPTS = 1_000;

    private final Settings settings;
    private final SnapshotRegistry snapshots;
    private final Clock clock;
    private final WebhookMetrics webhookMetrics;
    private final RetrySchedule retries =
            new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble());
    private final Map<Key, WebhookQueue> queues = new LinkedHashMap<>();
    private final Set<Key> unsaved = new LinkedHashSet<>();
    private final List<WebhookAttempt> unsavedAttempts = new ArrayList<>();
    private BusClient bus;
    private WebhookSender sender;
    private long timer = -1;
    private boolean claiming;
    private boolean claimAgain;
    private boolean saving;
    private long claimedAt;
    private long savedAt;
    /** By {@link System#nanoTime}; {@code null} if there are no other nodes. */
    private Long deliverUntil;

    private record Key(EventId eventId, String generation, String webhookId) {
        static Key of(WebhookProgress progress) {
            return new Key(progress.eventId(), progress.generation(), progress.webhookId());
        }
    }

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
        savedAt = System.nanoTime() - SAVE_NANOS;
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
        boolean known = event.webhooks().stream()
                .filter(Webhook::enabled)
                .allMatch(webhook -> queues.containsKey(new Key(event.eventId(), event.generation(), webhook.id())));
        queues.forEach((key, queue) -> {
            if (key.eventId().equals(event.eventId())) {
                queue.wake();
                deliver(key, queue);
            }
        });
        if (timer < 0) {
            run();
        } else if (!known && committed.cause() != EventNotice.Cause.RESULTS) {
            claim();
        }
    }

    private WebhookSender sender() {
        if (sender == null) {
            sender = new WebhookSender(
                    vertx,
                    clock,
                    new ReceiverAddresses(settings.webhooks().privateAddresses()),
                    InetAddress::getAllByName,
                    new HttpClientOptions());
        }
        return sender;
    }

    private void run() {
        timer = vertx.setPeriodic(TICK_MILLIS, tick -> tick());
        claim();
    }

    private void tick() {
        if (System.nanoTime() - claimedAt > CLAIM_NANOS) {
            if (queues.isEmpty() && unsaved.isEmpty() && !isNeeded()) {
                vertx.cancelTimer(timer);
                timer = -1;
                webhookMetrics.set(0, 0, null);
                return;
            }
            claim();
        }
        List.copyOf(queues.entrySet()).forEach(entry -> deliver(entry.getKey(), entry.getValue()));
        save();
    }

    private void claim() {
        if (claiming) {
            claimAgain = true;
            return;
        }
        claiming = true;
        long sentAt = System.nanoTime();
        claimedAt = sentAt;
        bus.webhooks(new Claim())
                .onSuccess(claimed -> onClaimed(claimed, sentAt))
                .onFailure(failure -> LOG.debug("Webhooks are not claimed: {}", failure.getMessage()))
                .onComplete(done -> {
                    claiming = false;
                    if (claimAgain) {
                        claimAgain = false;
                        claim();
                    }
                });
    }

    private void onClaimed(Claimed claimed, long sentAt) {
        deliverUntil = claimed.leaseMillis() == 0
                ? null
                : sentAt
                        + TimeUnit.MILLISECONDS.toNanos(
                                claimed.leaseMillis() - WebhookSender.TIMEOUT_MILLIS - TICK_MILLIS);
        Set<Key> gone = new LinkedHashSet<>(queues.keySet());
        for (WebhookStatus status : claimed.webhooks()) {
            Key key = Key.of(status.progress());
            gone.remove(key);
            WebhookQueue queue = queues.computeIfAbsent(key, added -> new WebhookQueue(status));
            if (queue.refresh(status)) {
                unsaved.add(key);
            }
            leaveOutOldest(key, queue);
            deliver(key, queue);
        }
        gone.forEach(key -> {
            queues.remove(key).close();
            unsaved.remove(key);
        });
        List<WebhookStatus> working = claimed.webhooks().stream()
                .filter(status -> status.progress().pausedAt() == null)
                .toList();
        webhookMetrics.set(
                claimed.webhooks().stream().mapToLong(WebhookStatus::waiting).sum(),
                claimed.webhooks().size() - working.size(),
                working.stream()
                        .map(WebhookStatus::oldestAt)
                        .filter(at -> at != null)
                        .min(Instant::compareTo)
                        .orElse(null));
    }

    /**
     * What is left out is counted, shown to the organiser, and told with the next event. The database may know less than this node
     * of what was delivered, so the count is from where the queue stands.
     */
    private void leaveOutOldest(Key key, WebhookQueue queue) {
        if (queue.status().waiting() <= MAX_WAITING || queue.isBusy()) {
            return;
        }
        queue.busy(true);
        bus.webhooks(new FindOverflow(key.eventId(), key.generation(), queue.progress().delivered(), MAX_WAITING))
                .onComplete(found -> {
                    queue.busy(false);
                    if (found.failed() || found.result().events() == 0 || queue.isClosed()) {
                        return;
                    }
                    long tooMany = found.result().events();
                    queue.progress(queue.progress().skippedUpTo(found.result().lastPosition(), tooMany));
                    webhookMetrics.countMissed(tooMany);
                    LOG.warn(
                            "Webhook {} of event {}: {} events are left out, because more than {} were waiting",
                            key.webhookId(),
                            key.eventId(),
                            tooMany,
                            MAX_WAITING);
                    unsaved.add(key);
                });
    }

    private boolean mayDeliver() {
        return deliverUntil == null || System.nanoTime() - deliverUntil < 0;
    }

    /** The webhook as its organiser has set it up now. */
    private Optional<Webhook> find(Key key) {
        return snapshots
                .find(key.eventId())
                .filter(event -> event.meta().generation().equals(key.generation()))
                .flatMap(event -> find(event, key.webhookId()))
                .filter(Webhook::enabled);
    }

    private static Optional<Webhook> find(EventSnapshot event, String webhookId) {
        return event.meta().webhooks().stream()
                .filter(webhook -> webhook.id().equals(webhookId))
                .findFirst();
    }

    /** Begins the next delivery, unless one is under way, or it is not time yet. */
    private void deliver(Key key, WebhookQueue queue) {
        Webhook webhook = find(key).orElse(null);
        if (queue.isBusy() || queue.isClosed() || webhook == null || !mayDeliver()) {
            return;
        }
        long before = queue.progress().delivered();
        WebhookEvent event = queue.next(webhook);
        if (queue.progress().delivered() != before) {
            unsaved.add(key);
        }
        if (event == null) {
            read(key, queue);
            return;
        }
        WebhookProgress progress = queue.progress();
        Instant now = now();
        if (progress.pausedAt() != null
                || (progress.nextAttemptAt() != null && now.isBefore(progress.nextAttemptAt()))) {
            return;
        }
        queue.busy(true);
        long began = System.nanoTime();
        int attempt = progress.attempts() + 1;
        Future.succeededFuture()
                .compose(begun -> {
                    Buffer body = Buffer.buffer(CloudEvent.body(event, source(key.eventId()), progress.missed()));
                    Message message = new Message(event.id(), body, attempt, queue.repeatOf(event));
                    return sender().send(webhook, message, WebhookSender.TIMEOUT_MILLIS);
                })
                .otherwise(WebhookDispatcher::unexpected)
                .onSuccess(outcome -> {
                    queue.busy(false);
                    webhookMetrics.count(outcome.isDelivered());
                    if (queue.isClosed()) {
                        return;
                    }
                    log(new WebhookAttempt(
                            key.eventId(),
                            key.generation(),
                            key.webhookId(),
                            now,
                            event.id(),
                            event.type().label(),
                            event.subject(),
                            attempt,
                            outcome.status(),
                            outcome.error(),
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)));
                    onOutcome(key, queue, event, outcome);
                    unsaved.add(key);
                    save();
                    deliver(key, queue);
                });
    }

    /** A failure of ours. The attempt counts as failed, so that the webhook gets another one. */
    private static Outcome unexpected(Throwable failure) {
        LOG.error("A delivery to a webhook failed unexpectedly", failure);
        return Outcome.failed("the service has failed to send it");
    }

    private void onOutcome(Key key, WebhookQueue queue, WebhookEvent event, Outcome outcome) {
        WebhookProgress progress = queue.progress();
        if (outcome.isDelivered()) {
            if (progress.failingSince() != null) {
                LOG.info("Webhook {} of event {} takes deliveries again", key.webhookId(), key.eventId());
            }
            queue.progress(progress.deliveredUpTo(event.position()));
            return;
        }
        Instant now = now();
        boolean gone = outcome.status() != null && outcome.status() == GONE;
        Instant next = gone
                ? null
                : retries.next(progress, now, outcome.retryAfter())
                        .map(at -> at.truncatedTo(ChronoUnit.MILLIS))
                        .orElse(null);
        queue.progress(progress.failed(now, next));
        if (next == null) {
            LOG.warn(
                    "Webhook {} of event {} is paused, {}: {}",
                    key.webhookId(),
                    key.eventId(),
                    gone ? "as its receiver wants" : "since deliveries have failed for days",
                    outcome.error());
        } else if (progress.failingSince() == null) {
            LOG.warn("Webhook {} of event {} fails: {}", key.webhookId(), key.eventId(), outcome.error());
        }
    }

    private void read(Key key, WebhookQueue queue) {
        if (!queue.takeWake()) {
            return;
        }
        queue.busy(true);
        bus.webhooks(new ReadEvents(
                        key.eventId(), key.generation(), queue.progress().delivered(), READ_LIMIT))
                .onComplete(done -> {
                    queue.busy(false);
                    if (done.failed()) {
                        // The timer tries again.
                        queue.wake();
                        return;
                    }
                    List<WebhookEvent> events = done.result().events();
                    queue.add(events);
                    if (!events.isEmpty()) {
                        queue.wake();
                    }
                    deliver(key, queue);
                });
    }

    private void log(WebhookAttempt attempt) {
        if (unsavedAttempts.size() < MAX_UNSAVED_ATTEMPTS) {
            unsavedAttempts.add(attempt);
        }
    }

    /** At most once a second. */
    private void save() {
        if (saving || (unsaved.isEmpty() && unsavedAttempts.isEmpty()) || System.nanoTime() - savedAt < SAVE_NANOS) {
            return;
        }
        saving = true;
        savedAt = System.nanoTime();
        Set<Key> keys = new LinkedHashSet<>(unsaved);
        List<WebhookAttempt> attempts = List.copyOf(unsavedAttempts);
        SaveProgress record = unsavedRecord();
        bus.webhooks(record)
                .onFailure(failure -> {
                    LOG.debug("Deliveries are not saved yet: {}", failure.getMessage());
                    unsaved.addAll(keys);
                    unsaved.retainAll(queues.keySet());
                    unsavedAttempts.addAll(0, attempts);
                })
                .onComplete(done -> saving = false);
    }

    private SaveProgress unsavedRecord() {
        SaveProgress record = new SaveProgress(
                unsaved.stream()
                        .filter(queues::containsKey)
                        .map(key -> queues.get(key).progress())
                        .toList(),
                unsavedAttempts);
        unsaved.clear();
        unsavedAttempts.clear();
        return record;
    }

    private void onCommand(io.vertx.core.eventbus.Message<WebhookCommand> message) {
        WebhookCommand command = message.body();
        if (command instanceof WebhookCommand.Test test) {
            test(test)
                    .onSuccess(tried -> message.reply(tried, LocalCodec.OPTIONS))
                    .onFailure(failure -> message.reply(
                            new Refusal(ErrorCode.NotFound, String.valueOf(failure.getMessage())), LocalCodec.OPTIONS));
            return;
        }
        if (timer >= 0) {
            claim();
        }
        message.reply(new Tried(null), LocalCodec.OPTIONS);
    }

    /** Whether enabled or not, whoever has claimed it. */
    private Future<Tried> test(WebhookCommand.Test command) {
        EventSnapshot event = snapshots.find(command.eventId()).orElse(null);
        Webhook webhook =
                event == null ? null : find(event, command.webhookId()).orElse(null);
        if (webhook == null) {
            return Future.failedFuture("Event " + command.eventId() + " has no webhook with that id.");
        }
        String id = "test-" + UUID.randomUUID();
        Instant now = now();
        long began = System.nanoTime();
        return Future.succeededFuture()
                .compose(begun -> {
                    Buffer body = Buffer.buffer(CloudEvent.test(id, source(command.eventId()), WebhookEventType.TEST, now));
                    return sender().send(webhook, new Message(id, body, 1, Repeat.NO), TEST_TIMEOUT_MILLIS);
                })
                .otherwise(WebhookDispatcher::unexpected)
                .map(outcome -> {
                    WebhookAttempt attempt = new WebhookAttempt(
                            command.eventId(),
                            event.meta().generation(),
                            webhook.id(),
                            now,
                            id,
                            WebhookEventType.TEST,
                            null,
                            1,
                            outcome.status(),
                            outcome.error(),
                            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
                    bus.webhooks(new SaveProgress(List.of(), List.of(attempt)))
                            .onFailure(failure -> LOG.debug("A test is not logged: {}", failure.getMessage()));
                    return new Tried(attempt);
                });
    }

    private String source(EventId eventId) {
        return settings.page().publicOrigin() + "/api/v1/events/" + eventId.value();
    }

    /** In the precision that is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Saves what was delivered, and leaves the webhooks to other nodes. A delivery under way is made again after the start. */
    @Override
    public Future<?> stop() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        SaveProgress last = unsavedRecord();
        queues.values().forEach(WebhookQueue::close);
        boolean idle = last.progress().isEmpty() && last.attempts().isEmpty();
        Future<?> saved = idle ? Future.succeededFuture() : bus.webhooks(last);
        Future<?> released =
                saved.transform(done -> deliverUntil == null ? Future.succeededFuture() : bus.webhooks(new Release()));
        return released.transform(done -> sender == null ? Future.succeededFuture() : sender.close())
                .mapEmpty();
    }
}
