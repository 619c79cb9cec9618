package org.gatecast.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.Await;
import org.gatecast.testing.FreePort;
import org.gatecast.testing.PostgresCluster;

/**
 * A PostgreSQL server and its standby, which takes over when the first is lost. Each commit is on both before it is
 * acknowledged, except where {@link #promoteWithoutLastCommits} says so. For one thread.
 */
final class ReplicatedDatabase implements AutoCloseable {
    private static final String NAME = "gatecast";
    private static final String USER = "gatecast";
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path programs;
    private final Path directory;
    private final DatabaseLink replication = new DatabaseLink(this::port);
    private Server primary;
    private Server standby;
    private int servers;
    private volatile int port;

    /** A server of PostgreSQL in its own directory. */
    private record Server(Path data, int port, Process process) {}

    /**
     * @param directory where the processes work, so that they end with it
     */
    ReplicatedDatabase(Path directory) {
        this.directory = directory;
        programs = PostgresCluster.requirePrograms();
        if (isRoot()) {
            execute(List.of("chmod", "755", directory.toString()));
        }
        Path data = newData();
        String initdb = programs.resolve("initdb").toString();
        execute(asPostgres(
                initdb,
                "-D",
                data.toString(),
                "-U",
                USER,
                "-A",
                "trust",
                "--no-sync",
                "--locale=C",
                "--encoding=UTF8"));
        primary = start(data, FreePort.next());
        port = primary.port();
        run("postgres", "CREATE DATABASE " + NAME);
        addStandby();
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** PostgreSQL does not run as root. */
    private static List<String> asPostgres(String... command) {
        List<String> whole = new ArrayList<>();
        if (isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    private Path newData() {
        try {
            Path data = Files.createDirectory(directory.resolve("database" + ++servers), PRIVATE);
            if (isRoot()) {
                execute(List.of("chown", "postgres:postgres", data.toString()));
            }
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Server start(Path data, int port) {
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(asPostgres(programs.resolve("postgres").toString(), "-D", data.toString()));
        command.addAll(List.of("-p", String.valueOf(port)));
        for (String option : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "fsync=off",
                "shared_buffers=32MB",
                "wal_keep_size=256MB",
                "wal_retrieve_retry_interval=200ms")) {
            command.addAll(List.of("-c", option));
        }
        Path log = log(data);
        // setsid becomes the server, so the process has the server's id.
        try {
            Process process = new ProcessBuilder(command)
                    .directory(data.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Await.until("PostgreSQL accepts connections", () -> isReady(process, port, log));
            return new Server(data, port, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path log(Path data) {
        return directory.resolve(data.getFileName() + ".log");
    }

    private static boolean isReady(Process process, int port, Path log) {
        if (!process.isAlive()) {
            throw new AssertionError("PostgreSQL has ended: " + read(log));
        }
        try (Connection connection = connect(port, "postgres")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void addStandby() {
        setSynchronous("");
        Path data = newData();
        String source = "host=127.0.0.1 port=" + replication.port() + " user=" + USER + " application_name=standby";
        execute(asPostgres(
                programs.resolve("pg_basebackup").toString(),
                "-d",
                source,
                "-D",
                data.toString(),
                "-R",
                "-X",
                "stream",
                "-c",
                "fast",
                "--no-sync"));
        standby = start(data, FreePort.next());
        setSynchronous("standby");
        Await.until(
                "the standby is synchronous",
                () -> texts("SELECT sync_state FROM pg_stat_replication").equals(List.of("sync")),
                () -> read(log(standby.data())));
    }

    private void setSynchronous(String standbys) {
        run("postgres", "ALTER SYSTEM SET synchronous_standby_names = '" + standbys + "'");
        run("postgres", "SELECT pg_reload_conf()");
    }

    /** The primary's; another one after each promotion. Any thread. */
    int port() {
        return port;
    }

    /** For the setting {@code database.url}, at another port. */
    static String url(int port) {
        return "postgresql://" + USER + ":none@127.0.0.1:" + port + "/" + NAME + "?sslmode=disable";
    }

    /** Ends the sessions of all nodes. */
    void endSessions() {
        run("postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + NAME + "'");
    }

    /** Stops the primary at once, as a crash does, and starts it again. */
    void restart(long downMillis) throws InterruptedException {
        crash(primary);
        TimeUnit.MILLISECONDS.sleep(downMillis);
        primary = start(primary.data(), primary.port());
    }

    /** The primary is lost. The standby becomes the primary, and gets a new standby. */
    void promote() {
        crash(primary);
        primary = standby;
        port = primary.port();
        run("postgres", "SELECT pg_promote(true, 60)");
        replication.mend();
        addStandby();
    }

    /** The same, but commits are not waited for by anybody, and the standby never gets those during {@code work}. */
    void promoteWithoutLastCommits(Work work) throws InterruptedException {
        setSynchronous("");
        replication.cut();
        work.run();
        promote();
    }

    /** What happens while commits reach one server only. */
    interface Work {
        void run() throws InterruptedException;
    }

    private static void crash(Server server) {
        execute(List.of("kill", "-QUIT", String.valueOf(server.process().pid())));
        try {
            server.process().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first column of all rows, as text. */
    List<String> texts(String sql) {
        try (Connection connection = connect(port, NAME);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private void run(String database, String sql) {
        try (Connection connection = connect(port, database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static Connection connect(int port, String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, "none");
    }

    private static void execute(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        replication.close();
        crash(standby);
        crash(primary);
    }
}
