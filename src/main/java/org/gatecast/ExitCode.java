package org.gatecast;

import org.gatecast.store.StorageException;

/** The exit codes of the process; {@code specs/operations.md} explains each. */
public enum ExitCode {
    /** Stopped by a signal, with everything finished. */
    STOPPED(0),
    NOT_STARTED(1),
    /** A setting or the command line is wrong. */
    INVALID_ARGUMENTS(2),
    /** The JVM's own flag for this uses the same code. */
    OUT_OF_MEMORY(3),
    STOP_TIMED_OUT(4),
    /** The database, or the file named on the command line, is damaged or is no database. */
    DATABASE_CORRUPT(10),
    /** The database or its directory cannot be written or opened. */
    DATABASE_NOT_WRITABLE(11),
    /** Another service or program uses the database. */
    DATABASE_LOCKED(12),
    DATABASE_FULL(13),
    DATABASE_DISK(14),
    /** A newer version of the service has written to the database. */
    DATABASE_NEWER(15),
    /** The database belongs to another program. */
    DATABASE_FOREIGN(16),
    /** The file named on the command line does not exist. */
    DATABASE_MISSING(17),
    /** The command does not fit what the database contains. */
    DATABASE_REFUSED(18),
    /** The database server does not respond. */
    DATABASE_UNREACHABLE(19),
    /** A second signal: 128 and the number of SIGTERM, as for a process without a handler. */
    STOPPED_FORCIBLY(143);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    static ExitCode of(StorageException.Reason reason) {
        return switch (reason) {
            case CORRUPT -> DATABASE_CORRUPT;
            case NOT_WRITABLE -> DATABASE_NOT_WRITABLE;
            case LOCKED -> DATABASE_LOCKED;
            case FULL -> DATABASE_FULL;
            case DISK -> DATABASE_DISK;
            case NEWER_VERSION -> DATABASE_NEWER;
            case FOREIGN -> DATABASE_FOREIGN;
            case MISSING -> DATABASE_MISSING;
            case UNREACHABLE -> DATABASE_UNREACHABLE;
            case REFUSED, STALE -> DATABASE_REFUSED;
        };
    }

    public int code() {
        return code;
    }
}
