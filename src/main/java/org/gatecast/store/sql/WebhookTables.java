package org.gatecast.store.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatecast.bus.WebhookRequest.Claimed;
import org.gatecast.bus.WebhookRequest.OverflowFound;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventId;
import org.gatecast.model.WebhookAttempt;
import org.gatecast.model.WebhookEvent;
import org.gatecast.model.WebhookEventType;
import org.gatecast.model.WebhookProgress;
import org.gatecast.model.WebhookStatus;
import org.gatecast.store.WebhookStore;

/**
 * The events that webhooks tell, written with the change that they are about, how far each webhook was told, and the log. The
 * organiser's part of a webhook is in {@link StructureTables#WEBHOOKS}.
 */
final class WebhookTables implements WebhookStore {
    /** How many attempts of a webhook the log keeps. */
    static final int KEPT_ATTEMPTS = 200;

    /**
     * For how long a node has a webhook, unless it renews its claim. Longer than several attempts to renew it and a delivery
     * take together, so that two nodes never deliver to the same webhook.
     */
    static final long LEASE_MILLIS = 30_000;

    private static final String EVENTS = "webhook_events";

    private static final String EVENT_COLUMNS = "position, message_id, type, subject, at, data";

    private static final String INSERT_EVENT =
            "INSERT INTO webhook_events (event, " + EVENT_COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)";

    private static final String DELETE_EVENTS = "DELETE FROM webhook_events WHERE event = ?";

    private static final String SELECT_EVENTS =
            """
            SELECT position, message_id, type, subject, at, data
            FROM webhook_events JOIN events ON events.id = webhook_events.event
            WHERE event_id = ? AND generation = ? AND position > ? ORDER BY position LIMIT ?""";

    /** SQLite takes an offset only with a limit. */
    private static final String SELECT_OVERFLOW =
            """
            SELECT count(*), coalesce(max(position), 0) FROM (
                SELECT position FROM webhook_events JOIN events ON events.id = webhook_events.event
                WHERE event_id = ? AND generation = ? AND position > ?
                ORDER BY position DESC LIMIT 9223372036854775807 OFFSET ?
            ) AS overflow""";

    private static final String EVENT_ID = "(SELECT id FROM events WHERE event_id = ? AND generation = ?)";

    /** Up to where a webhook was told. */
    private static final String TOLD = "CASE WHEN delivered > since THEN delivered ELSE since END";

    /** What no webhook of the event is waiting for. */
    private static final String DELETE_TOLD = "DELETE FROM webhook_events WHERE event = " + EVENT_ID
            + " AND position <= (SELECT min(" + TOLD + ") FROM webhooks WHERE webhooks.event = webhook_events.event"
            + " AND enabled)";

    private static final String SELECT_STATUS =
            """
            SELECT event_id, generation, webhook_id, %1$s, attempts, next_attempt_at, failing_since, paused_at, missed,
                retries,
                (SELECT count(*) FROM webhook_events WHERE webhook_events.event = webhooks.event
                    AND webhook_events.position > %1$s),
                (SELECT min(at) FROM webhook_events WHERE webhook_events.event = webhooks.event
                    AND webhook_events.position > %1$s),
                events.version
            FROM webhooks JOIN events ON events.id = webhooks.event"""
                    .formatted(TOLD);

    private static final String SELECT_STATUS_OF_EVENT =
            SELECT_STATUS + " WHERE event_id = ? ORDER BY webhooks.position";

    private static final String SELECT_ENABLED =
            SELECT_STATUS + " WHERE enabled ORDER BY webhooks.event, webhooks.position";

    private static final String SELECT_CLAIMED =
            SELECT_STATUS + " WHERE enabled AND claimed_by = ? ORDER BY webhooks.event, webhooks.position";

    /** The clock is the server's. Rows that another node is about to claim are left to it. */
    private static final String CLAIM =
            """
            UPDATE webhooks SET claimed_by = ?,
                claimed_until = (extract(epoch FROM clock_timestamp()) * 1000)::BIGINT + ?
            FROM (
                SELECT event, webhook_id FROM webhooks WHERE enabled AND (claimed_by IS NULL OR claimed_by = ?
                    OR claimed_until < (extract(epoch FROM clock_timestamp()) * 1000)::BIGINT)
                FOR UPDATE SKIP LOCKED
            ) AS free
            WHERE webhooks.event = free.event AND webhooks.webhook_id = free.webhook_id""";

    private static final String RELEASE =
            "UPDATE webhooks SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by = ?";

    private static final String UPDATE_PROGRESS =
            "UPDATE webhooks SET delivered = ?, attempts = ?, next_attempt_at = ?, failing_since = ?, paused_at = ?,"
                    + " missed = ? WHERE event = " + EVENT_ID
                    + " AND webhook_id = ? AND retries = ? AND coalesce(claimed_by, '') = ?";

    private static final String COUNT_RETRY =
            "UPDATE webhooks SET retries = retries + 1 WHERE event = " + EVENT_ID + " AND webhook_id = ?";

    private static final String INSERT_ATTEMPT =
            """
            INSERT INTO webhook_attempts
                (event, webhook_id, at, message_id, type, subject, attempt, status, error, millis)
            SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM events WHERE event_id = ? AND generation = ?""";

    private static final String DELETE_OLD_ATTEMPTS = "DELETE FROM webhook_attempts WHERE event = " + EVENT_ID
            + " AND webhook_id = ? AND at < (SELECT min(at) FROM (SELECT at FROM webhook_attempts AS kept"
            + " WHERE kept.event = " + EVENT_ID + " AND kept.webhook_id = ? ORDER BY at DESC LIMIT ?) AS newest)";

    private static final String SELECT_ATTEMPTS =
            """
            SELECT event_id, generation, webhook_id, at, message_id, type, subject, attempt, webhook_attempts.status, error,
                millis
            FROM webhook_attempts JOIN events ON events.id = webhook_attempts.event
            WHERE event_id = ? AND webhook_id = ? ORDER BY at DESC, attempt DESC LIMIT ?""";

    private final SqlDatabase database;
    private final Optional<String> node;

    /**
     * @param node this node's name; empty if there are no others
     */
    WebhookTables(SqlDatabase database, Optional<String> node) {
        this.database = database;
        this.node = node;
    }

    /** Adds what a change tells webhooks. If the event's last enabled webhook is gone, nothing waits any more. */
    static void write(long event, StateDiff diff, List<WebhookEvent> told, List<Batch> batches) {
        if (!told.isEmpty()) {
            batches.add(new Batch(
                    INSERT_EVENT,
                    told.stream().map(one -> prepend(event, inserted(one))).toList()));
        }
        if (diff.before().meta().hasEnabledWebhook() && !diff.after().meta().hasEnabledWebhook()) {
            batches.add(new Batch(DELETE_EVENTS, List.of(Tuple.of(event))));
        }
    }

    /** The same in one statement with the change, which does not change webhooks. */
    static void write(List<WebhookEvent> told, ResultsCommit commit) {
        told.forEach(one -> commit.insert(EVENTS, EVENT_COLUMNS, inserted(one)));
    }

    private static Tuple prepend(long event, Tuple values) {
        Tuple row = Tuple.of(event);
        for (int i = 0; i < values.size(); i++) {
            row.addValue(values.getValue(i));
        }
        return row;
    }

    /** The values of {@link #EVENT_COLUMNS}. */
    private static Tuple inserted(WebhookEvent event) {
        return Tuple.tuple()
                .addLong(event.position())
                .addString(event.id())
                .addString(event.type().label())
                .addString(event.subject())
                .addLong(event.at().toEpochMilli())
                .addString(event.data());
    }

    @Override
    public Future<Claimed> claim() {
        return node.isEmpty()
                ? database.queryBeside(SELECT_ENABLED, Tuple.tuple(), WebhookTables::readStatus)
                        .map(webhooks -> new Claimed(webhooks, 0))
                : database.inOwnTransaction(CLAIM, Tuple.of(node.get(), LEASE_MILLIS, node.get()))
                        .compose(claimed ->
                                database.queryBeside(SELECT_CLAIMED, Tuple.of(node.get()), WebhookTables::readStatus))
                        .map(webhooks -> new Claimed(webhooks, LEASE_MILLIS));
    }

    @Override
    public Future<Void> release() {
        return node.isEmpty()
                ? Future.succeededFuture()
                : database.inOwnTransaction(RELEASE, Tuple.of(node.get())).mapEmpty();
    }

    @Override
    public Future<List<WebhookEvent>> events(EventId event, String generation, long after, int limit) {
        return database.queryBeside(
                SELECT_EVENTS,
                Tuple.of(event.value(), generation, after, limit),
                row -> new WebhookEvent(
                        row.number(),
                        row.text(),
                        WebhookEventType.of(row.text()),
                        row.text(),
                        row.instant(),
                        row.text()));
    }

    @Override
    public Future<OverflowFound> overflow(EventId event, String generation, long after, long kept) {
        return database.queryBeside(
                        SELECT_OVERFLOW,
                        Tuple.of(event.value(), generation, after, kept),
                        row -> new OverflowFound(row.number(), row.number()))
                .map(found -> found.get(0));
    }

    @Override
    public Future<Void> record(List<WebhookProgress> progress, List<WebhookAttempt> attempts) {
        List<Batch> batches = new ArrayList<>();
        add(batches, UPDATE_PROGRESS, progress.stream().map(this::updated).toList());
        add(
                batches,
                DELETE_TOLD,
                progress.stream()
                        .map(one -> List.of(one.eventId(), one.generation()))
                        .distinct()
                        .map(event -> Tuple.of(((EventId) event.get(0)).value(), event.get(1)))
                        .toList());
        add(
                batches,
                INSERT_ATTEMPT,
                attempts.stream().map(WebhookTables::inserted).toList());
        Set<List<String>> logs = new LinkedHashSet<>();
        attempts.forEach(
                attempt -> logs.add(List.of(attempt.eventId().value(), attempt.generation(), attempt.webhookId())));
        add(
                batches,
                DELETE_OLD_ATTEMPTS,
                logs.stream().map(WebhookTables::shortened).toList());
        return batches.isEmpty()
                ? Future.succeededFuture()
                : database.inTransaction(transaction -> transaction.executeAll(batches));
    }

    private static void add(List<Batch> batches, String sql, List<Tuple> rows) {
        if (!rows.isEmpty()) {
            batches.add(new Batch(sql, rows));
        }
    }

    private Tuple updated(WebhookProgress progress) {
        return Tuple.tuple()
                .addLong(progress.delivered())
                .addInteger(progress.attempts())
                .addLong(millis(progress.nextAttemptAt()))
                .addLong(millis(progress.failingSince()))
                .addLong(millis(progress.pausedAt()))
                .addLong(progress.missed())
                .addString(progress.eventId().value())
                .addString(progress.generation())
                .addString(progress.webhookId())
                .addLong(progress.retries())
                .addString(node.orElse(""));
    }

    private static Tuple inserted(WebhookAttempt attempt) {
        return Tuple.tuple()
                .addString(attempt.webhookId())
                .addLong(attempt.at().toEpochMilli())
                .addString(attempt.messageId())
                .addString(attempt.type())
                .addString(attempt.subject())
                .addInteger(attempt.attempt())
                .addInteger(attempt.status())
                .addString(attempt.error())
                .addLong(attempt.millis())
                .addString(attempt.eventId().value())
                .addString(attempt.generation());
    }

    /**
     * @param log an event, its generation and a webhook
     */
    private static Tuple shortened(List<String> log) {
        return Tuple.of(log.get(0), log.get(1), log.get(2), log.get(0), log.get(1), log.get(2))
                .addInteger(KEPT_ATTEMPTS);
    }

    @Override
    public Future<Void> retry(EventId event, String generation, String webhookId) {
        return database.inOwnTransaction(COUNT_RETRY, Tuple.of(event.value(), generation, webhookId))
                .mapEmpty();
    }

    @Override
    public Future<List<WebhookStatus>> status(EventId event) {
        return database.queryBeside(SELECT_STATUS_OF_EVENT, Tuple.of(event.value()), WebhookTables::readStatus);
    }

    private static WebhookStatus readStatus(RowReader row) {
        WebhookProgress progress = new WebhookProgress(
                new EventId(row.text()),
                row.text(),
                row.text(),
                row.number(),
                row.integer(),
                row.instant(),
                row.instant(),
                row.instant(),
                row.number(),
                row.number());
        return new WebhookStatus(progress, row.number(), row.instant(), row.number());
    }

    @Override
    public Future<List<WebhookAttempt>> attempts(EventId event, String webhookId, int limit) {
        return database.queryBeside(
                SELECT_ATTEMPTS,
                Tuple.of(event.value(), webhookId, Math.min(limit, KEPT_ATTEMPTS)),
                row -> new WebhookAttempt(
                        new EventId(row.text()),
                        row.text(),
                        row.text(),
                        row.instant(),
                        row.text(),
                        row.text(),
                        row.text(),
                        row.integer(),
                        row.integer(),
                        row.text(),
                        row.number()));
    }

    private static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
