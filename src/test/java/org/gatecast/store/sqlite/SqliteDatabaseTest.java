package org.gatecast.store.sqlite;

import static org.gatecast.store.StoreFutures.await;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import org.gatecast.testing.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path directory;

    private Vertx vertx;
    private Path file;
    private SqliteDatabase database;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        file = directory.resolve("events.db");
        database = await(SqliteDatabase.open(vertx, file, Duration.ofSeconds(2)));
        write("CREATE TABLE heap (bytes BLOB)");
    }

    @AfterEach
    void close() {
        await(database.close());
        await(vertx.close());
    }

    @Test
    void aLongLogIsTakenIntoTheDatabaseBesideTheWriting() {
        for (int i = 0; i < 6; i++) {
            write("INSERT INTO heap VALUES (randomblob(" + MEGABYTE + "))");
        }
        Await.until("most of the log is in the database", () -> size(file) > 4L * MEGABYTE);
    }

    private void write(String sql) {
        await(database.inTransaction(
                connection -> connection.execute(sql, Tuple.tuple()).mapEmpty()));
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
