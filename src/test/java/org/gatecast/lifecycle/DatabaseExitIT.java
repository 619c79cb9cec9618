package org.gatecast.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.maintenance.MaintenanceCommand;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.ReadOnlyDirectory;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that cannot be used ends the start, and a failed command ends too: each with its exit code and a
 * sentence.
 */
class DatabaseExitIT {
    @RegisterExtension
    static final TestServer server = TestServer.onSqlite();

    @TempDir
    private Path directory;

    @Test
    void aDamagedDatabaseIsCode10() throws IOException {
        Files.writeString(database(), "Dear diary, ".repeat(1000));
        assertEnds(10, "is damaged, or is no SQLite database");
    }

    @Test
    void aDirectoryThatMayNotBeWrittenIsCode11() throws IOException {
        try (ReadOnlyDirectory readOnly = ReadOnlyDirectory.of(directory, this::copyOfADatabase)) {
            assertThat(readOnly.path()).isEqualTo(directory);
            assertEnds(11, "check the directory");
        }
    }

    @Test
    void aDatabaseInUseByAnotherProcessIsCode12() {
        try (ServerProcess first = ServerProcess.start(directory, environment())) {
            int port = first.port();
            assertEnds(12, "in use by another Gatecast (process");
            assertThat(new ApiClient(port).get("/health").status()).isEqualTo(200);
        }
    }

    @Test
    void aDatabaseOfANewerVersionIsCode15() throws SQLException, IOException {
        copyOfADatabase();
        execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                + " execution_time, success) VALUES (99, '99', 'x', 'SQL', 'V99__x.sql', 'x', 1, 1)");
        assertEnds(15, "start that version, or restore an older backup");
    }

    @Test
    void backupAndRestoreAreCommandsBesideTheRunningService() throws IOException {
        Path backup = directory.resolve("backup.db");
        try (ServerProcess service = ServerProcess.start(directory, environment())) {
            ApiClient api = new ApiClient(service.port());
            api.createEvent("BEFORE");
            assertCommand(0, "holds the 1 events", "backup", backup.toString());
            api.createEvent("AFTER");
            assertCommand(17, "is not there", "restore", "nowhere.db");
            assertThat(api.adminEvents().get("events")).hasSize(2);
            assertCommand(0, "Restored 1 events", "restore", "backup.db");
            assertThat(api.adminEvents().get("events").findValuesAsText("eventId"))
                    .containsExactly("BEFORE");
            service.stop();
        }
        assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    private void assertCommand(int code, String message, String... arguments) {
        try (ServerProcess command = ServerProcess.start(directory, environment(), arguments)) {
            assertThat(command.awaitExit())
                    .as("%s: %s", List.of(arguments), output(command))
                    .isEqualTo(code);
            assertThat(output(command)).contains(message);
        }
    }

    private void assertEnds(int code, String message) {
        try (ServerProcess service = ServerProcess.start(directory, environment())) {
            assertThat(service.awaitExit()).as("%s", output(service)).isEqualTo(code);
            assertThat(output(service)).contains("could not start", "The database " + database(), message);
            assertThat(output(service)).doesNotContain("\tat ", "Exception");
        }
    }

    private static String output(ServerProcess service) {
        return String.join("\n", service.output()) + "\n" + String.join("\n", service.errors());
    }

    /** Of one that is in use, with an event in it. */
    private void copyOfADatabase() {
        if (server.api().event("RACE").status() == 404) {
            server.api()
                    .createEvent("RACE")
                    .imported(ExportXml.big(server.clock().today(), 300).toString())
                    .through("startlist");
        }
        MaintenanceCommand.backup(database()).run(server.databaseSettings(), server.clock());
    }

    private Path database() {
        return directory.resolve("race.db");
    }

    private Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "PORT",
                "0",
                "GATECAST_HTTP_HOST",
                "127.0.0.1",
                "GATECAST_DATABASE_BUSY_TIMEOUT_MILLIS",
                "100",
                "DATABASE_PATH",
                database().toString()));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + database());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
