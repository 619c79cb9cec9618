package org.gatecast.store.postgres;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatecast.bus.OnCourseReport;
import org.gatecast.model.EventId;
import org.gatecast.store.EventVersion;
import org.gatecast.store.NodeChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other nodes, through {@code LISTEN} and {@code NOTIFY} on a connection of its own. Each batch of messages is one
 * transaction, never that of a commit: a commit with a notification would hold up all others. Messages wait while a batch is
 * being sent; of several doorbells of one event only the last is sent. Without a connection they are lost. A lost connection
 * is opened again, later each time. Runs on the event loop of the database.
 */
final class PostgresChannel implements NodeChannel {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresChannel.class);

    private static final String COMMITS = "gatecast_commits";
    private static final String RIDERS = "gatecast_riders";
    /** A notification is a commit. It need not be on the disk, nor on a standby, before it is delivered. */
    private static final String LISTEN = "SET synchronous_commit = off; LISTEN " + COMMITS + "; LISTEN " + RIDERS;

    private static final String NOTIFY = "SELECT pg_notify($1, $2)";

    private static final long FIRST_RETRY_MILLIS = 250;
    private static final long LAST_RETRY_MILLIS = 5_000;

    /** How often the connection is tried without a message: one that was cut off does not say so. */
    private static final long CHECK_MILLIS = 5_000;

    /** At most so many messages about riders wait; older ones are dropped. */
    private static final int MAX_RIDER_MESSAGES = 256;

    private final Vertx vertx;
    private final Context context;
    private final PostgresConnections connections;
    private final Context callers;
    private final String node = HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    private final Map<EventId, EventVersion> doorbells = new LinkedHashMap<>();
    private final Deque<String> riders = new ArrayDeque<>();

    private Listener listener;
    private PgConnection connection;
    private boolean sending;
    private boolean closed;
    private long retryMillis = FIRST_RETRY_MILLIS;

    /**
     * Called on the event loop of the database.
     *
     * @param callers where the listener is called
     */
    PostgresChannel(Vertx vertx, PostgresConnections connections, Context callers) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.connections = connections;
        this.callers = callers;
    }

    /** A name that no other process has. */
    String node() {
        return node;
    }

    @Override
    public void listen(Listener toOthers) {
        context.runOnContext(v -> {
            listener = toOthers;
            connect();
            vertx.setPeriodic(CHECK_MILLIS, timer -> check());
        });
    }

    private void connect() {
        if (closed) {
            return;
        }
        connections
                .connect("gatecast-nodes")
                .compose(opened -> {
                    opened.notificationHandler(this::onNotification);
                    return within(opened.query(LISTEN).execute()).map(opened).onFailure(failure -> opened.close());
                })
                .onSuccess(this::use)
                .onFailure(failure -> {
                    LOG.debug("No connection to the other nodes", failure);
                    vertx.setTimer(retryMillis, timer -> connect());
                    retryMillis = Math.min(2 * retryMillis, LAST_RETRY_MILLIS);
                });
    }

    private void use(PgConnection opened) {
        if (closed) {
            opened.close();
            return;
        }
        connection = opened;
        retryMillis = FIRST_RETRY_MILLIS;
        opened.exceptionHandler(failure -> LOG.debug("The connection to the other nodes", failure));
        opened.closeHandler(gone -> lose(opened));
    }

    private void lose(PgConnection lost) {
        if (connection == lost) {
            connection = null;
            doorbells.clear();
            riders.clear();
            vertx.setTimer(retryMillis, timer -> connect());
        }
    }

    private void check() {
        PgConnection checked = connection;
        if (checked != null && !sending) {
            orLose(checked, checked.query("SELECT 1").execute());
        }
    }

    private static <T> Future<T> within(Future<T> done) {
        return done.timeout(PostgresConnections.RESPONSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <T> Future<T> orLose(PgConnection used, Future<T> done) {
        return within(done).onFailure(failure -> {
            LOG.debug("The connection to the other nodes is given up", failure);
            lose(used);
            used.close();
        });
    }

    @Override
    public void ring(EventId event, EventVersion version) {
        context.runOnContext(v -> {
            doorbells.put(event, version);
            sendNext();
        });
    }

    @Override
    public void send(OnCourseReport report) {
        List<String> parts = RiderMessages.of(node, report);
        context.runOnContext(v -> {
            riders.addAll(parts);
            while (riders.size() > MAX_RIDER_MESSAGES) {
                riders.remove();
            }
            sendNext();
        });
    }

    /** Sends all that waits, unless the batch before is under way. */
    private void sendNext() {
        PgConnection used = connection;
        if (used == null) {
            doorbells.clear();
            riders.clear();
        }
        if (used == null || sending || (doorbells.isEmpty() && riders.isEmpty())) {
            return;
        }
        List<Tuple> batch = new ArrayList<>();
        doorbells.forEach((event, version) -> batch.add(Tuple.of(COMMITS, DoorbellMessage.of(node, event, version))));
        riders.forEach(message -> batch.add(Tuple.of(RIDERS, message)));
        doorbells.clear();
        riders.clear();
        sending = true;
        orLose(used, used.preparedQuery(NOTIFY).executeBatch(batch)).onComplete(sent -> {
            sending = false;
            sendNext();
        });
    }

    private void onNotification(PgNotification notification) {
        try {
            if (notification.getChannel().equals(COMMITS)) {
                DoorbellMessage doorbell = DoorbellMessage.parse(notification.getPayload());
                if (!doorbell.node().equals(node)) {
                    callers.runOnContext(v -> listener.onDoorbell(doorbell.event(), doorbell.version()));
                }
            } else {
                RiderMessages.parse(notification.getPayload(), node)
                        .ifPresent(report -> callers.runOnContext(v -> listener.onRiders(report)));
            }
        } catch (RuntimeException e) {
            LOG.debug("A message of another program or version is ignored: {}", notification.getPayload(), e);
        }
    }

    Future<Void> close() {
        closed = true;
        PgConnection last = connection;
        connection = null;
        return last == null ? Future.succeededFuture() : last.close().otherwiseEmpty();
    }
}
