package org.gatecast.bench.faults;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.FreePort;
import org.gatecast.testing.ProcessSignal;
import org.gatecast.testing.ServerProcess;

/** One of several services on one database, always on the same ports, with a link to the database that can fail. */
final class Node implements AutoCloseable {
    private static final String KEPT_CALLS = "100000";

    private final Path directory;
    private final Map<String, String> settings;
    private final DatabaseLink link;
    private final int port = FreePort.next();
    private final int managementPort = FreePort.next();
    /** {@code null} for the classes under test. */
    private Path jar;

    private ServerProcess process;

    Node(Path directory, IntSupplier databasePort) {
        this(directory, databasePort, Map.of());
    }

    /** @param settings environment variables besides the ports and the database */
    Node(Path directory, IntSupplier databasePort, Map<String, String> settings) {
        this.directory = directory;
        this.settings = settings;
        link = new DatabaseLink(databasePort);
    }

    /** Lets later starts use another version of the service. */
    void use(Path jar) {
        this.jar = jar;
    }

    /** Returns at once; {@link #awaitStart} waits. */
    void start() {
        process = run();
    }

    /** Runs a command of the service to its end, and returns the exit code. */
    int execute(String... arguments) {
        try (ServerProcess command = run(arguments)) {
            return command.awaitExit();
        }
    }

    private ServerProcess run(String... arguments) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PORT", String.valueOf(port));
        environment.put("MANAGEMENT_PORT", String.valueOf(managementPort));
        environment.put("DATABASE_URL", ReplicatedDatabase.url(link.port()));
        environment.put("GATECAST_JOURNAL_CALLS_PER_EVENT", KEPT_CALLS);
        return jar == null
                ? ServerProcess.start(directory, environment, arguments)
                : ServerProcess.startJar(jar, directory, environment, arguments);
    }

    void awaitStart() {
        process.port();
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    ApiClient api() {
        return new ApiClient(port);
    }

    DatabaseLink link() {
        return link;
    }

    void kill() {
        process.kill();
    }

    /** As a release does: SIGTERM, then the end is waited for. */
    void stop() {
        process.stop();
    }

    /** The exit code of a process that ends by itself. */
    int awaitExit() {
        return process.awaitExit();
    }

    void pause() {
        ProcessSignal.send("STOP", process.pid());
    }

    void proceed() {
        ProcessSignal.send("CONT", process.pid());
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        link.close();
    }
}
