package org.gatecast.store.postgres;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Transaction;
import io.vertx.sqlclient.Tuple;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the database is another one: that of a standby which was promoted, or a restored backup. Commits that
 * spectators have seen may be missing there, and other commits may have their versions. So every event gets a new
 * generation, once, whichever node notices first. Then everybody reads everything again.
 *
 * <p>A promoted standby and a restored {@code pg_basebackup} have another timeline. {@code pg_restore} makes other tables,
 * perhaps in another database.
 *
 * <p>A session survives none of these, if all nodes are stopped before {@code pg_restore}. So each session that writes is
 * checked before its first write: nothing is ever written on the assumption that a lost commit is there.
 */
final class DatabaseCheck {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCheck.class);

    /** The database as it is, and as it was recorded last. */
    private static final String SELECT =
            """
            SELECT left(pg_walfile_name(pg_current_wal_insert_lsn()), 8),
                   system_identifier || '/' || oid || '/' || CAST(CAST('events' AS regclass) AS oid),
                   name,
                   tables
            FROM pg_control_system(), pg_database LEFT JOIN timeline ON true
            WHERE datname = current_database()""";

    private static final String FIRST = "INSERT INTO timeline (name, tables) VALUES ($1, $2) ON CONFLICT DO NOTHING";

    /** Earlier versions recorded the timeline only. */
    private static final String COMPLETE = "UPDATE timeline SET tables = $1 WHERE tables IS NULL";

    /** Finds the row once for each change. */
    private static final String CHANGE =
            "UPDATE timeline SET name = $1, tables = $2 WHERE name = $3 AND tables IS NOT DISTINCT FROM $4";

    private static final String RENEW = "UPDATE events SET generation = left(md5(gen_random_uuid()::text), 10)";

    /** No right to call the functions, no such function, or a server that does not support it. */
    private static final Set<String> NOT_TOLD = Set.of("42501", "42883", "0A000");

    /** @param tables {@code null} if not recorded */
    private record Identity(String timeline, String tables) {
        boolean isSameAs(Identity other) {
            return timeline.equals(other.timeline) && (other.tables == null || other.tables.equals(tables));
        }
    }

    /** @param recorded {@code null} if nothing is */
    private record Identities(Identity now, Identity recorded) {}

    private DatabaseCheck() {}

    /** Completes when the session may write. If the server does not tell what it is, a warning is logged. */
    static Future<Void> run(PgConnection session) {
        return session.query(SELECT)
                .execute()
                .map(rows -> identities(rows.iterator().next()))
                .compose(identities -> check(session, identities))
                .recover(DatabaseCheck::withoutIdentity);
    }

    private static Identities identities(Row row) {
        return new Identities(
                new Identity(row.getString(0), row.getString(1)),
                row.getString(2) == null ? null : new Identity(row.getString(2), row.getString(3)));
    }

    private static Future<Void> withoutIdentity(Throwable failure) {
        if (failure instanceof PgException reported && NOT_TOLD.contains(reported.getSqlState())) {
            LOG.warn("A failover or a restore that loses commits may not be noticed: {}", reported.getErrorMessage());
            return Future.succeededFuture();
        }
        return Future.failedFuture(failure);
    }

    private static Future<Void> check(PgConnection session, Identities identities) {
        Identity now = identities.now();
        Identity recorded = identities.recorded();
        if (recorded == null) {
            return session.preparedQuery(FIRST)
                    .execute(Tuple.of(now.timeline(), now.tables()))
                    .mapEmpty();
        }
        if (!now.isSameAs(recorded)) {
            return session.begin().compose(transaction -> renew(session, now, recorded)
                    .compose(renewed -> transaction.commit())
                    .recover(failure -> undo(transaction, failure)));
        }
        return recorded.tables() != null
                ? Future.succeededFuture()
                : session.preparedQuery(COMPLETE)
                        .execute(Tuple.of(now.tables()))
                        .mapEmpty();
    }

    private static Future<Void> undo(Transaction transaction, Throwable failure) {
        return transaction.rollback().transform(undone -> Future.failedFuture(failure));
    }

    private static Future<Void> renew(PgConnection session, Identity now, Identity recorded) {
        return session.preparedQuery(CHANGE)
                .execute(Tuple.of(now.timeline(), now.tables(), recorded.timeline(), recorded.tables()))
                .compose(changed -> {
                    if (changed.rowCount() == 0) {
                        return Future.succeededFuture();
                    }
                    LOG.warn(
                            "The database is on timeline {} with the tables {} instead of {} with {}, after a failover or a"
                                    + " restore: all events get a new generation.",
                            now.timeline(),
                            now.tables(),
                            recorded.timeline(),
                            recorded.tables());
                    return session.query(RENEW).execute().mapEmpty();
                });
    }
}
