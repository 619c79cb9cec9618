package org.gatecast.store;

import java.util.Objects;

/**
 * The database cannot do what was asked of it. The message tells an operator what is wrong with which file and what to
 * do about it; it holds no event's data.
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

    /** What kind of trouble, and with it whether asking again may help. */
    public enum Reason {
        /** A later version of the service has written to this database. */
        NEWER_VERSION(false),
        /** A database, but not one this service has made. */
        FOREIGN(false),
        /** A file that was named is not there. */
        MISSING(false),
        /** Not a database, or damaged. */
        CORRUPT(false),
        /** The file or its directory may not be written, or cannot be opened. */
        NOT_WRITABLE(true),
        /** Another process holds the database for longer than the service waits. */
        LOCKED(true),
        /** No room left on the disk. */
        FULL(true),
        /** The disk reports an error. */
        DISK(true),
        /** The caller's state and the database disagree, or a row breaks a rule of the schema: a defect in this service. */
        REFUSED(false);

        private final boolean passing;

        Reason(boolean passing) {
            this.passing = passing;
        }

        /** Whether the trouble may go away while the service runs. */
        public boolean isPassing() {
            return passing;
        }
    }
}
