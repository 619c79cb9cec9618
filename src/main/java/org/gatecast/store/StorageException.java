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

    public Reason reason() {
        return reason;
    }

    /** The kind of failure, which also says whether a retry may help. */
    public enum Reason {
        /** A later version of the service has written to this database. */
        NEWER_VERSION(false),
        /** A database that another program created. */
        FOREIGN(false),
        /** A named file does not exist. */
        MISSING(false),
        /** Not a database, or damaged. */
        CORRUPT(false),
        /** The file or its directory may not be written, or cannot be opened. */
        NOT_WRITABLE(true),
        /** Another process locks the database for longer than the service waits. */
        LOCKED(true),
        /** The disk is full. */
        FULL(true),
        /** The disk reports an error. */
        DISK(true),
        /** The caller's state and the database disagree, or a row violates the schema: a defect in this service. */
        REFUSED(false);

        private final boolean passing;

        Reason(boolean passing) {
            this.passing = passing;
        }

        /** Whether the failure may pass while the service runs. */
        public boolean isPassing() {
            return passing;
        }
    }
}
