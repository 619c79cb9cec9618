package org.gatecast;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.broadcast.Broadcaster;
import org.gatecast.broadcast.OnCourseRegistry;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.LocalCodec;
import org.gatecast.canoe123.service.Canoe123Verticle;
import org.gatecast.config.Settings;
import org.gatecast.http.HttpVerticle;
import org.gatecast.http.RouteAssembly;
import org.gatecast.lifecycle.ClassPathFiles;
import org.gatecast.lifecycle.MemoryWatch;
import org.gatecast.lifecycle.ServiceLifecycle;
import org.gatecast.lifecycle.ServiceLifecycle.Phase;
import org.gatecast.limits.Limiter;
import org.gatecast.maintenance.MaintenanceEndpoint;
import org.gatecast.management.EventLoopLag;
import org.gatecast.management.ManagementVerticle;
import org.gatecast.management.PrometheusMetrics;
import org.gatecast.management.ServiceGauges;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.store.EventStore;
import org.gatecast.store.StoreVerticle;
import org.gatecast.store.postgres.PostgresEventStore;
import org.gatecast.store.sqlite.EventFile;
import org.gatecast.store.sqlite.SqliteEventStore;
import org.gatecast.transport.SlotReserver;
import org.gatecast.transport.SpectatorAdmission;
import org.gatecast.transport.SpectatorLimit;
import org.gatecast.webhooks.delivery.WebhookDispatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service: store, broadcaster, HTTP server and management port, deployed on one Vert.x. A process may start and stop it
 * several times.
 */
public final class Gatecast {
    private static final Logger LOG = LoggerFactory.getLogger(Gatecast.class);

    private static final long INGEST_DRAIN_TIMEOUT_MILLIS = 9_000;

    /** Vert.x logs a blocked event loop at the next check. Each check wakes a thread, also while the service is idle. */
    private static final int BLOCKED_THREAD_CHECK_SECONDS = 5;

    private final Vertx vertx;
    private final Settings settings;
    private final Clock clock;
    private final Deployments deployments;
    private final ServiceLifecycle lifecycle;
    private final MetricsRegistry metrics = new MetricsRegistry();
    private final SnapshotRegistry snapshots = new SnapshotRegistry();
    private final SpectatorLimit spectatorLimit;
    private final Limiter limiter;
    private final Broadcaster broadcaster;
    private final OnCourseRegistry onCourse = new OnCourseRegistry();
    private final AtomicInteger port = new AtomicInteger();
    private final AtomicInteger managementPort = new AtomicInteger();

    private Gatecast(Vertx vertx, Settings settings, Clock clock, MemoryWatch memory) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        deployments = new Deployments(vertx);
        lifecycle = new ServiceLifecycle(memory);
        int perEvent = settings.spectators().perEvent();
        spectatorLimit = isShared() ? SpectatorLimit.shared(perEvent) : new SpectatorLimit(perEvent);
        limiter = new Limiter(settings.limits(), settings.proxies(), System::nanoTime);
        broadcaster = new Broadcaster(snapshots, onCourse, settings, clock, spectatorLimit::isAnyTaken, metrics);
        ServiceGauges.registerWith(metrics, settings, lifecycle, snapshots, spectatorLimit::taken);
        limiter.registerWith(metrics);
    }

    /** The options of the Vert.x that the service is started with. */
    public static VertxOptions options(Settings settings) {
        return new VertxOptions()
                .setPreferNativeTransport(true)
                .setBlockedThreadCheckInterval(BLOCKED_THREAD_CHECK_SECONDS)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.SECONDS)
                .setEventLoopPoolSize(settings.http().loops());
    }

    /**
     * Completes when the service accepts requests.
     *
     * @param vertx closed by {@link #stop}; when the start fails, by the caller
     * @param clock for keys, imports and status changes; intervals are measured with the JVM's monotonic time
     */
    public static Future<Gatecast> start(Vertx vertx, Settings settings, Clock clock) {
        return start(vertx, settings, clock, MemoryWatch.ofThisProcess(() -> {}));
    }

    /**
     * @param memory closed by {@link #stop}
     */
    static Future<Gatecast> start(Vertx vertx, Settings settings, Clock clock, MemoryWatch memory) {
        Gatecast service = new Gatecast(vertx, settings, clock, memory);
        if (settings.security().isOpen()) {
            LOG.warn("NO MASTER PASSWORD IS SET: anybody may create, list and delete events. Set MASTER_PASSWORDS.");
        }
        service.watchUncaughtFailures();
        LocalCodec.registerOn(vertx.eventBus());
        // Reading the pages takes as long as opening the database.
        Future<RouteAssembly> routes = vertx.executeBlocking(service::assembleRoutes, false);
        Future<Void> classPath = vertx.executeBlocking(Executors.callable(ClassPathFiles::readOnce, null), false);
        return service.deployManagement()
                .compose(management -> service.deployStore())
                .compose(store -> service.deployMaintenance())
                .compose(maintenance -> service.deployments.deploy(service.broadcaster))
                .compose(broadcaster -> service.deploySlots())
                .compose(slots -> service.deployWebhooks())
                .compose(webhooks -> routes)
                .compose(service::keepPageFiles)
                .compose(assembled -> classPath.map(assembled))
                .compose(service::deployHttp)
                .compose(http -> service.deployCanoe123(routes.result()))
                .map(reading -> {
                    service.lifecycle.enter(Phase.SERVING);
                    return service;
                });
    }

    private RouteAssembly assembleRoutes() {
        return new RouteAssembly(
                settings, snapshots, onCourse, spectatorLimit, lifecycle, limiter.rejections(), metrics, clock);
    }

    private void watchUncaughtFailures() {
        MemoryWatch memory = lifecycle.memory();
        memory.start();
        vertx.exceptionHandler(failure -> {
            LOG.error("Unhandled failure", failure);
            memory.otherFailed(failure);
        });
    }

    /** The management port is deployed first and undeployed last, so that it can report why the service is not ready. */
    private Future<?> deployManagement() {
        Settings.Management management = settings.management();
        if (!management.enabled()) {
            return Future.succeededFuture();
        }
        PrometheusMetrics prometheus = new PrometheusMetrics(metrics);
        return deployments
                .deploy(new ManagementVerticle(management, lifecycle, prometheus, schemaVersion(), managementPort::set))
                .compose(deployed -> deployments.deployPerLoop(loops(), () -> new EventLoopLag(metrics, prometheus)))
                .onSuccess(
                        deployed -> LOG.info("For operators: http://{}:{}", management.host(), managementPort.get()));
    }

    private Future<?> deployStore() {
        return deployments.deploy(
                new StoreVerticle(this::openStore, snapshots, settings, clock, metrics, lifecycle.memory()),
                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
    }

    /** The classes of the other store are not loaded. */
    private Future<EventStore> openStore() {
        return settings.database().url().isPresent()
                ? PostgresEventStore.open(
                        vertx,
                        settings.database(),
                        settings.journal(),
                        (event, directory) -> EventFile.archive(vertx, event, directory))
                : SqliteEventStore.open(vertx, settings.database(), settings.journal());
    }

    /** Whether other nodes may use the same database. */
    private boolean isShared() {
        return settings.database().url().isPresent();
    }

    private Future<?> deploySlots() {
        return isShared() ? deployments.deploy(new SlotReserver(spectatorLimit)) : Future.succeededFuture();
    }

    private Future<?> deployWebhooks() {
        return deployments.deploy(new WebhookDispatcher(settings, snapshots, clock, metrics));
    }

    /** Other nodes may be asked for the files of this node's pages. */
    private Future<RouteAssembly> keepPageFiles(RouteAssembly routes) {
        return isShared()
                ? new BusClient(vertx.eventBus())
                        .pageFiles(routes.keptPageFiles())
                        .map(routes)
                : Future.succeededFuture(routes);
    }

    private int schemaVersion() {
        return settings.database().url().isPresent()
                ? PostgresEventStore.schemaVersion()
                : SqliteEventStore.schemaVersion();
    }

    /** Only events in SQLite are restored by the service; commands write to PostgreSQL themselves. */
    private Future<?> deployMaintenance() {
        return settings.database().url().isPresent()
                ? Future.succeededFuture()
                : deployments.deploy(new MaintenanceEndpoint(settings.database().path()));
    }

    private Future<?> deployHttp(RouteAssembly routes) {
        return deployments
                .deployPerLoop(
                        loops(),
                        () -> new HttpVerticle(
                                settings,
                                routes,
                                limiter,
                                lifecycle,
                                loop -> new SpectatorAdmission(
                                        loop, broadcaster, spectatorLimit, settings.spectators(), metrics),
                                port::set))
                .onSuccess(deployed -> LOG.info(
                        "Listening on port {} with {} event loops, native transport {}",
                        port.get(),
                        loops(),
                        vertx.isNativeTransportEnabled() ? "on" : "off"));
    }

    /** Without the setting none of its classes is loaded. */
    private Future<?> deployCanoe123(RouteAssembly routes) {
        return settings.canoe123().host().isEmpty()
                ? Future.succeededFuture()
                : deployments.deploy(
                        new Canoe123Verticle(settings, snapshots, routes.exportParser(), routes.recentCalls(), clock),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER));
    }

    private int loops() {
        return settings.http().loops();
    }

    /** The port of the HTTP server, also if the setting is 0. */
    public int port() {
        return port.get();
    }

    /** The management port; 0 if it is disabled. */
    public int managementPort() {
        return managementPort.get();
    }

    /** The last committed snapshots, for tests. */
    SnapshotRegistry snapshots() {
        return snapshots;
    }

    /**
     * Reports that the service is not ready, disconnects spectators a few at a time, refuses new ingest calls, waits for those
     * in flight, then stops. The future has no context, as that of {@link #stop}.
     */
    public Future<Void> drain() {
        Promise<Void> drained = Promise.promise();
        Settings.Drain drain = settings.drain();
        lifecycle.enter(Phase.DRAINING);
        LOG.info(
                "Draining: spectators are disconnected within {} ms",
                drain.spread().toMillis());
        vertx.timer(Math.max(1, drain.notReady().toMillis()), TimeUnit.MILLISECONDS)
                .compose(noticed -> lifecycle.drainSpectators())
                .compose(disconnected -> {
                    lifecycle.enter(Phase.STOPPING);
                    return Future.any(
                            lifecycle.idle(), vertx.timer(INGEST_DRAIN_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS));
                })
                .onComplete(idle -> {
                    if (lifecycle.inFlight() > 0) {
                        LOG.warn("{} ingest calls got no response", lifecycle.inFlight());
                    }
                    stop().onComplete(drained);
                });
        return drained.future();
    }

    /**
     * Stops listening, disconnects spectators, finishes writes in flight, closes the database, then Vert.x. The future has no
     * context, since no event loop is left to complete it.
     */
    public Future<Void> stop() {
        Promise<Void> stopped = Promise.promise();
        lifecycle.enter(Phase.STOPPING);
        deployments.undeployAll().onComplete(undeployed -> vertx.close().onComplete(closed -> {
            lifecycle.memory().close();
            if (undeployed.succeeded()) {
                stopped.handle(closed);
            } else {
                stopped.fail(undeployed.cause());
            }
        }));
        return stopped.future();
    }
}
