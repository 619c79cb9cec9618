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
import org.gatecast.bus.Calls;
import org.gatecast.bus.ServiceState;
import org.gatecast.bus.ServiceState.Phase;
import org.gatecast.config.Settings;
import org.gatecast.guard.Limiter;
import org.gatecast.guard.Porter;
import org.gatecast.guard.Turnstile;
import org.gatecast.live.Broadcaster;
import org.gatecast.live.Gatehouse;
import org.gatecast.live.OnCourseBoard;
import org.gatecast.live.Seats;
import org.gatecast.picture.PictureBoard;
import org.gatecast.tally.Tally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves HTTP on one event loop; deployed once per loop, all instances share the port. */
public final class HttpVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(HttpVerticle.class);
    private static final long LAST_ANSWERS_MILLIS = 2_000;
    /** Any free port, the same one for every instance: for Vert.x, 0 would be one each. */
    private static final int ANY_PORT = -1;

    private final Shared shared;
    private HttpServer server;
    private Gatehouse gatehouse;
    private Porter porter;

    /**
     * What all instances share.
     *
     * @param clock for the validity of keys and the arrival of calls
     * @param state how far the service is in its life
     * @param tally told what is counted here
     * @param onListening told the port that is listened on
     */
    public record Shared(
            Settings settings,
            PictureBoard pictures,
            OnCourseBoard onCourse,
            Broadcaster broadcaster,
            Seats seats,
            EncodedCache cache,
            RecentCalls recentCalls,
            ParserQueues parserQueues,
            PageContent pages,
            Limiter limiter,
            Clock clock,
            IngestCounts counts,
            ServiceState state,
            Tally tally,
            IntConsumer onListening) {}

    public HttpVerticle(Shared shared) {
        this.shared = shared;
    }

    @Override
    public Future<?> start() {
        Settings.Http http = shared.settings.http();
        Settings.Live live = shared.settings.live();
        gatehouse = new Gatehouse(vertx, shared.broadcaster, live, shared.tally);
        shared.state.onFarewell(this::letSpectatorsGo);
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
        porter = new Porter(shared.limiter, limits, options, http.loops(), System::nanoTime);
        vertx.setPeriodic(porter.turnMillis(), timer -> porter.turn());
        Turnstile turnstile = shared.limiter.turnstile();
        server = vertx.createHttpServer(options);
        Workers workers = new Workers(vertx, shared.parserQueues);
        Router router = router(workers);
        SecurityHeaders headers = new SecurityHeaders(shared.settings.security());
        server.requestHandler(request -> {
            headers.put(request);
            if (leadsSomewhere(request)) {
                router.handle(request);
            } else {
                Failures.answerMalformed(request, shared.counts, turnstile);
            }
        });
        return workers.start()
                .compose(started -> server.connectionHandler(porter::greet)
                        .invalidRequestHandler(request -> Failures.answerMalformed(request, shared.counts, turnstile))
                        .listen())
                .onSuccess(listening -> shared.onListening.accept(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
        gatehouse.close();
        // Who has only just asked is answered, and may read it.
        long millis = shared.state.isAtLeast(Phase.STOPPING) ? LAST_ANSWERS_MILLIS : 0;
        vertx.setTimer(Math.max(1, millis), over -> porter.cutUnread());
        return server.shutdown(millis, TimeUnit.MILLISECONDS);
    }

    /** Such as taking a piece of a body; the request is refused when its body turns out not to be whole. */
    private void requestFailed(Throwable failure) {
        LOG.error("Unhandled failure of a connection", failure);
        shared.state.memory().requestFailed(failure);
    }

    private Future<Void> letSpectatorsGo() {
        Promise<Void> gone = Promise.promise();
        context.runOnContext(v -> gatehouse.letGo(shared.settings.drain()).onComplete(gone));
        return gone.future();
    }

    private Router router(Workers workers) {
        Router router = Router.router(vertx);
        Calls calls = new Calls(vertx.eventBus());
        Turnstile turnstile = shared.limiter.turnstile();
        Keys keys = new Keys(shared.settings.security(), shared.pictures, shared.clock, turnstile);
        Entrance entrance = new Entrance(turnstile);
        Failures.handleOn(router, shared.counts, turnstile, shared.state.memory());
        router.route().handler(entrance::admitPlain);
        Area ingest = new Area(router, entrance::admitIngest);
        Area organisers = new Area(router, entrance::admitOrganiser);
        Area everybody = new Area(router, entrance::admitPublic);
        new IngestRoutes(shared, calls, workers, keys).mountOn(ingest);
        new AdminRoutes(shared, calls, workers, keys).mountOn(organisers);
        new KeyRoutes(shared, calls, workers, keys).mountOn(organisers);
        new AudienceRoute(shared, keys).mountOn(organisers);
        new JournalRoute(calls, keys, shared.recentCalls()).mountOn(organisers);
        new PublicRoutes(shared, calls).mountOn(everybody);
        new SpectatorRoute(shared, gatehouse, entrance).mountOn(everybody);
        new DocsRoutes(vertx).mountOn(everybody);
        new PageRoutes(shared).mountOn(everybody);
        // What does not exist is asked for within the same limits.
        router.route().handler(everybody.admission());
        return router;
    }

    /** Whether a request names a place here and, where its version demands it, whom it is meant for. */
    private static boolean leadsSomewhere(HttpServerRequest request) {
        boolean namesHost = request.headers().contains(HttpHeaders.HOST);
        boolean mustNameHost = namesHost || request.version() != HttpVersion.HTTP_1_0;
        return request.path() != null
                && request.path().startsWith("/")
                && (!mustNameHost || request.authority() != null);
    }
}
