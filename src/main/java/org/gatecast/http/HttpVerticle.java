package org.gatecast.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.gatecast.bus.Calls;
import org.gatecast.bus.ServiceState;
import org.gatecast.bus.ServiceState.Phase;
import org.gatecast.config.Settings;
import org.gatecast.live.Broadcaster;
import org.gatecast.live.Gatehouse;
import org.gatecast.live.OnCourseBoard;
import org.gatecast.live.Seats;
import org.gatecast.picture.PictureBoard;
import org.gatecast.tally.Tally;

/** Serves HTTP on one event loop; deployed once per loop, all instances share the port. */
public final class HttpVerticle extends VerticleBase {
    private static final long LAST_ANSWERS_MILLIS = 2_000;
    /** Any free port, the same one for every instance: for Vert.x, 0 would be one each. */
    private static final int ANY_PORT = -1;

    private final Shared shared;
    private HttpServer server;
    private Gatehouse gatehouse;

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
            PageContent pages,
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
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(http.host())
                .setPort(http.port() == 0 ? ANY_PORT : http.port())
                .setIdleTimeout((int) http.idleTimeout().toSeconds())
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setMaxHeaderSize(http.headerLimitBytes())
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false));
        return server.requestHandler(router())
                .invalidRequestHandler(request -> Failures.answerMalformed(request, shared.counts))
                .listen()
                .onSuccess(listening -> shared.onListening.accept(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
        gatehouse.close();
        // Who has only just asked is answered.
        return server.shutdown(shared.state.isAtLeast(Phase.STOPPING) ? LAST_ANSWERS_MILLIS : 0, TimeUnit.MILLISECONDS);
    }

    private Future<Void> letSpectatorsGo() {
        Promise<Void> gone = Promise.promise();
        context.runOnContext(v -> gatehouse.letGo(shared.settings.drain()).onComplete(gone));
        return gone.future();
    }

    private Router router() {
        Router router = Router.router(vertx);
        Calls calls = new Calls(vertx.eventBus());
        Workers workers = new Workers(vertx);
        Keys keys = new Keys(shared.settings.security(), shared.pictures, shared.clock);
        Failures.handleOn(router, shared.counts);
        new IngestRoutes(shared, calls, workers, keys).mountOn(router);
        new AdminRoutes(shared, calls, workers, keys).mountOn(router);
        new KeyRoutes(shared, calls, workers, keys).mountOn(router);
        new AudienceRoute(shared, keys).mountOn(router);
        new JournalRoute(calls, keys, shared.recentCalls).mountOn(router);
        new PublicRoutes(shared, calls).mountOn(router);
        new SpectatorRoute(shared, gatehouse).mountOn(router);
        new PageRoutes(shared).mountOn(router);
        return router;
    }
}
