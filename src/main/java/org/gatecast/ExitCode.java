package org.gatecast;

import org.gatecast.store.StorageException;

/** How the process tells whoever started it why it ended; {@code specs/operations.md} explains each. */
public enum ExitCode {
    /** Told to stop, it finished everything. */
    STOPPED(0),
    /** It could not start. */
    NOT_STARTED(1),
    /** A setting or the command line is wrong. */
    INVALID_ARGUMENTS(2),
    /** Memory ran out; the JVM's own flag ends it with the same. */
    OUT_OF_MEMORY(3),
    /** Told to stop, it did not finish in time. */
    STOP_TIMED_OUT(4),
    /** The database, or the file that was named, is damaged or none. */
    DATABASE_CORRUPT(10),
    /** It or its directory may not be written, or cannot be opened. */
    DATABASE_NOT_WRITABLE(11),
    /** Another service or program has it. */
    DATABASE_LOCKED(12),
    /** No room left on its disk. */
    DATABASE_FULL(13),
    /** Its disk reports errors. */
    DATABASE_DISK(14),
    /** A newer version of the service has written to it. */
    DATABASE_NEWER(15),
    /** Another program's. */
    DATABASE_FOREIGN(16),
    /** The file that was named is not there. */
    DATABASE_MISSING(17),
    /** What was asked for does not go with what it holds. */
    DATABASE_REFUSED(18),
    /** Told to stop a second time: 128 and the number of SIGTERM, as a process that does not listen ends. */
    STOPPED_FORCIBLY(143);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** For a start, or a command, that trouble with the database ended. */
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
            case REFUSED -> DATABASE_REFUSED;
        };
    }

    public int code() {
        return code;
    }
}
