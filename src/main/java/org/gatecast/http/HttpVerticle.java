package org.gatecast.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.gatecast.config.Settings;
import org.gatecast.http.errors.ErrorResponses;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.http.server.SecurityHeaders;
import org.gatecast.lifecycle.ServiceLifecycle;
import org.gatecast.lifecycle.ServiceLifecycle.Phase;
import org.gatecast.limits.ConnectionReaper;
import org.gatecast.limits.Limiter;
import org.gatecast.transport.SpectatorAdmission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves HTTP on one event loop. Deployed once per loop; all instances share the port. */
public final class HttpVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);
    private static final long LAST_RESPONSES_MILLIS = 2_000;
    /** For Vert.x: any free port, the same for all instances. 0 would be a different one for each. */
    private static final int ANY_PORT = -1;

    private final Settings settings;
    private final RouteAssembly routes;
    private final Limiter limiter;
    private final ServiceLifecycle lifecycle;
    private final Function<Vertx, SpectatorAdmission> admissions;
    private final IntConsumer onListening;
    private HttpServer server;
    private SpectatorAdmission admission;
    private ConnectionReaper reaper;
    private boolean reaperTicks;

    /**
     * @param admissions makes the loop's spectator admission, on the loop
     * @param onListening called with the server's port
     */
    public HttpVerticle(
            Settings settings,
            RouteAssembly routes,
            Limiter limiter,
            ServiceLifecycle lifecycle,
            Function<Vertx, SpectatorAdmission> admissions,
            IntConsumer onListening) {
        this.settings = settings;
        this.routes = routes;
        this.limiter = limiter;
        this.lifecycle = lifecycle;
        this.admissions = admissions;
        this.onListening = onListening;
    }

    @Override
    public Future<?> start() {
        admission = admissions.apply(vertx);
        lifecycle.onDrain(this::disconnectSpectators);
        context.exceptionHandler(this::connectionFailed);
        HttpServerOptions options = options(settings.http(), settings.limits());
        reaper = new ConnectionReaper(
                limiter, settings.limits(), options, settings.http().loops(), System::nanoTime);
        ParseWorkers workers = routes.parseWorkers(vertx);
        ErrorResponses errors = routes.errorResponses();
        Router router = routes.router(vertx, errors, workers, admission);
        SecurityHeaders headers = new SecurityHeaders(settings.security());
        server = vertx.createHttpServer(options)
                .connectionHandler(this::accept)
                .invalidRequestHandler(errors::sendMalformed)
                .requestHandler(request -> {
                    headers.addTo(request);
                    if (hasTarget(request)) {
                        router.handle(request);
                    } else {
                        errors.sendMalformed(request);
                    }
                });
        return workers.start()
                .compose(started -> server.listen())
                .onSuccess(listening -> onListening.accept(listening.actualPort()));
    }

    /** The reaper ticks only while there are connections, so that an idle service does not wake up. */
    private void accept(HttpConnection connection) {
        reaper.accept(connection);
        if (!reaperTicks) {
            reaperTicks = true;
            reaper.resumeTicks();
            vertx.setPeriodic(reaper.tickMillis(), timer -> {
                reaper.tick();
                if (!reaper.hasConnections()) {
                    reaperTicks = false;
                    vertx.cancelTimer(timer);
                }
            });
        }
    }

    private static HttpServerOptions options(Settings.Http http, Settings.Limits limits) {
        return new HttpServerOptions()
                .setHost(http.host())
                .setPort(http.port() == 0 ? ANY_PORT : http.port())
                .setIdleTimeout((int) http.idleTimeout().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(http.headerLimitBytes())
                .setHttp2ClearTextEnabled(false)
                .setMaxInitialLineLength(limits.requestLineBytes())
                .setCompressionSupported(false)
                // The service negotiates deflate itself. The server's own handler fails on extensions it cannot parse.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
    }

    @Override
    public Future<?> stop() {
        admission.close();
        // Clients get responses to requests in flight, and time to read them.
        long millis = lifecycle.isAtLeast(Phase.STOPPING) ? LAST_RESPONSES_MILLIS : 0;
        vertx.setTimer(Math.max(1, millis), over -> reaper.closeUnread());
        return server.shutdown(millis, TimeUnit.MILLISECONDS);
    }

    /** For example in storing a part of a body; the request is then refused because its body is incomplete. */
    private void connectionFailed(Throwable failure) {
        LOG.error("Unhandled failure of a connection", failure);
        lifecycle.memory().requestFailed(failure);
    }

    private Future<Void> disconnectSpectators() {
        Promise<Void> disconnected = Promise.promise();
        context.runOnContext(
                v -> admission.disconnectStaggered(settings.drain()).onComplete(disconnected));
        return disconnected.future();
    }

    /** Whether a request names a path and, where its HTTP version demands it, a host. */
    private static boolean hasTarget(HttpServerRequest request) {
        boolean namesHost = request.headers().contains(HttpHeaders.HOST);
        boolean mustNameHost = namesHost || request.version() != HttpVersion.HTTP_1_0;
        return request.path() != null
                && request.path().startsWith("/")
                && (!mustNameHost || request.authority() != null);
    }
}
