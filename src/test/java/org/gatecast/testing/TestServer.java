package org.gatecast.testing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.gatecast.Gatecast;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.gatecast.lifecycle.ClassPathFiles;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The service itself on a free port, with a database of its own. As a JUnit extension it runs for each test, or for
 * the whole class when its field is static. Ending it fails the test if an event loop was ever blocked or a thread stayed
 * behind.
 */
public final class TestServer
        implements AutoCloseable, BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** Whether all servers use PostgreSQL: {@code -Dgatecast.test.store=postgresql}. */
    private static final boolean POSTGRESQL = "postgresql".equals(System.getProperty("gatecast.test.store"));

    private static final Pattern OF_THE_SERVICE = Pattern.compile("(vert\\.x|gatecast|agroal|vertx).*");

    private final Map<String, String> overrides;
    private final boolean judged;
    private final boolean postgres;
    private final TestClock clock = new TestClock(Instant.parse("2026-06-20T10:00:00Z"));
    private final List<SpectatorClient> watchers = new ArrayList<>();
    private TemporaryDirectory directory;
    private String postgresDatabase;
    private TestServer first;
    private boolean doorbells = true;
    private boolean linked;
    private DatabaseLink link;
    private boolean forTheClass;
    /** The services that run in this process. */
    private static final AtomicInteger RUNNING = new AtomicInteger();

    private Set<Thread> before = Set.of();
    private boolean alone;
    private EventLoopMonitor monitor;
    private Gatecast service;
    private ApiClient api;

    private TestServer(Map<String, String> overrides, boolean judged, boolean postgres) {
        this.overrides = overrides;
        this.judged = judged;
        this.postgres = postgres;
    }

    /**
     * A server that runs once the extension, or {@link #start}, starts it.
     *
     * @param settings key, value, key, value: what is not as in the defaults
     */
    public static TestServer with(String... settings) {
        return new TestServer(overrides(settings), true, POSTGRESQL);
    }

    /** The same on PostgreSQL. Tests are skipped where that is not installed. */
    public static TestServer onPostgres(String... settings) {
        return new TestServer(overrides(settings), true, true);
    }

    /** The same in an SQLite file, whatever the other servers use. */
    public static TestServer onSqlite(String... settings) {
        return new TestServer(overrides(settings), true, false);
    }

    /** Another node on the PostgreSQL database of {@code first}, which starts before it and stops after it. */
    public static TestServer beside(TestServer first, String... settings) {
        TestServer node = new TestServer(overrides(settings), true, true);
        node.first = first;
        return node;
    }

    /** PostgreSQL loses all notifications: those of this server and of all nodes beside it. */
    public TestServer withoutDoorbells() {
        doorbells = false;
        return this;
    }

    /** It reaches PostgreSQL through {@link #databaseLink} alone. */
    public TestServer throughALink() {
        linked = true;
        return this;
    }

    public DatabaseLink databaseLink() {
        return link;
    }

    /** One whose event loops may be held up. */
    static TestServer withoutMonitor() {
        return new TestServer(overrides(), false, POSTGRESQL);
    }

    private static Map<String, String> overrides(String... settings) {
        Map<String, String> overrides = new HashMap<>(Map.of(
                "http.port", "0", "http.host", "127.0.0.1", "management.port", "0", "management.enabled", "false"));
        for (int i = 0; i < settings.length; i += 2) {
            overrides.put(settings[i], settings[i + 1]);
        }
        return overrides;
    }

    /** Starts on the database it had before, if it had one. */
    public TestServer start() {
        // Here, since a slow disk takes longer for the class path of the tests than a service may take to start.
        ClassPathFiles.readOnce();
        if (judged) {
            JvmWarmUp.holdOnce();
        }
        if (directory == null) {
            directory = TemporaryDirectory.create("gatecast");
            overrides.put("database.path", file().toString());
            if (postgres) {
                useNewPostgresDatabase();
            }
        }
        Settings settings = SettingsLoader.load(overrides);
        before = Thread.getAllStackTraces().keySet();
        alone = RUNNING.getAndIncrement() == 0;
        monitor = new EventLoopMonitor();
        var options = EventLoopMonitor.tighten(Gatecast.options(settings));
        Vertx vertx = Vertx.vertx(options);
        service = await(monitor.watch(vertx, options.getEventLoopPoolSize())
                .compose(v -> Gatecast.start(vertx, settings, clock))
                .onFailure(failure -> RUNNING.decrementAndGet())
                .onFailure(failure -> vertx.close()));
        api = new ApiClient(service.port());
        if (judged) {
            monitor.begin();
        }
        return this;
    }

    private void useNewPostgresDatabase() {
        postgresDatabase = first == null ? PostgresCluster.shared().newDatabase() : first.postgresDatabase;
        if (!doorbells) {
            PostgresCluster.shared().loseNotifications(postgresDatabase);
        }
        PostgresCluster cluster = PostgresCluster.shared();
        String url = cluster.url(postgresDatabase);
        if (linked) {
            link = new DatabaseLink(cluster.port());
            url = url.replace(":" + cluster.port() + "/", ":" + link.port() + "/");
        }
        overrides.put("database.url", url);
    }

    /** Stops as an operator would, and checks that nothing is left running and that no event loop was ever held up. */
    public void stop() {
        await(service.stop());
        monitor.close();
        service = null;
        if (RUNNING.decrementAndGet() == 0 && alone) {
            // Threads that began while several services ran are told apart when the last one has stopped.
            Await.until("no thread of the service runs on", () -> left().isEmpty(), this::left);
        }
        if (!monitor.findings().isEmpty()) {
            throw new AssertionError("Event loops were blocked:\n" + String.join("\n", monitor.findings()));
        }
    }

    public void restart() {
        stop();
        start();
    }

    /** Lets spectators go, stops, and deletes the database. */
    @Override
    public void close() {
        try {
            watchers.forEach(SpectatorClient::close);
            watchers.clear();
            if (service != null) {
                stop();
            }
        } finally {
            if (directory != null) {
                directory.close();
                directory = null;
            }
            if (link != null) {
                link.close();
                link = null;
            }
            if (postgresDatabase != null && first == null) {
                PostgresCluster.shared().drop(postgresDatabase);
            }
            postgresDatabase = null;
        }
    }

    public ApiClient api() {
        return api;
    }

    public int port() {
        return api.port();
    }

    /** Where operators are answered; 0 unless {@code management.enabled}. */
    public int managementPort() {
        return service.managementPort();
    }

    public TestClock clock() {
        return clock;
    }

    /** The SQLite file. Skips the test if the server uses PostgreSQL. */
    public Path database() {
        Assumptions.assumeFalse(postgres, "this test is about SQLite's file");
        return file();
    }

    public boolean isOnPostgres() {
        return postgres;
    }

    /** Where the server's events are, for commands. */
    public Settings.Database databaseSettings() {
        return SettingsLoader.load(overrides).database();
    }

    /** The name of the database in the {@link PostgresCluster}. */
    public String postgresDatabase() {
        return postgresDatabase;
    }

    private Path file() {
        return directory.path().resolve("test.db");
    }

    /** A spectator of an event, welcomed by its first {@code full}; closed with the server at the latest. */
    public SpectatorClient watch(String eventId) {
        SpectatorClient spectator = SpectatorClient.connect(api, eventId);
        synchronized (watchers) {
            watchers.add(spectator);
        }
        return spectator;
    }

    private List<Thread> left() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.isDaemon() && !before.contains(thread))
                .filter(thread -> OF_THE_SERVICE.matcher(thread.getName()).matches())
                .toList();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the service failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the service took longer than 20 s to start or stop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        forTheClass = true;
        start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!forTheClass) {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!forTheClass) {
            close();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }
}
