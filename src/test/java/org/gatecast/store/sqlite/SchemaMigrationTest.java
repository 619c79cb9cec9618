package org.gatecast.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;
import static org.gatecast.store.StoreFutures.awaitTrouble;
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
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.gatecast.config.Settings;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.DetailField;
import org.gatecast.model.EventImage;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventState;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.store.EventStore;
import org.gatecast.store.SampleStates;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that cannot be used is refused at start, with a message that says what to do. */
class SchemaMigrationTest {
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
        var pending = SchemaMigration.flyway("jdbc:sqlite:" + file()).info().pending();
        assertThat(pending).isNotEmpty();
        assertThat(pending[pending.length - 1].getVersion().getVersion()).isEqualTo("" + SchemaMigration.VERSION);
    }

    @Test
    void aNewDatabaseIsTheOneThatTheMigrationsMake() throws IOException, SQLException {
        EmptyDatabase.createIfMissing(file());

        Flyway flyway = SchemaMigration.flyway("jdbc:sqlite:" + file());
        flyway.validate();
        assertThat(flyway.info().applied()).hasSize(SchemaMigration.VERSION);
        assertThat(flyway.info().pending()).isEmpty();
        SchemaCheck.require(file(), directory.resolve("scratch"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-wal", "-journal"})
    void whatIsLeftOfADatabaseIsNotReplaced(String suffix) throws IOException {
        Path left = Files.createFile(Path.of(file() + suffix));

        EmptyDatabase.createIfMissing(file());

        assertThat(directory).isDirectoryContaining(left::equals);
        assertThat(left).isEmptyFile();
        assertThat(await(open().loadAll())).isEmpty();
    }

    @Test
    void aDatabaseThatIsUpToDateIsOpenedAgain() {
        await(open().close());
        assertThat(await(open().loadAll())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void aDatabaseOfAnEarlierVersionIsTakenOverWithItsEventsAndTheirKeys(String version) throws SQLException {
        Flyway.configure()
                .configuration(SchemaMigration.flyway("jdbc:sqlite:" + file()).getConfiguration())
                .target(version)
                .load()
                .migrate();
        for (String id : List.of("e", "f")) {
            execute("INSERT INTO events (event_id, generation, api_key, version, status, status_changed_at,"
                    + " has_xml_data, created_at, main_title) VALUES ('" + id + "', 'g', 'key of " + id
                    + "', 1, 'draft', 0, 0, 7, 'Kept')");
        }
        execute("INSERT INTO event_images (event, media_type, bytes) VALUES (1, 'image/png', x'01')");
        EventStore store = open();
        List<EventState> events = await(store.loadAll());
        assertThat(events)
                .extracting(event -> event.meta().keys().all().get(0).value())
                .containsExactly("key of e", "key of f");
        EventState event = events.get(0);
        assertThat(event.meta().details().mainTitle()).isEqualTo("Kept");
        assertThat(event.meta().organiserFields())
                .as("an image that was there is the organiser's")
                .containsExactly(DetailField.IMAGE);
        assertThat(events.get(1).meta().organiserFields()).isEmpty();
        assertThat(event.meta().image()).isEqualTo(EventImage.ofOrganiser("image/png", 1));
        EventKey key = event.meta().keys().all().get(0);
        assertThat(key.id()).matches("[0-9a-f]{8}");
        assertThat(key.createdAt()).isEqualTo(Instant.ofEpochMilli(7));
        assertThat(key.validUntil()).isNull();
        await(store.save(
                StateDiff.between(event, SampleStates.imported(event, 3)),
                ChangeSet.NOTHING,
                IngestCall.unreadableOnly(IngestSource.RESULTS, Instant.EPOCH, 1, 1),
                Field.absent()));
        assertThat(await(store.journal(event.meta().eventId(), 10))).hasSize(1);
    }

    @Test
    void ofEarlierDatesThoseAreTheOrganisersThatNoExportCanHaveWritten() throws SQLException {
        Flyway.configure()
                .configuration(SchemaMigration.flyway("jdbc:sqlite:" + file()).getConfiguration())
                .target("7")
                .load()
                .migrate();
        execute(
                "INSERT INTO events (event_id, generation, api_key, version, status, status_changed_at, created_at,"
                        + " main_title, start_date, end_date, has_xml_data, held_details) VALUES"
                        + " ('created', 'g', 'created', 1, 'draft', 0, 0, 'x', '2026-11-20', NULL, 0, ''),"
                        + " ('imported', 'g', 'imported', 1, 'draft', 0, 0, 'x', '2026-03-07', '2026-03-08', 1, 'location'),"
                        + " ('edited', 'g', 'edited', 1, 'draft', 0, 0, 'x', '2026-11-20', '2026-03-08', 1, 'location,startDate')");
        assertThat(await(open().loadAll()))
                .extracting(event -> event.meta().organiserDates())
                .containsExactly(
                        new OrganiserDates("2026-11-20", null),
                        OrganiserDates.NONE,
                        new OrganiserDates("2026-11-20", null));
    }

    @Test
    void aNewerDatabaseIsRefused() throws SQLException {
        await(open().close());
        execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                + " execution_time, success) VALUES (99, '99', 'x', 'SQL', 'V99__x.sql', 'x', 1, 1)");
        assertRefused(
                Reason.NEWER_VERSION,
                "newer version of the service (schema 99, this one knows " + SqliteEventStore.schemaVersion() + ")");
    }

    @Test
    void anotherProgramsDatabaseIsRefusedAndLeftAlone() throws SQLException, IOException {
        execute("CREATE TABLE recipes (name TEXT)");
        assertRefused(Reason.FOREIGN, "belongs to another program");
        execute("INSERT INTO recipes VALUES ('gulash')");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused() throws IOException {
        Files.writeString(file(), "Dear diary, ".repeat(1000));
        assertRefused(Reason.CORRUPT, "is damaged, or is no SQLite database");
    }

    @Test
    void aDamagedDatabaseIsRefused() throws IOException {
        EventStore store = open();
        EventState draft = SampleStates.draft("e");
        await(store.create(draft, null));
        await(store.save(
                StateDiff.between(draft, SampleStates.imported(draft, 300)), ChangeSet.NOTHING, null, Field.absent()));
        await(store.close());
        try (var raw = new RandomAccessFile(file().toFile(), "rw")) {
            byte[] rubbish = new byte[64];
            for (long page = 20; page * 4096 < raw.length(); page++) {
                raw.seek(page * 4096);
                raw.write(rubbish);
            }
        }
        assertRefused(Reason.CORRUPT, "move it away or restore a backup");
    }

    @Test
    void aDatabaseThatMayNotBeWrittenIsRefused() {
        await(open().close());
        assumeTrue(file().toFile().setReadOnly() && !Files.isWritable(file()), "root may write anything");
        assertRefused(Reason.NOT_WRITABLE, "may not be written");
    }

    @Test
    void aDirectoryThatCannotBeCreatedIsReported() throws IOException {
        Files.writeString(directory.resolve("data"), "a file");
        assertRefused(directory.resolve("data/events.db"), Reason.NOT_WRITABLE, "its directory cannot");
    }

    @Test
    void aDirectoryInPlaceOfTheFileIsReported() {
        assertRefused(directory, Reason.NOT_WRITABLE, "cannot be opened");
    }

    @Test
    void aQuestionMarkWouldBeTakenForSettings() {
        assertRefused(directory.resolve("what?"), Reason.NOT_WRITABLE, "question mark");
    }

    @Test
    void aDatabaseThatAnotherProcessLocksIsReported() throws SQLException {
        await(open().close());
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            StorageException trouble = awaitTrouble(SqliteDatabase.open(vertx, file(), Duration.ofMillis(10)));
            assertThat(trouble.reason()).isEqualTo(Reason.LOCKED);
            assertThat(trouble).hasMessageContaining("locked by another process");
        }
    }

    private Path file() {
        return directory.resolve("events.db");
    }

    private EventStore open() {
        return await(SqliteEventStore.open(vertx, Settings.defaults().database().inFile(file()), JOURNAL));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertRefused(Reason kind, String message) {
        assertRefused(file(), kind, message);
    }

    private void assertRefused(Path path, Reason kind, String message) {
        StorageException trouble = awaitTrouble(
                SqliteEventStore.open(vertx, Settings.defaults().database().inFile(path), JOURNAL));
        assertThat(trouble.reason()).isEqualTo(kind);
        assertThat(trouble).hasMessageContaining("The database " + path).hasMessageContaining(message);
    }
}
