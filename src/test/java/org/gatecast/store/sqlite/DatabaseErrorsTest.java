package org.gatecast.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseErrorsTest {
    private final DatabaseErrors errors = new DatabaseErrors(Path.of("/data/events.db"));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        // SQLite's codes: the primary ones, and extended ones that keep them in the low byte.
        "5, LOCKED",
        "517, LOCKED",
        "6, LOCKED",
        "8, NOT_WRITABLE",
        "1544, NOT_WRITABLE",
        "14, NOT_WRITABLE",
        "13, FULL",
        "11, CORRUPT",
        "26, CORRUPT",
        "10, DISK",
        "1034, DISK",
        "19, REFUSED",
        "787, REFUSED",
        "1, REFUSED",
    })
    void eachSqliteErrorHasAReason(int code, Reason reason) {
        SQLException reported = new SQLException("reported", null, code);
        StorageException error = errors.of(new IllegalStateException("on the way", reported));
        assertThat(error.reason()).isEqualTo(reason);
        assertThat(error).hasMessageStartingWith("The database /data/events.db ");
    }

    @Test
    void aStorageExceptionStaysAsItIs() {
        StorageException error = errors.of(Reason.FULL, "is full", null);
        assertThat(errors.of(new IllegalStateException(error))).isSameAs(error);
    }
}
