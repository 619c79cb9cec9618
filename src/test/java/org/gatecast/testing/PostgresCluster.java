package org.gatecast.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Assumptions;

/**
 * A PostgreSQL server of the tests' own: on a free port of the loopback interface, in a temporary directory, without fsync.
 * PostgreSQL does not run as root; then it runs as the user postgres.
 *
 * <p>It ends with the JVM, and its directory is removed, also if the JVM is killed. Its script is in a session of its own, so
 * that a signal to the JVM's process group does not reach it. If the script itself is killed, the next start removes what is
 * left.
 */
public final class PostgresCluster {
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
    private static final String USER = "gatecast";
    private static final String PASSWORD = "p+w: %/d";
    private static final String TEMPLATE = "gatecast_template";

    /**
     * The server ends when its standard input does; so it does when this JVM is gone. A directory whose JVM is gone and that is
     * still there was left by a script that was killed.
     */
    private static final String SCRIPT =
            """
            bin=$1; dir=$2; port=$3; tls=off
            for left in "${dir%/*}"/gatecast-postgres*; do
                jvm=$(cat "$left/jvm" 2> /dev/null) && [ -n "$jvm" ] && [ ! -d "/proc/$jvm" ] || continue
                postmaster=$(head -n 1 "$left/data/postmaster.pid" 2> /dev/null)
                if [ -n "$postmaster" ] && grep -qs "$left" "/proc/$postmaster/cmdline"; then
                    kill -QUIT "$postmaster"
                    while grep -qs "$left" "/proc/$postmaster/cmdline"; do sleep 0.1; done
                fi
                rm -rf "$left"
            done
            "$bin/initdb" -D "$dir/data" -U gatecast --pwfile="$dir/password" -A scram-sha-256 \
                --no-sync --locale=C --encoding=UTF8 > "$dir/initdb.log" 2>&1 || exit 1
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost \
                -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
                -keyout "$dir/data/server.key" -out "$dir/data/server.crt" > /dev/null 2>&1 &&
                cp "$dir/data/server.crt" "$dir/authority.crt" && tls=on
            chmod 755 "$dir"
            "$bin/postgres" -D "$dir/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
                -c fsync=off -c max_connections=300 -c shared_buffers=32MB -c ssl=$tls \
                > "$dir/server.log" 2>&1 < /dev/null &
            server=$!
            cat > /dev/null
            kill -QUIT $server
            wait $server
            rm -rf "$dir\"""";

    private static PostgresCluster shared;

    private final Process server;
    private final Path directory;
    private final int port;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresCluster(Process server, Path directory, int port) {
        this.server = server;
        this.directory = directory;
        this.port = port;
    }

    /** The server of this JVM. Skips the test where PostgreSQL is not installed. */
    public static synchronized PostgresCluster shared() {
        Path programs = requirePrograms();
        if (shared == null) {
            shared = start(programs);
        }
        return shared;
    }

    /** The directory of the server's programs. Skips the test where PostgreSQL is not installed. */
    public static Path requirePrograms() {
        Optional<Path> programs = programs();
        Assumptions.assumeTrue(programs.isPresent(), "PostgreSQL is not installed in " + VERSIONS);
        return programs.get();
    }

    public static boolean isInstalled() {
        return programs().isPresent();
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(VERSIONS)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(VERSIONS)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresCluster start(Path programs) {
        try {
            Path directory = Files.createTempDirectory("gatecast-postgres");
            Files.writeString(directory.resolve("password"), PASSWORD + "\n");
            Files.writeString(directory.resolve("jvm"), ProcessHandle.current().pid() + "\n");
            int port = FreePort.next();
            List<String> command = new ArrayList<>(List.of("setsid"));
            if (System.getProperty("user.name").equals("root")) {
                run(List.of("chown", "-R", "postgres:postgres", directory.toString()));
                command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
            }
            command.addAll(List.of(
                    "sh", "-c", SCRIPT, "postgres", programs.toString(), directory.toString(), String.valueOf(port)));
            Process server = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            PostgresCluster cluster = new PostgresCluster(server, directory, port);
            cluster.prepareTemplate();
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) throws IOException {
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException(command + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private void prepareTemplate() {
        Await.until("PostgreSQL accepts connections", this::isReady, this::log);
        execute("postgres", "CREATE DATABASE " + TEMPLATE);
        Flyway.configure()
                .dataSource(jdbc(TEMPLATE), USER, PASSWORD)
                .locations("classpath:db/postgres-migration")
                .loggers("slf4j")
                .load()
                .migrate();
    }

    private boolean isReady() {
        if (!server.isAlive()) {
            throw new AssertionError("PostgreSQL did not start: " + log());
        }
        try (Connection connection = connect("postgres")) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private String log() {
        StringBuilder log = new StringBuilder();
        for (String file : List.of("initdb.log", "server.log")) {
            try {
                log.append(Files.readString(directory.resolve(file)));
            } catch (IOException e) {
                log.append(e);
            }
        }
        return log.toString();
    }

    /** A new database with the service's schema and no events. Returns its name. */
    public String newDatabase() {
        return create(" TEMPLATE " + TEMPLATE);
    }

    /** A new database without any table. Returns its name. */
    public String newEmptyDatabase() {
        return create("");
    }

    private String create(String template) {
        String name = "test" + databases.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name + template);
        return name;
    }

    /** From then on, new sessions send notifications to nobody. */
    public void loseNotifications(String database) {
        execute(
                database,
                "CREATE FUNCTION public.pg_notify(text, text) RETURNS void LANGUAGE sql AS ''; ALTER DATABASE "
                        + database + " SET search_path = public, pg_catalog");
    }

    /** Saves a database with {@code pg_dump}. */
    public void dump(String database, Path file) {
        runProgram("pg_dump", "--format=custom", "--file=" + file, "--dbname=" + database);
    }

    /** Replaces the tables of a database by those of a dump, with {@code pg_restore}. */
    public void restore(String database, Path file) {
        runProgram("pg_restore", "--clean", "--single-transaction", "--dbname=" + database, file.toString());
    }

    private void runProgram(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                requirePrograms().resolve(program).toString(),
                "--host=127.0.0.1",
                "--port=" + port,
                "--username=" + USER));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", PASSWORD);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + output);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(command.toString(), e);
        }
    }

    /** Also while it is in use. */
    public void drop(String database) {
        execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
    }

    /** For the setting {@code database.url}, without TLS. */
    public String url(String database) {
        return url(database, "disable");
    }

    public String url(String database, String sslMode) {
        return "postgresql://" + USER + ":p+w%3A%20%25%2Fd@127.0.0.1:" + port + "/" + database + "?sslmode=" + sslMode;
    }

    /** The certificate that has signed the server's. Skips the test where OpenSSL is not installed. */
    public Path certificateAuthority() {
        Path authority = directory.resolve("authority.crt");
        Assumptions.assumeTrue(Files.isReadable(authority), "openssl is not installed");
        return authority;
    }

    public int port() {
        return port;
    }

    Path directory() {
        return directory;
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbc(database), USER, PASSWORD);
    }

    private String jdbc(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The first value of a query. */
    public String text(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
