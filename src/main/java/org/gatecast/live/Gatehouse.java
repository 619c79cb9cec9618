package org.gatecast.live;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.model.RaceId;
import org.gatecast.tally.Tally;

/** Where spectators of one event loop come in and go out. One per loop that serves HTTP, made and used on it. */
public final class Gatehouse {
    private static final long DEPARTURE_TICK_MILLIS = 20;

    private final Vertx vertx;
    private final Broadcaster broadcaster;
    private final Settings.Live settings;
    private final ClientFrames.Limits clientLimits;
    private final Pulse pulse;
    private final Traffic traffic = new Traffic();

    /**
     * @param tally told what is counted here
     */
    public Gatehouse(Vertx vertx, Broadcaster broadcaster, Settings.Live settings, Tally tally) {
        this.vertx = vertx;
        this.broadcaster = broadcaster;
        this.settings = settings;
        this.clientLimits = new ClientFrames.Limits(settings.clientFrameLimitBytes(), settings.clientFramesPerMinute());
        this.pulse = new Pulse(settings.pingInterval(), settings.pongTimeout(), System::nanoTime);
        traffic.declareIn(tally);
        vertx.setPeriodic(pulse.tickMillis(), timer -> pulse.turn());
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
    public void admitWebSocket(Wish wish, HttpServerRequest request, Seats.Seat seat) {
        Deflation deflation = Deflation.negotiate(request.getHeader("Sec-WebSocket-Extensions"));
        admit(wish, request, seat, deflation.agreed(), Handshake.webSocketAnswer(request, deflation, wish.requestId()));
    }

    /** The same messages as an event stream, for networks that WebSocket does not get through. */
    public void admitEventStream(Wish wish, HttpServerRequest request, Seats.Seat seat) {
        admit(wish, request, seat, Wire.Agreed.AS_EVENTS, Handshake.eventStreamAnswer(wish.requestId()));
    }

    private void admit(Wish wish, HttpServerRequest request, Seats.Seat seat, Wire.Agreed agreed, String answer) {
        if (!Handshake.prepare(request, settings.socketBufferBytes())) {
            // The client left before it was let in.
            seat.release();
            return;
        }
        Spectator spectator = new Spectator(
                agreed,
                new Spectator.Doorkeeper() {
                    @Override
                    public void gone(Spectator spectator) {
                        seat.release();
                        traffic.ended(agreed.wire());
                        pulse.remove(spectator);
                        broadcaster.leave(wish.eventId(), spectator);
                    }

                    @Override
                    public void behind(Spectator spectator, long version) {
                        broadcaster.catchUp(wish.eventId(), spectator, version);
                    }
                },
                clientLimits,
                traffic);
        traffic.opened(agreed.wire());
        Handshake.takeOver(request, answer, spectator);
        pulse.add(spectator);
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
        Departure departure = new Departure(pulse.everyone().toList(), drain);
        if (departure.proceed()) {
            return Future.succeededFuture();
        }
        Promise<Void> gone = Promise.promise();
        vertx.setPeriodic(DEPARTURE_TICK_MILLIS, timer -> {
            if (departure.proceed()) {
                vertx.cancelTimer(timer);
                gone.complete();
            }
        });
        return gone.future();
    }

    /** Says goodbye to everyone at once: the service is going away. */
    public void close() {
        List.copyOf(pulse.everyone().toList()).forEach(spectator -> spectator.close(CloseReason.RESTARTING));
    }
}
