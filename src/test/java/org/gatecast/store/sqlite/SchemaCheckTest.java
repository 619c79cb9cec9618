package org.gatecast.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A database with a schema that the service did not create is refused. */
class SchemaCheckTest {
    @TempDir
    private Path directory;

    static IntStream versions() {
        return IntStream.rangeClosed(1, SchemaMigration.VERSION);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aDatabaseOfEachVersionIsOurs(int version) throws SQLException, IOException {
        migrate(version);
        assertThatCode(this::check).doesNotThrowAnyException();
        execute("VACUUM");
        execute("ANALYZE");
        assertThatCode(this::check).doesNotThrowAnyException();
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TRIGGER later AFTER UPDATE ON events BEGIN DELETE FROM results; END | a trigger later",
                "CREATE VIEW spy AS SELECT * FROM event_keys | a view spy",
                "CREATE TABLE recipes (name TEXT) | a table recipes",
                "CREATE VIRTUAL TABLE words USING fts5 (name) | a table words",
                "CREATE INDEX extra ON results (bib) | a index extra",
                "CREATE INDEX extra ON results (abs(bib)) | a index extra",
                "ALTER TABLE events ADD COLUMN more TEXT | another table events",
                "ALTER TABLE events ADD COLUMN more TEXT AS (hex(main_title)) | another table events",
                "ALTER TABLE events RENAME COLUMN location TO place | another table events",
                "DROP INDEX results_of_participant | has no index results_of_participant",
                "DROP TABLE stream_mentions | has no table stream_mentions",
                "ALTER TABLE flyway_schema_history ADD COLUMN more TEXT | another table flyway_schema_history",
                "ALTER TABLE flyway_schema_history RENAME TO other | another program",
                "PRAGMA application_id = 42 | the mark of another program",
                "PRAGMA user_version = 42 | the mark of another program"
            })
    void anythingElseIsNamedAndRefused(String sql, String message) throws SQLException {
        migrate(SchemaMigration.VERSION);
        execute(sql);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::check)
                .withMessageContaining(message)
                .satisfies(error -> assertThat(error.reason()).isEqualTo(Reason.FOREIGN));
    }

    @Test
    void aVersionThatIsClaimedMustBeTheOneThatIsThere() throws SQLException {
        migrate(SchemaMigration.VERSION);
        execute("DELETE FROM flyway_schema_history WHERE version = '" + SchemaMigration.VERSION + "'");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::check)
                .satisfies(error -> assertThat(error.reason()).isEqualTo(Reason.FOREIGN));
    }

    @Test
    void aViewInPlaceOfTheVersionsIsNotAsked() throws SQLException {
        migrate(SchemaMigration.VERSION);
        execute("ALTER TABLE flyway_schema_history RENAME TO other");
        execute("CREATE VIEW flyway_schema_history AS WITH RECURSIVE n (version) AS (SELECT 1 UNION ALL SELECT version"
                + " + 1 FROM n) SELECT version, 1 AS success FROM n");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(this::check)
                .satisfies(error -> assertThat(error.reason()).isEqualTo(Reason.FOREIGN));
    }

    private Path file() {
        return directory.resolve("brought.db");
    }

    private void check() throws IOException, SQLException {
        SchemaCheck.require(file(), directory.resolve("scratch"));
    }

    private void migrate(int version) {
        Flyway.configure()
                .configuration(SchemaMigration.flyway("jdbc:sqlite:" + file()).getConfiguration())
                .target(Integer.toString(version))
                .load()
                .migrate();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
