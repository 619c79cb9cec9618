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

/**
 * One database file, the one connection that writes to it, and another for reads that must not wait behind a commit.
 *
 * <p>Transactions are plain SQL. The JDBC client's own leave the connection with auto-commit off, which to SQLite's
 * driver means that the next transaction has begun already, and do not roll back a commit that fails.
 */
final class SqliteDatabase {
    /** What makes every connection durable, strict and bounded. */
    private static final List<String> PRAGMAS = List.of(
            "journal_mode=WAL",
            // A commit is on the disk before it is acknowledged.
            "synchronous=FULL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            // KiB, because negative.
            "cache_size=-8192",
            // Pages: the writer stops to tidy up only when the other connection does not keep up with it.
            "wal_autocheckpoint=8000",
            // Bytes that the log may keep after a checkpoint; a big import's is cut back.
            "journal_size_limit=8388608",
            "jdbc.get_generated_keys=false");

    /** Never makes a file: one that is not there any more is not to be replaced by an empty one. SQLite's READWRITE. */
    private static final String EXISTING = "&open_mode=2";

    /** How long the log may get, in bytes, before it is taken into the database. */
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
     * Claims the file, which with its directory is made if need be, and brings the schema up to date.
     *
     * @param busyTimeout how long to wait for another process, such as a backup
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
                        SchemaMigration.prepare(url, errors);
                        return new SqliteDatabase(vertx, AtomicFiles.realPath(absolute), url + EXISTING, lock);
                    } catch (Exception e) {
                        lock.close();
                        throw e;
                    }
                })
                .recover(failure -> Future.failedFuture(errors.of(failure)));
    }

    /** A database that nobody else knows, of the schema of this version. */
    static SqliteDatabase openExclusively(Vertx vertx, Path file) {
        return new SqliteDatabase(vertx, file, DatabaseReplacement.plain(file), () -> {});
    }

    private static void prepareDirectory(Path file, DatabaseErrors errors) {
        if (file.toString().contains("?")) {
            throw errors.of(Reason.NOT_WRITABLE, "cannot have a question mark in its path", null);
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

    /** With all that makes a connection durable and strict. */
    String url() {
        return url;
    }

    /**
     * The rows of one statement, made into what the caller wants on the JDBC client's thread.
     *
     * @param reader takes a row's cells from left to right
     */
    <T> Future<List<T>> query(String sql, Tuple parameters, Function<RowReader, T> reader) {
        return query(pool, sql, parameters, reader);
    }

    /** The same, beside whatever is being written: what was committed last. */
    <T> Future<List<T>> queryBeside(String sql, Tuple parameters, Function<RowReader, T> reader) {
        return query(reads, sql, parameters, reader);
    }

    private <T> Future<List<T>> query(Pool from, String sql, Tuple parameters, Function<RowReader, T> reader) {
        return from.preparedQuery(sql)
                .collecting(Collectors.mapping((Row row) -> reader.apply(new RowReader(row)), Collectors.toList()))
                .execute(parameters)
                .map(SqlResult::value)
                .recover(failure -> Future.failedFuture(errors.of(failure)));
    }

    /**
     * All of {@code work} or nothing of it; completes when the commit is on the disk. Then, and beside whatever comes
     * next, the log is taken into the database if it has become long, so that no call waits for that.
     */
    <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        return pool.withConnection(connection -> connection
                        .query("BEGIN IMMEDIATE")
                        .execute()
                        .compose(begun -> work.apply(connection))
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

    /** SQLite has undone some failures itself, and then says so; either way no transaction is left. */
    private static <T> Future<T> rollBack(SqlConnection connection, Throwable failure) {
        return connection.query("ROLLBACK").execute().transform(undone -> Future.failedFuture(failure));
    }

    /** A change that must not be made, whoever is to blame. */
    <T> Future<T> refuse(String what) {
        return Future.failedFuture(errors.of(Reason.REFUSED, what, null));
    }

    /**
     * Commits a page of the file's header that says what it said before: all that a real commit needs, a free lock, room
     * and a disk that answers.
     */
    Future<Void> probe() {
        identity.require();
        return pool.query("PRAGMA user_version = 0")
                .execute()
                .<Void>mapEmpty()
                .recover(failure -> Future.failedFuture(errors.of(failure)));
    }

    /**
     * @throws StorageException when the file that is open is not the one that the path leads to
     */
    void requireFile() {
        identity.require();
    }

    /** Lets go of the file while {@code work} does something to it on a worker thread; keeps the claim. */
    <T> Future<T> whileClosed(Callable<T> work) {
        return disconnect()
                .transform(closed -> vertx.executeBlocking(work))
                .onComplete(done -> connect())
                .recover(failure -> Future.failedFuture(errors.of(failure)));
    }

    /** After everything asked for so far: all of it into the one file, which is then let go of. */
    Future<Void> close() {
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
