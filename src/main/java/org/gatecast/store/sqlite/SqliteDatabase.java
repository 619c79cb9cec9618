package org.gatecast.store.sqlite;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.jdbcclient.JDBCConnectOptions;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.sql.RowReader;
import org.gatecast.store.sql.SqlDatabase;
import org.gatecast.store.sql.SqlQueries;
import org.gatecast.store.sql.SqlTransaction;

/**
 * One database file with one connection for writes, and another for reads that must not wait for a commit.
 *
 * <p>Transactions are plain SQL. The JDBC client's own transactions leave auto-commit off, after which SQLite's driver
 * has already begun the next transaction, and they do not roll back a failed commit.
 */
final class SqliteDatabase implements SqlDatabase {
    /** Options for durable commits, strict checks and bounded memory. */
    private static final List<String> PRAGMAS = List.of(
            "journal_mode=WAL",
            // A commit is on disk before it is acknowledged.
            "synchronous=FULL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            // A negative number means KiB.
            "cache_size=-8192",
            // Pages: the writer makes a checkpoint itself only if the other connection is too slow with it.
            "wal_autocheckpoint=8000",
            // Bytes that the write-ahead log keeps after a checkpoint; after a large import it is truncated.
            "journal_size_limit=8388608",
            "jdbc.get_generated_keys=false");

    /** SQLite's READWRITE: never creates a file, so that a lost database is not replaced by an empty one. */
    private static final String EXISTING = "&open_mode=2";

    /** The size of the write-ahead log, in bytes, that starts a checkpoint. */
    private static final long LOG_BYTES = 4 << 20;

    private final Vertx vertx;
    private final Path file;
    private final File log;
    private final String url;
    private final DatabaseErrors errors;
    private final DatabaseFileIdentity identity;
    private final AutoCloseable lock;
    private final AtomicBoolean shortening = new AtomicBoolean();
    private Pool pool;
    private Pool reads;

    private SqliteDatabase(Vertx vertx, Path file, String url, AutoCloseable claim) {
        this.vertx = vertx;
        this.file = file;
        this.log = new File(file + "-wal");
        this.url = url;
        this.errors = new DatabaseErrors(file);
        this.identity = new DatabaseFileIdentity(file);
        this.lock = claim;
        connect();
    }

    /**
     * Locks the file, creates it and its directory if they do not exist, and migrates the schema.
     *
     * @param busyTimeout how long to wait for another process's lock, such as a backup's
     */
    static Future<SqliteDatabase> open(Vertx vertx, Path file, Duration busyTimeout) {
        Path absolute = file.toAbsolutePath().normalize();
        DatabaseErrors errors = new DatabaseErrors(absolute);
        String url =
                "jdbc:sqlite:" + absolute + "?busy_timeout=" + busyTimeout.toMillis() + "&" + String.join("&", PRAGMAS);
        return vertx.executeBlocking(() -> {
                    prepareDirectory(absolute, errors);
                    DatabaseLock lock = DatabaseLock.acquire(absolute, errors);
                    try {
                        EmptyDatabase.createIfMissing(absolute);
                        SchemaMigration.prepare(url, errors);
                        return new SqliteDatabase(vertx, AtomicFiles.realPath(absolute), url + EXISTING, lock);
                    } catch (Exception e) {
                        lock.close();
                        throw e;
                    }
                })
                .recover(failure -> Future.failedFuture(errors.of(failure)));
    }

    /** A temporary database of this version's schema that no one else uses. */
    static SqliteDatabase openExclusively(Vertx vertx, Path file) {
        return new SqliteDatabase(vertx, file, DatabaseReplacement.plain(file), () -> {});
    }

    private static void prepareDirectory(Path file, DatabaseErrors errors) {
        if (file.toString().contains("?")) {
            throw errors.of(Reason.NOT_WRITABLE, "cannot have a question mark in its path");
        }
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw errors.of(
                    Reason.NOT_WRITABLE,
                    "cannot be created, because its directory cannot: " + DatabaseErrors.fromMessage(e),
                    e);
        }
    }

    private void connect() {
        identity.opened();
        pool = pool("store");
        reads = pool("store-reads");
    }

    private Pool pool(String name) {
        JsonObject codecs = JsonObject.of(
                "encoderCls", SqliteEncoder.class.getName(),
                "decoderCls", SqliteDecoder.class.getName());
        JDBCConnectOptions options = new JDBCConnectOptions()
                .setJdbcUrl(url)
                .setAutoGeneratedKeys(false)
                .setExtraConfig(codecs);
        return JDBCPool.pool(vertx, options, new PoolOptions().setMaxSize(1).setName(name));
    }

    Path file() {
        return file;
    }

    /** The JDBC URL, with the options for durable commits and strict checks. */
    String url() {
        return url;
    }

    /** Reads the rows on the JDBC client's thread. */
    @Override
    public <T> Future<List<T>> query(String sql, Tuple parameters, Function<RowReader, T> reader) {
        return query(pool, sql, parameters, reader);
    }

    /** On the other connection. */
    @Override
    public <T> Future<List<T>> queryBeside(String sql, Tuple parameters, Function<RowReader, T> reader) {
        return query(reads, sql, parameters, reader);
    }

    private <T> Future<List<T>> query(Pool from, String sql, Tuple parameters, Function<RowReader, T> reader) {
        return from.preparedQuery(sql)
                .collecting(Collectors.mapping((Row row) -> reader.apply(new RowReader(row)), Collectors.toList()))
                .execute(parameters)
                .map(SqlResult::value)
                .recover(failure -> Future.failedFuture(errors.of(failure)));
    }

    /** The store writes nothing while it loads, and nobody else writes. */
    @Override
    public <T> Future<T> inSnapshot(Function<SqlQueries, Future<T>> work) {
        return work.apply(this);
    }

    /**
     * After the commit, a checkpoint is made if the write-ahead log has become long, beside other work, so that no call
     * waits for it.
     */
    @Override
    public <T> Future<T> inTransaction(Function<SqlTransaction, Future<T>> work) {
        return pool.withConnection(connection -> connection
                        .query("BEGIN IMMEDIATE")
                        .execute()
                        .compose(begun -> work.apply(new SqliteTransaction(connection)))
                        .compose(result -> {
                            identity.require();
                            return connection.query("COMMIT").execute().map(result);
                        })
                        .recover(failure -> rollBack(connection, failure)))
                .onSuccess(committed -> shortenLog())
                .recover(failure -> Future.failedFuture(errors.of(failure)));
    }

    private void shortenLog() {
        if (log.length() > LOG_BYTES && shortening.compareAndSet(false, true)) {
            reads.query("PRAGMA wal_checkpoint(PASSIVE)").execute().onComplete(done -> shortening.set(false));
        }
    }

    /**
     * SQLite rolls back some failures itself; then ROLLBACK fails, which is ignored. Either way no transaction is left
     * open.
     */
    private static <T> Future<T> rollBack(SqlConnection connection, Throwable failure) {
        return connection.query("ROLLBACK").execute().transform(undone -> Future.failedFuture(failure));
    }

    @Override
    public StorageException failure(Reason reason, String what) {
        return errors.of(reason, what);
    }

    @Override
    public Object parameter(byte[] bytes) {
        return bytes;
    }

    /**
     * Commits an unchanged page of the file's header. Like a real commit, it needs the lock, disk space and a disk that
     * responds.
     */
    @Override
    public Future<Void> probe() {
        identity.require();
        return pool.query("PRAGMA user_version = 0")
                .execute()
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(errors.of(failure)));
    }

    /**
     * @throws StorageException when the open file is not the file at the path
     */
    @Override
    public void requireUsable() {
        identity.require();
    }

    /** Closes the connections while {@code work} runs on a worker thread, then opens them again; keeps the lock. */
    <T> Future<T> whileClosed(Callable<T> work) {
        return disconnect()
                .transform(closed -> vertx.executeBlocking(work))
                .onComplete(done -> connect())
                .recover(failure -> Future.failedFuture(errors.of(failure)));
    }

    /** Waits for all requests so far, moves the write-ahead log into the file, closes it and releases the lock. */
    @Override
    public Future<Void> close() {
        return disconnect()
                .eventually(() -> vertx.executeBlocking(() -> {
                    lock.close();
                    return null;
                }))
                .recover(failure -> Future.failedFuture(errors.of(failure)));
    }

    private Future<Void> disconnect() {
        identity.closed();
        return reads.close()
                .transform(
                        closed -> pool.query("PRAGMA wal_checkpoint(TRUNCATE)").execute())
                .eventually(pool::close)
                .mapEmpty();
    }
}
