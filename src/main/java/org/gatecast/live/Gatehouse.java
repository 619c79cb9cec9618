package org.gatecast.live;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;

/**
 * Where spectators of one event loop come in and go out. One per loop that serves HTTP, made and used on it.
 */
public final class Gatehouse {
    private final Broadcaster broadcaster;
    private final Settings.Live settings;
    private final Heartbeat heartbeat;
    private final Context loop;

    public Gatehouse(Vertx vertx, Context loop, Broadcaster broadcaster, Settings.Live settings) {
        this.broadcaster = broadcaster;
        this.settings = settings;
        this.loop = loop;
        this.heartbeat = new Heartbeat(vertx, settings.pingInterval(), settings.pongTimeout());
    }

    /** Upgrades a request that has been found welcome, and brings it into the event's room; the seat goes with it. */
    public void admit(EventId eventId, HttpServerRequest request, Seats.Seat seat) {
        request.toWebSocket()
                .onSuccess(socket -> broadcaster.join(eventId, new Spectator(socket, loop, settings, seat, heartbeat)))
                .onFailure(failure -> seat.release());
    }

    /** Says goodbye to everyone: the service is going away. */
    public Future<Void> close() {
        List.copyOf(heartbeat.all().toList()).forEach(spectator -> spectator.close(CloseReason.GOING_AWAY));
        return Future.succeededFuture();
    }
}
