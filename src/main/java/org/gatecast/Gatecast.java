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
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.bus.LocalCodec;
import org.gatecast.config.Settings;
import org.gatecast.guard.Limiter;
import org.gatecast.http.EncodedCache;
import org.gatecast.http.HttpVerticle;
import org.gatecast.http.PageContent;
import org.gatecast.http.RecentCalls;
import org.gatecast.live.Broadcaster;
import org.gatecast.live.OnCourseBoard;
import org.gatecast.live.Seats;
import org.gatecast.picture.PictureBoard;
import org.gatecast.store.StoreVerticle;
import org.gatecast.store.sqlite.SqliteEventStore;
import org.gatecast.upkeep.UpkeepDoor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service, wired: store first, then the broadcaster, then the doors. Starts and stops in any process, several times
 * in one if need be.
 */
public final class Gatecast {
    private static final Logger LOG = LoggerFactory.getLogger(Gatecast.class);

    private final Vertx vertx;
    private final int port;
    private final PictureBoard pictures;
    /** What is deployed, the last one first. */
    private final Deque<String> stages;

    private Gatecast(Vertx vertx, int port, PictureBoard pictures, Deque<String> stages) {
        this.stages = stages;
        this.vertx = vertx;
        this.port = port;
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
        if (settings.security().isOpen()) {
            LOG.warn("NO MASTER PASSWORD IS SET: anybody may create, list and delete events. Set MASTER_PASSWORDS.");
        }
        PictureBoard pictures = new PictureBoard();
        OnCourseBoard onCourse = new OnCourseBoard();
        Broadcaster broadcaster = new Broadcaster(pictures, onCourse, settings.live());
        AtomicInteger port = new AtomicInteger();
        HttpVerticle.Shared shared = new HttpVerticle.Shared(
                settings,
                pictures,
                onCourse,
                broadcaster,
                new Seats(settings.live().spectatorsPerEvent()),
                new EncodedCache(),
                new RecentCalls(settings.journal().callsPerEvent(), pictures),
                PageContent.load(),
                new Limiter(settings.limits(), settings.proxies(), System::nanoTime),
                clock,
                port::set);
        LocalCodec.registerOn(vertx.eventBus());
        int loops = settings.http().loops();
        Deque<String> deployed = new ArrayDeque<>();
        return SqliteEventStore.open(vertx, settings.database(), settings.journal())
                .compose(store -> vertx.deployVerticle(
                        new StoreVerticle(store, pictures, settings, clock),
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
                    return new Gatecast(vertx, port.get(), pictures, deployed);
                });
    }

    /** The port listened on; of use when the setting is 0, any free one. */
    public int port() {
        return port;
    }

    /** The last committed pictures, for tests to hold the outside against. */
    PictureBoard pictures() {
        return pictures;
    }

    /**
     * Shuts the doors and lets spectators go, finishes what is being written, closes the database, then Vert.x. The future
     * belongs to no context, since no event loop is left to complete it; what is composed onto it must not need one.
     */
    public Future<Void> stop() {
        // Of no context: those of Vert.x are gone when there is something to tell.
        Promise<Void> stopped = Promise.promise();
        undeploy().onComplete(done -> vertx.close().onComplete(stopped));
        return stopped.future();
    }

    private Future<Void> undeploy() {
        String next = stages.poll();
        return next == null
                ? Future.succeededFuture()
                : vertx.undeploy(next).transform(undeployed -> {
                    if (undeployed.failed()) {
                        LOG.error("A stage did not stop cleanly", undeployed.cause());
                    }
                    return undeploy();
                });
    }
}
