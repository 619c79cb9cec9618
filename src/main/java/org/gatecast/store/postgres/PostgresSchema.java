package org.gatecast.store.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.nio.file.Path;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.gatecast.config.PostgresUrl;
import org.gatecast.store.StorageException.Reason;

/**
 * Checks that a database is this service's, and migrates it to this version's schema with the SQL files in
 * {@code db/postgres-migration}. Flyway and its JDBC driver are loaded only if there is something to migrate.
 */
final class PostgresSchema {
    /** The version of the newest file in {@code db/postgres-migration}. */
    static final int VERSION = 7;

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

    private PostgresSchema() {}

    /** Fails with a {@link org.gatecast.store.StorageException} when the database is not this service's, or newer. */
    static Future<Void> prepare(
            Vertx vertx, SqlClient client, PostgresUrl url, Optional<Path> authority, PostgresErrors errors) {
        return installed(client, errors).compose(installed -> {
            if (installed > VERSION) {
                return Future.failedFuture(errors.of(
                        Reason.NEWER_VERSION,
                        "was written by a newer version of the service (schema " + installed + ", this one knows "
                                + VERSION + "); start that version"));
            }
            return installed == VERSION
                    ? Future.succeededFuture()
                    : vertx.<Void>executeBlocking(() -> {
                        flyway(url, authority).migrate();
                        return null;
                    });
        });
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
                .locations(LOCATION)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .table(HISTORY)
                .skipDefaultCallbacks(true)
                .loggers("slf4j")
                .load();
    }
}
