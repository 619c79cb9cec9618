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
 * Notices that the database is another server's: that of a standby which was promoted, or a restored backup. Commits that
 * spectators have seen may be missing there, and other commits may have their versions. So every event gets a new
 * generation, once, whichever node notices first. Then everybody reads everything again.
 *
 * <p>A session survives neither. So each session that writes is checked before its first write: nothing is ever written on
 * the assumption that a lost commit is there.
 */
final class TimelineCheck {
    private static final Logger LOG = LoggerFactory.getLogger(TimelineCheck.class);

    /** The server's timeline, and the one that was recorded last. */
    private static final String SELECT =
            "SELECT left(pg_walfile_name(pg_current_wal_insert_lsn()), 8), (SELECT name FROM timeline)";

    private static final String FIRST = "INSERT INTO timeline (name) VALUES ($1) ON CONFLICT DO NOTHING";

    /** Finds the row once for each change of the timeline. */
    private static final String CHANGE = "UPDATE timeline SET name = $1 WHERE name = $2";

    private static final String RENEW = "UPDATE events SET generation = left(md5(gen_random_uuid()::text), 10)";

    /** No right to call the functions, no such function, or a server that does not support it. */
    private static final Set<String> NOT_TOLD = Set.of("42501", "42883", "0A000");

    private record Timelines(String now, String recorded) {
        boolean areSame() {
            return now.equals(recorded);
        }
    }

    private TimelineCheck() {}

    /** Completes when the session may write. If the server does not tell its timeline, a warning is logged. */
    static Future<Void> run(PgConnection session) {
        return session.query(SELECT)
                .execute()
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Timelines(row.getString(0), row.getString(1));
                })
                .recover(TimelineCheck::withoutTimelines)
                .compose(timelines -> timelines.areSame() ? Future.succeededFuture() : record(session, timelines));
    }

    private static Future<Timelines> withoutTimelines(Throwable failure) {
        if (failure instanceof PgException reported && NOT_TOLD.contains(reported.getSqlState())) {
            LOG.warn("A failover that loses commits may not be noticed: {}", reported.getErrorMessage());
            return Future.succeededFuture(new Timelines("", ""));
        }
        return Future.failedFuture(failure);
    }

    private static Future<Void> record(PgConnection session, Timelines timelines) {
        return session.begin().compose(transaction -> change(session, timelines)
                .compose(changed -> transaction.commit())
                .recover(failure -> undo(transaction, failure)));
    }

    private static Future<Void> undo(Transaction transaction, Throwable failure) {
        return transaction.rollback().transform(undone -> Future.failedFuture(failure));
    }

    private static Future<Void> change(PgConnection session, Timelines timelines) {
        if (timelines.recorded() == null) {
            return session.preparedQuery(FIRST)
                    .execute(Tuple.of(timelines.now()))
                    .mapEmpty();
        }
        return session.preparedQuery(CHANGE)
                .execute(Tuple.of(timelines.now(), timelines.recorded()))
                .compose(changed -> {
                    if (changed.rowCount() == 0) {
                        return Future.succeededFuture();
                    }
                    LOG.warn(
                            "The database is on timeline {} instead of {}, after a failover or a restore: all events get"
                                    + " a new generation.",
                            timelines.now(),
                            timelines.recorded());
                    return session.query(RENEW).execute().mapEmpty();
                });
    }
}
