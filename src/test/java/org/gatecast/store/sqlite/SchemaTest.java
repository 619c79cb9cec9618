package org.gatecast.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.sqlite.Awaiting.await;
import static org.gatecast.store.sqlite.Awaiting.awaitTrouble;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.gatecast.config.Settings;
import org.gatecast.model.EventState;
import org.gatecast.store.EventStore;
import org.gatecast.store.States;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that cannot be used is refused at start, with a message that says what to do. */
class SchemaTest {
    private static final Settings.Journal JOURNAL = Settings.defaults().journal();

    private final Vertx vertx = Vertx.vertx();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void theNewestMigrationIsTheVersionThatIsKnown() {
        var pending = Schema.flyway("jdbc:sqlite:" + file()).info().pending();
        assertThat(pending).isNotEmpty();
        assertThat(pending[pending.length - 1].getVersion().getVersion()).isEqualTo("" + Schema.VERSION);
    }

    @Test
    void aDatabaseThatIsUpToDateIsOpenedAgain() {
        await(open().close());
        assertThat(await(open().loadAll())).isEmpty();
    }

    @Test
    void aDatabaseOfTheVersionBeforeIsTakenOverWithItsEvents() throws SQLException {
        Flyway.configure()
                .configuration(Schema.flyway("jdbc:sqlite:" + file()).getConfiguration())
                .target("1")
                .load()
                .migrate();
        execute("INSERT INTO events (event_id, generation, api_key, version, status, status_changed_at, has_xml_data,"
                + " created_at, main_title) VALUES ('e', 'g', 'k', 1, 'draft', 0, 0, 0, 'Kept')");
        EventStore store = open();
        EventState event = await(store.loadAll()).get(0);
        assertThat(event.meta().details().mainTitle()).isEqualTo("Kept");
        await(store.save(event, States.imported(event, 3), JournalTest.call(0)));
        assertThat(await(store.journal(event.meta().eventId(), 10))).hasSize(1);
    }

    @Test
    void aNewerDatabaseIsRefused() throws SQLException {
        await(open().close());
        execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                + " execution_time, success) VALUES (99, '7', 'x', 'SQL', 'V7__x.sql', 'x', 1, 1)");
        assertRefused(Trouble.NEWER_VERSION, "newer version of the service (schema 7, this one knows 4)");
    }

    @Test
    void anotherProgramsDatabaseIsRefusedAndLeftAlone() throws SQLException, IOException {
        execute("CREATE TABLE recipes (name TEXT)");
        assertRefused(Trouble.FOREIGN, "belongs to another program");
        execute("INSERT INTO recipes VALUES ('gulash')");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(file(), "Dear diary, ".repeat(1000));
        assertRefused(Trouble.CORRUPT, "is damaged, or is no SQLite database");
    }

    @Test
    void aDamagedDatabaseIsRefused() throws IOException {
        EventStore store = open();
        EventState draft = States.draft("e");
        await(store.create(draft, null));
        await(store.save(draft, States.imported(draft, 300)));
        await(store.close());
        try (var raw = new RandomAccessFile(file().toFile(), "rw")) {
            byte[] rubbish = new byte[64];
            for (long page = 20; page * 4096 < raw.length(); page++) {
                raw.seek(page * 4096);
                raw.write(rubbish);
            }
        }
        assertRefused(Trouble.CORRUPT, "move it away or restore a backup");
    }

    @Test
    void aDatabaseThatMayNotBeWrittenIsRefused() {
        await(open().close());
        assumeTrue(file().toFile().setReadOnly() && !Files.isWritable(file()), "root may write anything");
        assertRefused(Trouble.NOT_WRITABLE, "may not be written");
    }

    @Test
    void aDirectoryThatCannotBeMadeIsTold() throws IOException {
        Files.writeString(directory.resolve("data"), "a file");
        assertRefused(directory.resolve("data/events.db"), Trouble.NOT_WRITABLE, "its directory cannot");
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsTold() {
        assertRefused(directory, Trouble.NOT_WRITABLE, "cannot be opened");
    }

    @Test
    void aQuestionMarkWouldBeTakenForSettings() {
        assertRefused(directory.resolve("what?"), Trouble.NOT_WRITABLE, "question mark");
    }

    @Test
    void aDatabaseThatAnotherProcessHoldsIsTold() throws SQLException {
        await(open().close());
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            StorageException trouble = awaitTrouble(SqliteDatabase.open(vertx, file(), Duration.ofMillis(10)));
            assertThat(trouble.trouble()).isEqualTo(Trouble.LOCKED);
            assertThat(trouble.trouble().isPassing()).isTrue();
            assertThat(trouble).hasMessageContaining("locked by another process");
        }
    }

    private Path file() {
        return directory.resolve("events.db");
    }

    private EventStore open() {
        return await(SqliteEventStore.open(vertx, new Settings.Database(file(), Duration.ofSeconds(5)), JOURNAL));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertRefused(Trouble kind, String message) {
        assertRefused(file(), kind, message);
    }

    private void assertRefused(Path path, Trouble kind, String message) {
        StorageException trouble =
                awaitTrouble(SqliteEventStore.open(vertx, new Settings.Database(path, Duration.ofSeconds(5)), JOURNAL));
        assertThat(trouble.trouble()).isEqualTo(kind);
        assertThat(trouble).hasMessageContaining("The database " + path).hasMessageContaining(message);
    }
}
