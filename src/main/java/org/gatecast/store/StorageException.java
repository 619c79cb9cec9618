package org.gatecast.store;

import java.util.Objects;

/**
 * A request that the database cannot carry out. The message tells an operator which file has a problem and what to do;
 * it contains no event data.
 */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public StorageException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason);
    }

    public StorageException(Reason reason, String message) {
        this(reason, message, null);
    }

    /** Why an event of a file cannot be added. */
    public static StorageException existing(String eventId) {
        return new StorageException(
                Reason.REFUSED, "There is an event " + eventId + " already; delete it first, or use --replace.");
    }

    /** Whether another process has changed the event since it was loaded. */
    static boolean isStale(Throwable failure) {
        return failure instanceof StorageException known && known.reason == Reason.STALE;
    }

    public Reason reason() {
        return reason;
    }

    /** The kind of failure. */
    public enum Reason {
        /** A later version of the service has written to this database. */
        NEWER_VERSION,
        /** A database that another program created. */
        FOREIGN,
        /** A named file does not exist. */
        MISSING,
        /** Not a database, or damaged. */
        CORRUPT,
        /** The file or its directory may not be written, or cannot be opened. */
        NOT_WRITABLE,
        /** Another process locks the database for longer than the service waits. */
        LOCKED,
        /** The disk is full. */
        FULL,
        /** The disk reports an error. */
        DISK,
        /** The database server cannot be reached, or the connection was lost. What was being written may be saved. */
        UNREACHABLE,
        /** Another process has changed the event since it was loaded. */
        STALE,
        /** The caller's state and the database disagree, or a row violates the schema: a defect in this service. */
        REFUSED
    }
}
