package org.gatecast.broadcast;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.gatecast.config.Settings;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.EventId;
import org.gatecast.model.RaceId;

/** Where spectators of one event loop come in and go out. One per loop that serves HTTP, made and used on it. */
public final class SpectatorAdmission {
    private static final long DEPARTURE_TICK_MILLIS = 20;

    private final Vertx vertx;
    private final Broadcaster broadcaster;
    private final Settings.Live settings;
    private final ClientFrameDecoder.Limits clientLimits;
    private final KeepAlive keepAlive;
    private final TransportMetrics transportMetrics = new TransportMetrics();

    /**
     * @param metrics told what is counted here
     */
    public SpectatorAdmission(Vertx vertx, Broadcaster broadcaster, Settings.Live settings, MetricsRegistry metrics) {
        this.vertx = vertx;
        this.broadcaster = broadcaster;
        this.settings = settings;
        this.clientLimits =
                new ClientFrameDecoder.Limits(settings.clientFrameLimitBytes(), settings.clientFramesPerMinute());
        this.keepAlive = new KeepAlive(settings.pingInterval(), settings.pongTimeout(), System::nanoTime);
        transportMetrics.declareIn(metrics);
        vertx.setPeriodic(keepAlive.tickMillis(), timer -> keepAlive.turn());
    }

    /**
     * What a spectator asks for.
     *
     * @param races the races it wants results of; none means all
     * @param since the cursor it stands at, {@code null} when it is new
     * @param requestId what the answer is told from others by
     */
    public record Wish(EventId eventId, List<RaceId> races, String since, String requestId) {}

    /** Upgrades a request that has been found welcome, and brings it into the event's room; the seat goes with it. */
    public void admitWebSocket(Wish wish, HttpServerRequest request, SpectatorLimit.Seat seat) {
        DeflateNegotiation deflateNegotiation =
                DeflateNegotiation.negotiate(request.getHeader("Sec-WebSocket-Extensions"));
        admit(
                wish,
                request,
                seat,
                deflateNegotiation.agreed(),
                SpectatorHandshake.webSocketAnswer(request, deflateNegotiation, wish.requestId()));
    }

    /** The same messages as an event stream, for networks that WebSocket does not get through. */
    public void admitEventStream(Wish wish, HttpServerRequest request, SpectatorLimit.Seat seat) {
        admit(wish, request, seat, WireFormat.Agreed.AS_EVENTS, SpectatorHandshake.eventStreamAnswer(wish.requestId()));
    }

    private void admit(
            Wish wish, HttpServerRequest request, SpectatorLimit.Seat seat, WireFormat.Agreed agreed, String answer) {
        if (!SpectatorHandshake.prepare(request, settings.socketBufferBytes())) {
            // The client left before it was let in.
            seat.release();
            return;
        }
        SpectatorConnection spectator = new SpectatorConnection(
                agreed,
                new SpectatorConnection.Doorkeeper() {
                    @Override
                    public void gone(SpectatorConnection spectator) {
                        seat.release();
                        transportMetrics.ended(agreed.format());
                        keepAlive.remove(spectator);
                        broadcaster.leave(wish.eventId(), spectator);
                    }

                    @Override
                    public void behind(SpectatorConnection spectator, long version) {
                        broadcaster.catchUp(wish.eventId(), spectator, version);
                    }
                },
                clientLimits,
                transportMetrics);
        transportMetrics.opened(agreed.format());
        SpectatorHandshake.takeOver(request, answer, spectator);
        keepAlive.add(spectator);
        broadcaster.join(wish, spectator);
        if (!spectator.isConnected()) {
            spectator.end();
        }
    }

    /**
     * Says goodbye to everyone who is here, a few at a time, and asks each to come back at a time of its own. Completes
     * when all have been told. Called on this gatehouse's event loop, when nobody new comes in any more.
     */
    public Future<Void> letGo(Settings.Drain drain) {
        StaggeredDisconnect disconnect =
                new StaggeredDisconnect(keepAlive.everyone().toList(), drain);
        if (disconnect.proceed()) {
            return Future.succeededFuture();
        }
        Promise<Void> gone = Promise.promise();
        vertx.setPeriodic(DEPARTURE_TICK_MILLIS, timer -> {
            if (disconnect.proceed()) {
                vertx.cancelTimer(timer);
                gone.complete();
            }
        });
        return gone.future();
    }

    /** Says goodbye to everyone at once: the service is going away. */
    public void close() {
        List.copyOf(keepAlive.everyone().toList()).forEach(spectator -> spectator.close(CloseReason.RESTARTING));
    }
}
