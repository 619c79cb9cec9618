package org.gatecast.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.gatecast.broadcast.Broadcaster;
import org.gatecast.broadcast.OnCourseRegistry;
import org.gatecast.broadcast.SpectatorAdmission;
import org.gatecast.broadcast.SpectatorLimit;
import org.gatecast.bus.BusClient;
import org.gatecast.config.Settings;
import org.gatecast.lifecycle.ServiceLifecycle;
import org.gatecast.lifecycle.ServiceLifecycle.Phase;
import org.gatecast.limits.ConnectionReaper;
import org.gatecast.limits.Limiter;
import org.gatecast.limits.RejectionCounters;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.snapshot.SnapshotRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves HTTP on one event loop; deployed once per loop, all instances share the port. */
public final class HttpVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);
    private static final long LAST_RESPONSES_MILLIS = 2_000;
    /** Any free port, the same one for every instance: for Vert.x, 0 would be one each. */
    private static final int ANY_PORT = -1;

    private final Shared shared;
    private HttpServer server;
    private SpectatorAdmission admission;
    private ConnectionReaper reaper;

    /**
     * What all instances share.
     *
     * @param clock for the validity of keys and the arrival of calls
     * @param lifecycle how far the service is in its life
     * @param metrics told what is counted here
     * @param onListening told the port that is listened on
     */
    public record Shared(
            Settings settings,
            SnapshotRegistry snapshots,
            OnCourseRegistry onCourse,
            Broadcaster broadcaster,
            SpectatorLimit limit,
            ResponseCache cache,
            RecentIngestCalls recentCalls,
            ParseQueues parserQueues,
            PageContent pages,
            Limiter limiter,
            Clock clock,
            IngestMetrics ingestMetrics,
            ServiceLifecycle lifecycle,
            MetricsRegistry metrics,
            IntConsumer onListening) {}

    public HttpVerticle(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Future<?> start() {
        Settings.Http http = shared.settings.http();
        Settings.Live live = shared.settings.live();
        admission = new SpectatorAdmission(vertx, shared.broadcaster, live, shared.metrics);
        shared.lifecycle.onDrain(this::disconnectSpectators);
        context.exceptionHandler(this::requestFailed);
        Settings.Limits limits = shared.settings.limits();
        HttpServerOptions options = new HttpServerOptions()
                .setHost(http.host())
                .setPort(http.port() == 0 ? ANY_PORT : http.port())
                .setIdleTimeout((int) http.idleTimeout().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(http.headerLimitBytes())
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(limits.firstLineBytes())
                .setCompressionSupported(false)
                // Agreed on by live itself; the server's own handler fails on extensions that it cannot read.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        reaper = new ConnectionReaper(shared.limiter, limits, options, http.loops(), System::nanoTime);
        vertx.setPeriodic(reaper.tickMillis(), timer -> reaper.tick());
        RejectionCounters rejections = shared.limiter.rejections();
        server = vertx.createHttpServer(options);
        ParseWorkers workers = new ParseWorkers(vertx, shared.parserQueues);
        Router router = router(workers);
        SecurityHeaders headers = new SecurityHeaders(shared.settings.security());
        server.requestHandler(request -> {
            headers.addTo(request);
            if (hasTarget(request)) {
                router.handle(request);
            } else {
                ErrorResponses.sendMalformed(request, shared.ingestMetrics, rejections);
            }
        });
        return workers.start()
                .compose(started -> server.connectionHandler(reaper::accept)
                        .invalidRequestHandler(
                                request -> ErrorResponses.sendMalformed(request, shared.ingestMetrics, rejections))
                        .listen())
                .onSuccess(listening -> shared.onListening.accept(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
        admission.close();
        // Who has only just asked is answered, and may read it.
        long millis = shared.lifecycle.isAtLeast(Phase.STOPPING) ? LAST_RESPONSES_MILLIS : 0;
        vertx.setTimer(Math.max(1, millis), over -> reaper.closeUnread());
        return server.shutdown(millis, TimeUnit.MILLISECONDS);
    }

    /** Such as taking a piece of a body; the request is refused when its body turns out not to be whole. */
    private void requestFailed(Throwable failure) {
        LOG.error("Unhandled failure of a connection", failure);
        shared.lifecycle.memory().requestFailed(failure);
    }

    private Future<Void> disconnectSpectators() {
        Promise<Void> gone = Promise.promise();
        context.runOnContext(
                v -> admission.disconnectStaggered(shared.settings.drain()).onComplete(gone));
        return gone.future();
    }

    private Router router(ParseWorkers workers) {
        Router router = Router.router(vertx);
        BusClient bus = new BusClient(vertx.eventBus());
        RejectionCounters rejections = shared.limiter.rejections();
        KeyAuthorizer authorizer =
                new KeyAuthorizer(shared.settings.security(), shared.snapshots, shared.clock, rejections);
        RateLimitHandler rateLimit = new RateLimitHandler(rejections);
        ErrorResponses.install(router, shared.ingestMetrics, rejections, shared.lifecycle.memory());
        router.route().handler(rateLimit::admitPlain);
        RouteGroup ingest = new RouteGroup(router, rateLimit::admitIngest);
        RouteGroup organisers = new RouteGroup(router, rateLimit::admitOrganiser);
        RouteGroup everybody = new RouteGroup(router, rateLimit::admitPublic);
        new IngestRoutes(shared, bus, workers, authorizer).mountOn(ingest);
        new AdminRoutes(shared, bus, workers, authorizer).mountOn(organisers);
        new KeyRoutes(shared, bus, workers, authorizer).mountOn(organisers);
        new SpectatorCountRoute(shared, authorizer).mountOn(organisers);
        new JournalRoute(bus, authorizer, shared.recentCalls()).mountOn(organisers);
        new PublicRoutes(shared, bus).mountOn(everybody);
        new SpectatorRoute(shared, admission, rateLimit).mountOn(everybody);
        new DocsRoutes(vertx).mountOn(everybody);
        new PageRoutes(shared).mountOn(everybody);
        // What does not exist is asked for within the same limits.
        router.route().handler(everybody.admission());
        return router;
    }

    /** Whether a request names a place here and, where its version demands it, whom it is meant for. */
    private static boolean hasTarget(HttpServerRequest request) {
        boolean namesHost = request.headers().contains(HttpHeaders.HOST);
        boolean mustNameHost = namesHost || request.version() != HttpVersion.HTTP_1_0;
        return request.path() != null
                && request.path().startsWith("/")
                && (!mustNameHost || request.authority() != null);
    }
}
