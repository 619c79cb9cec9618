package org.gatecast.store.postgres;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.gatecast.config.PostgresUrl;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;

/** Turns failures of one database into messages for operators. They have neither passwords nor rows. */
final class PostgresErrors {
    /** By SQLSTATE, or by its first two characters, which are its class. */
    private static final Map<String, Reason> REASONS = Map.ofEntries(
            Map.entry("08", Reason.UNREACHABLE),
            // Wrong password, or a user that may not connect.
            Map.entry("28", Reason.NOT_WRITABLE),
            Map.entry("3D", Reason.MISSING),
            // Serialization failures and deadlocks: the same change may succeed on the newer state.
            Map.entry("40", Reason.STALE),
            Map.entry("53", Reason.UNREACHABLE),
            Map.entry("53100", Reason.FULL),
            Map.entry("57", Reason.UNREACHABLE),
            // A statement took longer than the service waits.
            Map.entry("57014", Reason.LOCKED),
            Map.entry("55P03", Reason.LOCKED),
            Map.entry("58", Reason.DISK),
            Map.entry("25006", Reason.NOT_WRITABLE),
            Map.entry("42501", Reason.NOT_WRITABLE),
            Map.entry("XX", Reason.CORRUPT));

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int CLASS_LENGTH = 2;

    private final PostgresUrl url;

    PostgresErrors(PostgresUrl url) {
        this.url = url;
    }

    /** {@code what} continues "The database … " into a sentence, without the full stop. */
    StorageException of(Reason reason, String what, Throwable cause) {
        return new StorageException(reason, "The database " + url + " " + what, cause);
    }

    StorageException of(Reason reason, String what) {
        return of(reason, what, null);
    }

    /** The {@link StorageException} for a failure; a {@link StorageException} in its causes is returned as it is. */
    StorageException of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageException known) {
                return known;
            }
            if (cause instanceof PgException reported) {
                return of(reported);
            }
            if (cause instanceof TimeoutException) {
                return of(Reason.UNREACHABLE, "did not respond in time", failure);
            }
            if (cause instanceof IOException || cause instanceof VertxException) {
                return of(Reason.UNREACHABLE, "cannot be reached: " + cause.getMessage(), failure);
            }
        }
        return of(Reason.REFUSED, "cannot be used: " + failure, failure);
    }

    private StorageException of(PgException reported) {
        String state = String.valueOf(reported.getSqlState());
        if (state.equals(UNIQUE_VIOLATION) && "events_event_id_key".equals(reported.getConstraint())) {
            return of(Reason.STALE, "holds an event of that name already", reported);
        }
        Reason ofClass =
                REASONS.getOrDefault(state.substring(0, Math.min(CLASS_LENGTH, state.length())), Reason.REFUSED);
        return of(
                REASONS.getOrDefault(state, ofClass),
                "reported " + state + ": " + reported.getErrorMessage(),
                reported);
    }
}
