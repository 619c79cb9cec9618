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
    private static final long DISCONNECT_TICK_MILLIS = 20;

    private final Vertx vertx;
    private final Broadcaster broadcaster;
    private final Settings.Live settings;
    private final ClientFrameDecoder.FrameLimits clientLimits;
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
                new ClientFrameDecoder.FrameLimits(settings.clientFrameLimitBytes(), settings.clientFramesPerMinute());
        this.keepAlive = new KeepAlive(settings.pingInterval(), settings.pongTimeout(), System::nanoTime);
        transportMetrics.registerWith(metrics);
        vertx.setPeriodic(keepAlive.tickMillis(), timer -> keepAlive.tick());
    }

    /**
     * What a spectator asks for.
     *
     * @param races the races it wants results of; none means all
     * @param since the cursor it stands at, {@code null} when it is new
     * @param requestId what the answer is told from others by
     */
    public record SubscribeRequest(EventId eventId, List<RaceId> races, String since, String requestId) {}

    /** Upgrades a request that has been found welcome, and brings it into the event's room; the seat goes with it. */
    public void admitWebSocket(SubscribeRequest subscribe, HttpServerRequest request, SpectatorLimit.Slot slot) {
        DeflateNegotiation deflateNegotiation =
                DeflateNegotiation.negotiate(request.getHeader("Sec-WebSocket-Extensions"));
        admit(
                subscribe,
                request,
                slot,
                deflateNegotiation.agreedFormat(),
                SpectatorHandshake.webSocketResponse(request, deflateNegotiation, subscribe.requestId()));
    }

    /** The same messages as an event stream, for networks that WebSocket does not get through. */
    public void admitEventStream(SubscribeRequest subscribe, HttpServerRequest request, SpectatorLimit.Slot slot) {
        admit(
                subscribe,
                request,
                slot,
                WireFormat.AgreedFormat.EVENT_STREAM_FORMAT,
                SpectatorHandshake.eventStreamResponse(subscribe.requestId()));
    }

    private void admit(
            SubscribeRequest subscribe,
            HttpServerRequest request,
            SpectatorLimit.Slot slot,
            WireFormat.AgreedFormat agreedFormat,
            String answer) {
        if (!SpectatorHandshake.prepare(request, settings.socketBufferBytes())) {
            // The client left before it was let in.
            slot.release();
            return;
        }
        SpectatorConnection spectator = new SpectatorConnection(
                agreedFormat,
                new SpectatorConnection.ConnectionListener() {
                    @Override
                    public void closed(SpectatorConnection spectator) {
                        slot.release();
                        transportMetrics.ended(agreedFormat.format());
                        keepAlive.remove(spectator);
                        broadcaster.leave(subscribe.eventId(), spectator);
                    }

                    @Override
                    public void fellBehind(SpectatorConnection spectator, long version) {
                        broadcaster.catchUp(subscribe.eventId(), spectator, version);
                    }
                },
                clientLimits,
                transportMetrics);
        transportMetrics.opened(agreedFormat.format());
        SpectatorHandshake.takeOver(request, answer, spectator);
        keepAlive.add(spectator);
        broadcaster.join(subscribe, spectator);
        if (!spectator.isConnected()) {
            spectator.end();
        }
    }

    /**
     * Says goodbye to everyone who is here, a few at a time, and asks each to come back at a time of its own. Completes
     * when all have been told. Called on this gatehouse's event loop, when nobody new comes in any more.
     */
    public Future<Void> disconnectStaggered(Settings.Drain drain) {
        StaggeredDisconnect disconnect =
                new StaggeredDisconnect(keepAlive.connections().toList(), drain);
        if (disconnect.tick()) {
            return Future.succeededFuture();
        }
        Promise<Void> gone = Promise.promise();
        vertx.setPeriodic(DISCONNECT_TICK_MILLIS, timer -> {
            if (disconnect.tick()) {
                vertx.cancelTimer(timer);
                gone.complete();
            }
        });
        return gone.future();
    }

    /** Says goodbye to everyone at once: the service is going away. */
    public void close() {
        List.copyOf(keepAlive.connections().toList()).forEach(spectator -> spectator.close(CloseReason.RESTARTING));
    }
}
