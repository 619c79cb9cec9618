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
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.MemoryWatch;
import org.gatecast.bus.ServiceState;
import org.gatecast.bus.ServiceState.Phase;
import org.gatecast.config.Settings;
import org.gatecast.guard.Limiter;
import org.gatecast.http.EncodedCache;
import org.gatecast.http.HttpVerticle;
import org.gatecast.http.IngestCounts;
import org.gatecast.http.PageContent;
import org.gatecast.http.ParserQueues;
import org.gatecast.http.RecentCalls;
import org.gatecast.live.Broadcaster;
import org.gatecast.live.OnCourseBoard;
import org.gatecast.live.Seats;
import org.gatecast.ops.LoopLag;
import org.gatecast.ops.ManagementVerticle;
import org.gatecast.ops.Metrics;
import org.gatecast.ops.ServiceGauges;
import org.gatecast.picture.PictureBoard;
import org.gatecast.store.StoreVerticle;
import org.gatecast.store.sqlite.SqliteEventStore;
import org.gatecast.tally.Tally;
import org.gatecast.upkeep.UpkeepDoor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service, wired: store first, then the broadcaster, then the doors. Starts and stops in any process, several times
 * in one if need be.
 */
public final class Gatecast {
    private static final Logger LOG = LoggerFactory.getLogger(Gatecast.class);

    /** The longest that a stop waits for ingest calls that are under way, in milliseconds. */
    private static final long LONGEST_CALL_MILLIS = 9_000;

    private final Vertx vertx;
    private final Settings settings;
    private final ServiceState state;
    private final int port;
    private final int managementPort;
    private final PictureBoard pictures;
    /** What is deployed, the last one first. */
    private final Deque<String> stages;

    private Gatecast(
            Vertx vertx,
            Settings settings,
            ServiceState state,
            int port,
            int managementPort,
            PictureBoard pictures,
            Deque<String> stages) {
        this.stages = stages;
        this.vertx = vertx;
        this.settings = settings;
        this.state = state;
        this.port = port;
        this.managementPort = managementPort;
        this.pictures = pictures;
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
        PictureBoard pictures = new PictureBoard();
        OnCourseBoard onCourse = new OnCourseBoard();
        Tally tally = new Tally();
        ServiceState state = new ServiceState(memory);
        watchFor(vertx, memory);
        Seats seats = new Seats(settings.live().spectatorsPerEvent());
        Broadcaster broadcaster = new Broadcaster(pictures, onCourse, settings, clock, tally);
        AtomicInteger port = new AtomicInteger();
        AtomicInteger managementPort = new AtomicInteger();
        Limiter limiter = new Limiter(settings.limits(), settings.proxies(), System::nanoTime);
        HttpVerticle.Shared shared = new HttpVerticle.Shared(
                settings,
                pictures,
                onCourse,
                broadcaster,
                seats,
                new EncodedCache(),
                new RecentCalls(settings.journal().callsPerEvent(), pictures),
                new ParserQueues(),
                PageContent.load(),
                limiter,
                clock,
                new IngestCounts(tally),
                state,
                tally,
                port::set);
        ServiceGauges.declareIn(tally, settings, state, pictures, seats::taken);
        limiter.declareIn(tally);
        LocalCodec.registerOn(vertx.eventBus());
        int loops = settings.http().loops();
        Deque<String> deployed = new ArrayDeque<>();
        return manage(vertx, settings, state, tally, loops, managementPort, deployed)
                .compose(managed -> SqliteEventStore.open(vertx, settings.database(), settings.journal()))
                .compose(store -> vertx.deployVerticle(
                        new StoreVerticle(store, pictures, settings, clock, tally, memory),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)))
                .onSuccess(deployed::push)
                .compose(id ->
                        vertx.deployVerticle(new UpkeepDoor(settings.database().path())))
                .onSuccess(deployed::push)
                .compose(id -> vertx.deployVerticle(broadcaster))
                .onSuccess(deployed::push)
                .compose(id -> vertx.deployVerticle(
                        () -> new HttpVerticle(shared), new DeploymentOptions().setInstances(loops)))
                .onSuccess(deployed::push)
                .map(id -> {
                    LOG.info(
                            "Listening on port {} with {} event loops, native transport {}",
                            port.get(),
                            loops,
                            vertx.isNativeTransportEnabled() ? "on" : "off");
                    state.enter(Phase.SERVING);
                    return new Gatecast(vertx, settings, state, port.get(), managementPort.get(), pictures, deployed);
                });
    }

    /** What no stage handles. */
    private static void watchFor(Vertx vertx, MemoryWatch memory) {
        memory.begin();
        vertx.exceptionHandler(failure -> {
            LOG.error("Unhandled failure", failure);
            memory.otherFailed(failure);
        });
    }

    /** What operators see, first to come and last to go: they want to know why the rest does not. */
    private static Future<?> manage(
            Vertx vertx,
            Settings settings,
            ServiceState state,
            Tally tally,
            int loops,
            AtomicInteger port,
            Deque<String> deployed) {
        if (!settings.management().enabled()) {
            return Future.succeededFuture();
        }
        return vertx.deployVerticle(new ManagementVerticle(
                        settings.management(), state, new Metrics(tally), SqliteEventStore.schemaVersion(), port::set))
                .onSuccess(deployed::push)
                .compose(id ->
                        vertx.deployVerticle(() -> new LoopLag(tally), new DeploymentOptions().setInstances(loops)))
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
    PictureBoard pictures() {
        return pictures;
    }

    /**
     * Stops without a rush: says that it is not ready, lets spectators go a few at a time, then takes no more ingest calls
     * and answers those under way, then stops. The future belongs to no context, as that of {@link #stop}.
     */
    public Future<Void> drain() {
        Promise<Void> drained = Promise.promise();
        Settings.Drain drain = settings.drain();
        state.enter(Phase.DRAINING);
        LOG.info("Draining: spectators are let go over {} ms", drain.spread().toMillis());
        vertx.timer(Math.max(1, drain.notice().toMillis()), TimeUnit.MILLISECONDS)
                .compose(noticed -> state.bidFarewell())
                .compose(gone -> {
                    state.enter(Phase.STOPPING);
                    return Future.any(state.idle(), vertx.timer(LONGEST_CALL_MILLIS, TimeUnit.MILLISECONDS));
                })
                .onComplete(answered -> {
                    if (state.underWay() > 0) {
                        LOG.warn("{} ingest calls are left without an answer", state.underWay());
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
        state.enter(Phase.STOPPING);
        undeploy().onComplete(done -> vertx.close().onComplete(closed -> {
            state.memory().close();
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
        String next = stages.poll();
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
