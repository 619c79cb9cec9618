package org.gatecast.transport;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.DatabaseContact;
import org.gatecast.bus.SurplusSpectators;
import org.gatecast.config.Settings;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.EventId;

/**
 * Turns requests into spectators, on one event loop that serves HTTP, and keeps them alive until they end. Created and
 * used on that event loop.
 */
public final class SpectatorAdmission {
    private static final long DISCONNECT_TICK_MILLIS = 20;

    private final Vertx vertx;
    private final SpectatorRooms rooms;
    private final Settings.Spectators settings;
    private final ClientFrameDecoder.FrameLimits clientLimits;
    private final KeepAlive keepAlive;
    private final TransportMetrics transportMetrics = new TransportMetrics();
    private final SpectatorLimit limit;

    public SpectatorAdmission(
            Vertx vertx,
            SpectatorRooms rooms,
            SpectatorLimit limit,
            Settings.Spectators settings,
            MetricsRegistry metrics) {
        this.limit = limit;
        this.vertx = vertx;
        this.rooms = rooms;
        this.settings = settings;
        this.clientLimits =
                new ClientFrameDecoder.FrameLimits(settings.clientFrameLimitBytes(), settings.clientFramesPerMinute());
        this.keepAlive =
                new KeepAlive(PingSchedule.of(settings.pingInterval(), settings.pongTimeout()), System::nanoTime);
        transportMetrics.registerWith(metrics);
        vertx.eventBus().localConsumer(Addresses.PING_TICKS, tick -> keepAlive.tick());
        if (limit.isShared()) {
            vertx.eventBus()
                    .<SurplusSpectators>localConsumer(
                            Addresses.SURPLUS,
                            message -> closeSurplus(message.body().eventId()));
            SpectatorHandover handover = new SpectatorHandover(
                    limit,
                    () -> keepAlive.connections().toList(),
                    (afterMillis, task) -> vertx.setTimer(afterMillis, timer -> task.run()));
            vertx.eventBus()
                    .<DatabaseContact>localConsumer(
                            Addresses.DATABASE_CONTACT, message -> handover.onContact(message.body()));
        }
    }

    /** Closes spectators of the event, until it has no more of them than slots. */
    private void closeSurplus(EventId event) {
        for (SpectatorConnection connection : keepAlive.connections().toList()) {
            if (connection.listener() instanceof AdmittedSpectator spectator
                    && limit.claimSurplus(event, spectator.slot)) {
                connection.close(CloseReason.SURPLUS);
            }
        }
    }

    /** One spectator from its admission to its end. */
    private final class AdmittedSpectator implements SpectatorConnection.ConnectionListener {
        private final SpectatorLimit.Slot slot;
        private SpectatorRooms.Membership membership;

        private AdmittedSpectator(SpectatorLimit.Slot slot) {
            this.slot = slot;
        }

        @Override
        public void closed(SpectatorConnection connection) {
            slot.release();
            transportMetrics.ended(connection.agreedFormat().format());
            keepAlive.remove(connection);
            membership.leave();
        }

        @Override
        public void fellBehind(SpectatorConnection connection, long version) {
            membership.catchUp(version);
        }
    }

    /**
     * Upgrades a request to WebSocket and adds the spectator to the room of its event.
     *
     * @param request a valid handshake that nothing speaks against
     * @param slot taken over, and released when the connection ends
     */
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

    /** The same with an event stream, for networks that do not let WebSocket through. */
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
            String response) {
        if (!SpectatorHandshake.prepare(request, settings.socketBufferBytes())) {
            // The client disconnected before it was admitted.
            slot.release();
            return;
        }
        AdmittedSpectator admitted = new AdmittedSpectator(slot);
        SpectatorConnection connection =
                new SpectatorConnection(agreedFormat, admitted, clientLimits, transportMetrics);
        transportMetrics.opened(agreedFormat.format());
        SpectatorHandshake.takeOver(request, response, connection);
        keepAlive.add(connection);
        admitted.membership = rooms.join(subscribe, new Spectator(connection));
        if (!connection.isConnected()) {
            connection.end();
        }
    }

    /**
     * Closes all spectators of this event loop, a few at a time, and tells each when to connect again. Called on this event
     * loop, when no new spectator is admitted any more.
     *
     * @return completes when all have been sent a close
     */
    public Future<Void> disconnectStaggered(Settings.Drain drain) {
        StaggeredDisconnect disconnect =
                StaggeredDisconnect.forRestart(keepAlive.connections().toList(), drain);
        if (disconnect.tick()) {
            return Future.succeededFuture();
        }
        Promise<Void> disconnected = Promise.promise();
        vertx.setPeriodic(DISCONNECT_TICK_MILLIS, timer -> {
            if (disconnect.tick()) {
                vertx.cancelTimer(timer);
                disconnected.complete();
            }
        });
        return disconnected.future();
    }

    public void close() {
        List.copyOf(keepAlive.connections().toList()).forEach(connection -> connection.close(CloseReason.RESTARTING));
    }
}
