package org.gatecast.store.sqlite;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.sqlite.SQLiteErrorCode;

/** Turns failures of one database file into messages for operators. */
final class DatabaseErrors {
    /** SQLite's extended result codes have the primary code in their low byte. */
    private static final int PRIMARY_CODE = 0xff;

    private final Path file;

    DatabaseErrors(Path file) {
        this.file = file;
    }

    /** {@code what} continues "The database … " into a sentence, without the full stop. */
    StorageException of(Reason reason, String what, Throwable cause) {
        return new StorageException(reason, "The database " + file + " " + what, cause);
    }

    StorageException of(Reason reason, String what) {
        return of(reason, what, null);
    }

    StorageException corrupt(Throwable cause) {
        return of(Reason.CORRUPT, "is damaged, or is no SQLite database; move it away or restore a backup", cause);
    }

    /** A readable message: some exceptions contain only a file name, so the exception's name is added. */
    static String fromMessage(IOException failure) {
        boolean nameOnly = failure instanceof FileSystemException named && named.getReason() == null;
        return nameOnly
                ? failure.getClass().getSimpleName().replace("Exception", "") + " " + failure.getMessage()
                : failure.getMessage();
    }

    private StorageException full(Throwable cause) {
        return of(Reason.FULL, "has no space left on its disk; free some", cause);
    }

    /** The {@link StorageException} for a failure; a {@link StorageException} in its causes is returned as it is. */
    StorageException of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StorageException known) {
                return known;
            }
            if (cause instanceof SQLException reported) {
                return of(reported, failure);
            }
            if (cause instanceof IOException reported) {
                boolean full = String.valueOf(reported.getMessage()).contains("No space left");
                return full
                        ? full(failure)
                        : of(Reason.DISK, "cannot be read or written: " + fromMessage(reported), failure);
            }
        }
        return of(Reason.REFUSED, "cannot be used: " + failure, failure);
    }

    private StorageException of(SQLException reported, Throwable failure) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(reported.getErrorCode() & PRIMARY_CODE);
        return switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED ->
                of(Reason.LOCKED, "is locked by another process; stop that one, or wait for it", failure);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                of(Reason.NOT_WRITABLE, "may not be written; check who owns it and its directory", failure);
            case SQLITE_CANTOPEN ->
                of(
                        Reason.NOT_WRITABLE,
                        "cannot be opened; check the path, and who owns the file and its directory",
                        failure);
            case SQLITE_FULL -> full(failure);
            case SQLITE_CORRUPT, SQLITE_NOTADB -> corrupt(failure);
            case SQLITE_IOERR, SQLITE_PROTOCOL, SQLITE_NOLFS ->
                of(Reason.DISK, "cannot be read or written: " + reported.getMessage(), failure);
            default -> of(Reason.REFUSED, "refused a statement: " + reported.getMessage(), failure);
        };
    }
}
