package org.gatecast;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.broadcast.Broadcaster;
import org.gatecast.broadcast.OnCourseRegistry;
import org.gatecast.bus.LocalCodec;
import org.gatecast.config.Settings;
import org.gatecast.http.HttpVerticle;
import org.gatecast.http.RouteAssembly;
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
import org.gatecast.store.StoreVerticle;
import org.gatecast.store.sqlite.SqliteEventStore;
import org.gatecast.transport.SpectatorAdmission;
import org.gatecast.transport.SpectatorLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service, wired: store first, then the broadcaster, then the doors. Starts and stops in any process, several times
 * in one if need be.
 */
public final class Gatecast {
    private static final Logger LOG = LoggerFactory.getLogger(Gatecast.class);

    /** The longest that a stop waits for ingest calls that are under way, in milliseconds. */
    private static final long INGEST_DRAIN_TIMEOUT_MILLIS = 9_000;

    private final Vertx vertx;
    private final Settings settings;
    private final ServiceLifecycle lifecycle;
    private final int port;
    private final int managementPort;
    private final SnapshotRegistry snapshots;
    /** What is deployed, the last one first. */
    private final Deque<String> deployments;

    private Gatecast(
            Vertx vertx,
            Settings settings,
            ServiceLifecycle lifecycle,
            int port,
            int managementPort,
            SnapshotRegistry snapshots,
            Deque<String> stages) {
        this.deployments = stages;
        this.vertx = vertx;
        this.settings = settings;
        this.lifecycle = lifecycle;
        this.port = port;
        this.managementPort = managementPort;
        this.snapshots = snapshots;
    }

    /** How many event loops serve: one a core unless the settings say otherwise. */
    public static VertxOptions options(Settings settings) {
        return new VertxOptions()
                .setPreferNativeTransport(true)
                .setEventLoopPoolSize(settings.http().loops());
    }

    /**
     * Completes when the service answers.
     *
     * @param vertx closed by {@link #stop}; when the start fails, by the caller
     * @param clock for keys, imports and status changes; intervals go by the machine's steady time
     */
    public static Future<Gatecast> start(Vertx vertx, Settings settings, Clock clock) {
        return start(vertx, settings, clock, MemoryWatch.ofThisProcess(() -> {}));
    }

    /**
     * The same in a process that ends when its memory does.
     *
     * @param memory closed by {@link #stop}
     */
    static Future<Gatecast> start(Vertx vertx, Settings settings, Clock clock, MemoryWatch memory) {
        if (settings.security().isOpen()) {
            LOG.warn("NO MASTER PASSWORD IS SET: anybody may create, list and delete events. Set MASTER_PASSWORDS.");
        }
        SnapshotRegistry snapshots = new SnapshotRegistry();
        OnCourseRegistry onCourse = new OnCourseRegistry();
        MetricsRegistry metrics = new MetricsRegistry();
        ServiceLifecycle lifecycle = new ServiceLifecycle(memory);
        handleUncaughtFailures(vertx, memory);
        SpectatorLimit limit = new SpectatorLimit(settings.live().spectatorsPerEvent());
        Broadcaster broadcaster = new Broadcaster(snapshots, onCourse, settings, clock, metrics);
        AtomicInteger port = new AtomicInteger();
        AtomicInteger managementPort = new AtomicInteger();
        Limiter limiter = new Limiter(settings.limits(), settings.proxies(), System::nanoTime);
        RouteAssembly routes = new RouteAssembly(
                settings, snapshots, onCourse, broadcaster, limit, lifecycle, limiter.rejections(), metrics, clock);
        ServiceGauges.registerWith(metrics, settings, lifecycle, snapshots, limit::taken);
        limiter.registerWith(metrics);
        LocalCodec.registerOn(vertx.eventBus());
        int loops = settings.http().loops();
        Deque<String> deployed = new ArrayDeque<>();
        return deployManagement(vertx, settings, lifecycle, metrics, loops, managementPort, deployed)
                .compose(managed -> SqliteEventStore.open(vertx, settings.database(), settings.journal()))
                .compose(store -> vertx.deployVerticle(
                        new StoreVerticle(store, snapshots, settings, clock, metrics, memory),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)))
                .onSuccess(deployed::push)
                .compose(id -> vertx.deployVerticle(
                        new MaintenanceEndpoint(settings.database().path())))
                .onSuccess(deployed::push)
                .compose(id -> vertx.deployVerticle(broadcaster))
                .onSuccess(deployed::push)
                .compose(id -> vertx.deployVerticle(
                        () -> new HttpVerticle(
                                settings,
                                routes,
                                limiter,
                                lifecycle,
                                loop -> new SpectatorAdmission(loop, broadcaster, settings.live(), metrics),
                                port::set),
                        new DeploymentOptions().setInstances(loops)))
                .onSuccess(deployed::push)
                .map(id -> {
                    LOG.info(
                            "Listening on port {} with {} event loops, native transport {}",
                            port.get(),
                            loops,
                            vertx.isNativeTransportEnabled() ? "on" : "off");
                    lifecycle.enter(Phase.SERVING);
                    return new Gatecast(
                            vertx, settings, lifecycle, port.get(), managementPort.get(), snapshots, deployed);
                });
    }

    /** What no stage handles. */
    private static void handleUncaughtFailures(Vertx vertx, MemoryWatch memory) {
        memory.start();
        vertx.exceptionHandler(failure -> {
            LOG.error("Unhandled failure", failure);
            memory.otherFailed(failure);
        });
    }

    /** What operators see, first to come and last to go: they want to know why the rest does not. */
    private static Future<?> deployManagement(
            Vertx vertx,
            Settings settings,
            ServiceLifecycle lifecycle,
            MetricsRegistry metrics,
            int loops,
            AtomicInteger port,
            Deque<String> deployed) {
        if (!settings.management().enabled()) {
            return Future.succeededFuture();
        }
        return vertx.deployVerticle(new ManagementVerticle(
                        settings.management(),
                        lifecycle,
                        new PrometheusMetrics(metrics),
                        SqliteEventStore.schemaVersion(),
                        port::set))
                .onSuccess(deployed::push)
                .compose(id -> vertx.deployVerticle(
                        () -> new EventLoopLag(metrics), new DeploymentOptions().setInstances(loops)))
                .onSuccess(deployed::push)
                .onSuccess(id -> LOG.info(
                        "For operators: http://{}:{}", settings.management().host(), port.get()));
    }

    /** The port listened on; of use when the setting is 0, any free one. */
    public int port() {
        return port;
    }

    /** The port for operators; 0 when it is turned off. */
    public int managementPort() {
        return managementPort;
    }

    /** The last committed pictures, for tests to hold the outside against. */
    SnapshotRegistry snapshots() {
        return snapshots;
    }

    /**
     * Stops without a rush: says that it is not ready, lets spectators go a few at a time, then takes no more ingest calls
     * and answers those under way, then stops. The future belongs to no context, as that of {@link #stop}.
     */
    public Future<Void> drain() {
        Promise<Void> drained = Promise.promise();
        Settings.Drain drain = settings.drain();
        lifecycle.enter(Phase.DRAINING);
        LOG.info("Draining: spectators are let go over {} ms", drain.spread().toMillis());
        vertx.timer(Math.max(1, drain.notice().toMillis()), TimeUnit.MILLISECONDS)
                .compose(noticed -> lifecycle.drainSpectators())
                .compose(gone -> {
                    lifecycle.enter(Phase.STOPPING);
                    return Future.any(
                            lifecycle.idle(), vertx.timer(INGEST_DRAIN_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS));
                })
                .onComplete(answered -> {
                    if (lifecycle.inFlight() > 0) {
                        LOG.warn("{} ingest calls are left without an answer", lifecycle.inFlight());
                    }
                    stop().onComplete(drained);
                });
        return drained.future();
    }

    /**
     * Shuts the doors and lets spectators go, finishes what is being written, closes the database, then Vert.x. The future
     * belongs to no context, since no event loop is left to complete it; what is composed onto it must not need one.
     */
    public Future<Void> stop() {
        // Of no context: those of Vert.x are gone when there is something to tell.
        Promise<Void> stopped = Promise.promise();
        lifecycle.enter(Phase.STOPPING);
        undeploy().onComplete(done -> vertx.close().onComplete(closed -> {
            lifecycle.memory().close();
            if (done.succeeded()) {
                stopped.handle(closed);
            } else {
                stopped.fail(done.cause());
            }
        }));
        return stopped.future();
    }

    /** All that is left; fails at the end when one of them has not stopped cleanly. */
    private Future<Void> undeploy() {
        String next = deployments.poll();
        return next == null
                ? Future.succeededFuture()
                : vertx.undeploy(next).transform(undeployed -> {
                    if (undeployed.failed()) {
                        LOG.error("A stage did not stop cleanly", undeployed.cause());
                    }
                    return undeploy()
                            .compose(rest -> undeployed.failed()
                                    ? Future.failedFuture(undeployed.cause())
                                    : Future.succeededFuture());
                });
    }
}
