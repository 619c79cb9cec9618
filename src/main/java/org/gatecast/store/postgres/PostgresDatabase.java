package org.gatecast.store.postgres;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.gatecast.config.PostgresUrl;
import org.gatecast.config.Settings;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.sql.RowReader;
import org.gatecast.store.sql.SqlDatabase;
import org.gatecast.store.sql.SqlQueries;
import org.gatecast.store.sql.SqlTransaction;

/**
 * One PostgreSQL database: a few sessions that write, a pool of connections that read, and one to other nodes. All share an
 * event loop of their own, so that a large import or a reload never holds up the event loops of the spectators.
 */
final class PostgresDatabase implements SqlDatabase {
    private static final long READ_TIMEOUT_MILLIS = 30_000;
    private static final long BLOCKED_THREAD_CHECK_MILLIS = 5_000;

    private final Vertx callers;
    private final Vertx own;
    private final PostgresErrors errors;
    private final PostgresWriters writers;
    private final Pool reads;
    private final PostgresChannel channel;

    private PostgresDatabase(
            Vertx callers,
            Vertx own,
            PostgresErrors errors,
            PostgresWriters writers,
            Pool reads,
            PostgresChannel channel) {
        this.callers = callers;
        this.own = own;
        this.errors = errors;
        this.writers = writers;
        this.reads = reads;
        this.channel = channel;
    }

    /** Connects and migrates the schema. */
    static Future<PostgresDatabase> open(Vertx callers, Settings.Database settings) {
        Context context = callers.getOrCreateContext();
        Promise<PostgresDatabase> opened = Promise.promise();
        // On a thread that is not of the caller's Vert.x.
        CompletableFuture.supplyAsync(() -> Vertx.vertx(options()))
                .thenAccept(own -> open(callers, context, own, settings, opened));
        return onContext(context, opened.future());
    }

    private static VertxOptions options() {
        return new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setBlockedThreadCheckInterval(BLOCKED_THREAD_CHECK_MILLIS)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS);
    }

    private static void open(
            Vertx callers, Context context, Vertx own, Settings.Database settings, Promise<PostgresDatabase> opened) {
        PostgresUrl url = settings.url().orElseThrow();
        PostgresErrors errors = new PostgresErrors(url);
        PostgresConnections connections = new PostgresConnections(own, settings);
        PostgresWriters.open(own, connections, errors, settings.busyTimeout())
                .compose(writers -> PostgresSchema.prepare(
                                own, writers.session(), url, settings.certificateAuthority(), errors)
                        .compose(prepared -> writers.checkTimelines())
                        .map(checked -> new PostgresDatabase(
                                callers,
                                own,
                                errors,
                                writers,
                                connections.pool(),
                                new PostgresChannel(own, connections, context)))
                        .recover(failure -> writers.close().transform(closed -> Future.failedFuture(failure))))
                .onSuccess(opened::complete)
                .onFailure(failure -> own.close().onComplete(closed -> opened.fail(errors.of(failure))));
    }

    /** The same result on another context. */
    private static <T> Future<T> onContext(Context context, Future<T> result) {
        Promise<T> there = Promise.promise();
        result.onComplete(done -> context.runOnContext(v -> there.handle(done)));
        return there.future();
    }

    private <T> Future<T> onCallersContext(Future<T> result) {
        return onContext(callers.getOrCreateContext(), result);
    }

    @Override
    public <T> Future<List<T>> query(String sql, Tuple parameters, Function<RowReader, T> reader) {
        return known(query(reads, sql, parameters, reader));
    }

    /** Writes use a connection of their own anyway. */
    @Override
    public <T> Future<List<T>> queryBeside(String sql, Tuple parameters, Function<RowReader, T> reader) {
        return query(sql, parameters, reader);
    }

    private static <T> Future<List<T>> query(
            SqlClient client, String sql, Tuple parameters, Function<RowReader, T> reader) {
        return client.preparedQuery(NumberedParameters.numbered(sql))
                .collecting(
                        Collectors.mapping((Row row) -> reader.apply(new PostgresRowReader(row)), Collectors.toList()))
                .execute(NumberedParameters.storable(parameters))
                .map(SqlResult::value);
    }

    @Override
    public <T> Future<T> inSnapshot(Function<SqlQueries, Future<T>> work) {
        return known(reads.withConnection(connection -> connection
                .query("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                .execute()
                .compose(begun -> work.apply(queries(connection)))
                .eventually(() -> connection.query("ROLLBACK").execute())));
    }

    private static SqlQueries queries(SqlConnection connection) {
        return new SqlQueries() {
            @Override
            public <T> Future<List<T>> query(String sql, Tuple parameters, Function<RowReader, T> reader) {
                return PostgresDatabase.query(connection, sql, parameters, reader);
            }
        };
    }

    @Override
    public <T> Future<T> inTransaction(Function<SqlTransaction, Future<T>> work) {
        return onCallersContext(writers.inTransaction(work));
    }

    @Override
    public Future<RowSet<Row>> inOwnTransaction(String sql, Tuple parameters) {
        return onCallersContext(writers.inOwnTransaction(sql, parameters));
    }

    @Override
    public Optional<UnaryOperator<String>> storableJson() {
        return Optional.of(NulEscape::escaped);
    }

    private <T> Future<T> known(Future<T> result) {
        return onCallersContext(result.timeout(READ_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(errors.of(failure))));
    }

    @Override
    public StorageException failure(Reason reason, String what) {
        return errors.of(reason, what);
    }

    @Override
    public Object parameter(byte[] bytes) {
        return Buffer.buffer(bytes);
    }

    @Override
    public Future<Void> probe() {
        return onCallersContext(writers.probe());
    }

    @Override
    public void requireUsable() {
        writers.require();
    }

    PostgresChannel channel() {
        return channel;
    }

    /** Waits for a server that does not respond no longer than {@link PostgresConnections#RESPONSE_TIMEOUT}. */
    @Override
    public Future<Void> close() {
        // Without a context of its own, since its event loop ends.
        Promise<Void> closed = Promise.promise();
        channel.close()
                .eventually(reads::close)
                .eventually(writers::close)
                .timeout(PostgresConnections.RESPONSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(done -> own.close().onComplete(closed));
        return onCallersContext(closed.future());
    }
}
