package org.gatecast.store.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.gatecast.config.PostgresUrl;
import org.gatecast.store.StorageException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks that a database is this service's, and migrates it to this version's schema with the SQL files in
 * {@code db/postgres-migration}. Flyway and its JDBC driver are loaded only if there is something to migrate.
 */
final class PostgresSchema {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresSchema.class);

    /** The version of the newest file in {@code db/postgres-migration}. */
    static final int VERSION = 13;

    static final String LOCATION = "classpath:db/postgres-migration";

    /** The table with the applied migrations. */
    static final String HISTORY = "flyway_schema_history";

    /** How many tables there are, and whether the table with the migrations is one of them. */
    private static final String TABLES =
            """
            SELECT count(*), count(*) FILTER (WHERE table_name = 'flyway_schema_history')
            FROM information_schema.tables WHERE table_schema = current_schema()""";

    private static final String INSTALLED =
            "SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM flyway_schema_history WHERE success";

    /** How many later migrations say from which version on a service may use them, and the latest such version. */
    private static final String LATER =
            "SELECT count(*), coalesce(max(usable_from), 0) FROM schema_compatibility WHERE version > $1";

    /** A migration waits so long for other transactions; meanwhile those of the other nodes wait for it. */
    private static final String LOCK_TIMEOUT = "SET lock_timeout = '1s'";

    /** What Flyway says of a lock that was not given in time, or of a deadlock. */
    private static final Pattern LOCKED = Pattern.compile("SQL State *: *(55P03|40P01)");

    private static final long RETRY_MILLIS = 500;
    private static final int ATTEMPTS = 200;

    private PostgresSchema() {}

    /**
     * Migrates an older schema. A newer one stays as it is, if all its later migrations say that this version may use it.
     *
     * @return fails with a {@link org.gatecast.store.StorageException} when the database is not this service's, or too new
     */
    static Future<Void> prepare(
            Vertx vertx, SqlClient client, PostgresUrl url, Optional<Path> authority, PostgresErrors errors) {
        return installed(client, errors).compose(installed -> {
            if (installed > VERSION) {
                return requireUsable(client, installed, errors);
            }
            return installed == VERSION ? Future.succeededFuture() : migrate(vertx, flyway(url, authority), ATTEMPTS);
        });
    }

    private static Future<Void> requireUsable(SqlClient client, int installed, PostgresErrors errors) {
        return client.preparedQuery(LATER).execute(Tuple.of(VERSION)).compose(rows -> {
            Row later = rows.iterator().next();
            boolean usable = later.getLong(0) == installed - VERSION && later.getInteger(1) <= VERSION;
            if (usable) {
                LOG.warn(
                        "A newer version of the service has migrated the database to schema {}, which this version (schema"
                                + " {}) may go on using",
                        installed,
                        VERSION);
                return Future.succeededFuture();
            }
            return Future.failedFuture(errors.of(
                    Reason.NEWER_VERSION,
                    "was written by a newer version of the service (schema " + installed + ", this one knows " + VERSION
                            + "); start that version"));
        });
    }

    /**
     * A table is locked while a column is added. If another transaction uses it for long, such as a backup, the nodes that run
     * must not wait behind the migration: it gives up, and tries again.
     */
    private static Future<Void> migrate(Vertx vertx, Flyway flyway, int attempts) {
        return vertx.<Void>executeBlocking(() -> {
                    flyway.migrate();
                    return null;
                })
                .recover(failure -> {
                    if (attempts == 1 || !isLocked(failure)) {
                        return Future.failedFuture(failure);
                    }
                    LOG.warn(
                            "The schema cannot be migrated while a long transaction, such as a backup, uses the tables;"
                                    + " trying again");
                    return vertx.timer(RETRY_MILLIS, TimeUnit.MILLISECONDS)
                            .compose(rested -> migrate(vertx, flyway, attempts - 1));
                });
    }

    private static boolean isLocked(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (LOCKED.matcher(String.valueOf(cause.getMessage())).find()) {
                return true;
            }
        }
        return false;
    }

    /** Fails with a {@link org.gatecast.store.StorageException} unless the schema is exactly this version's. */
    static Future<Void> require(SqlClient client, PostgresErrors errors) {
        return installed(client, errors)
                .compose(installed -> installed == VERSION
                        ? Future.succeededFuture()
                        : Future.failedFuture(errors.of(
                                installed > VERSION ? Reason.NEWER_VERSION : Reason.FOREIGN,
                                "has schema " + installed + ", this version of Gatecast needs " + VERSION
                                        + "; use the version that the service has")));
    }

    /** 0 for a database without tables. */
    private static Future<Integer> installed(SqlClient client, PostgresErrors errors) {
        return client.query(TABLES)
                .execute()
                .map(rows -> rows.iterator().next())
                .compose(tables -> {
                    if (tables.getLong(0) == 0) {
                        return Future.succeededFuture(0);
                    }
                    if (tables.getLong(1) == 0) {
                        return Future.failedFuture(
                                errors.of(Reason.FOREIGN, "belongs to another program; name another database"));
                    }
                    return client.query(INSTALLED)
                            .execute()
                            .map(rows -> rows.iterator().next().getInteger(0));
                });
    }

    static Flyway flyway(PostgresUrl url, Optional<Path> authority) {
        String jdbc = "jdbc:postgresql://" + url.host() + ":" + url.port() + "/" + url.database() + "?sslmode="
                + url.sslMode() + authority.map(file -> "&sslrootcert=" + file).orElse("");
        return Flyway.configure(PostgresSchema.class.getClassLoader())
                .dataSource(jdbc, url.user(), url.password())
                .initSql(LOCK_TIMEOUT)
                .locations(LOCATION)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .table(HISTORY)
                .skipDefaultCallbacks(true)
                .loggers("slf4j")
                .load();
    }
}
