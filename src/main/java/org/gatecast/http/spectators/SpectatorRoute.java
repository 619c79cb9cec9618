package org.gatecast.http.spectators;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatecast.bus.BusClient;
import org.gatecast.config.Settings;
import org.gatecast.http.server.RateLimitHandler;
import org.gatecast.http.server.RequestIds;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.lifecycle.ServiceLifecycle;
import org.gatecast.lifecycle.ServiceLifecycle.Phase;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.EventStatus;
import org.gatecast.model.RaceId;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.transport.SpectatorAdmission;
import org.gatecast.transport.SpectatorLimit;
import org.gatecast.transport.SubscribeRequest;

/** WebSocket and event stream: a request is refused with JSON, or upgraded and admitted (FR-001, FR-012, FR-014). */
public final class SpectatorRoute {
    private static final int MAX_RACES = 32;
    /** How often a slot is reserved for one spectator, since another may take it first. */
    private static final int MAX_RESERVATIONS = 50;

    /** Sixteen bytes in Base64 (RFC 6455, section 4.1). */
    private static final Pattern WEB_SOCKET_KEY = Pattern.compile("[A-Za-z0-9+/]{21}[AQgw]==");

    private final Settings.Drain drain;
    private final SnapshotRegistry snapshots;
    private final ServiceLifecycle lifecycle;
    private final BusClient bus;
    private final SpectatorLimit limit;
    private final SpectatorAdmission admission;
    private final RateLimitHandler rateLimit;

    public SpectatorRoute(
            Settings.Drain drain,
            SnapshotRegistry snapshots,
            ServiceLifecycle lifecycle,
            BusClient bus,
            SpectatorLimit limit,
            SpectatorAdmission admission,
            RateLimitHandler rateLimit) {
        this.drain = drain;
        this.snapshots = snapshots;
        this.lifecycle = lifecycle;
        this.bus = bus;
        this.limit = limit;
        this.admission = admission;
        this.rateLimit = rateLimit;
    }

    public void mountOn(RouteGroup group) {
        RouteBuilder.readOnly(group, "/api/v1/events/:event/ws", ctx -> admit(ctx, true));
        RouteBuilder.readOnly(group, "/api/v1/events/:event/stream", ctx -> admit(ctx, false));
    }

    private void admit(RoutingContext ctx, boolean webSocket) {
        HttpServerRequest request = ctx.request();
        EventId eventId = requireOpenEvent(ctx.pathParam("event"));
        if (webSocket && !isWebSocketHandshake(request)) {
            ctx.response().putHeader("Upgrade", "websocket");
            throw new RefusedException(
                    ErrorCode.InvalidRequest, "This address supports WebSocket (version 13) only; request an upgrade.");
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            describeStream(ctx);
            return;
        }
        SubscribeRequest subscribe = new SubscribeRequest(eventId, races(ctx), since(ctx), RequestIds.of(request));
        if (lifecycle.isAtLeast(Phase.DRAINING)) {
            long away = drain.reconnectAfter().toSeconds();
            ctx.response().putHeader("Retry-After", Long.toString(away));
            throw new RefusedException(
                    ErrorCode.Unavailable, "The service is restarting; connect again in " + away + " seconds.");
        }
        SpectatorLimit.Slot slot = limit.take(eventId);
        if (slot != null || !limit.isShared()) {
            admit(ctx, subscribe, webSocket, slot);
        } else {
            awaitSlot(ctx, subscribe, webSocket, MAX_RESERVATIONS);
        }
    }

    /** Others may take what was reserved for this spectator, so it is tried a few times. */
    private void awaitSlot(RoutingContext ctx, SubscribeRequest subscribe, boolean webSocket, int tries) {
        bus.wantSlot(subscribe.eventId())
                .onSuccess(outcome -> {
                    if (ctx.response().closed()) {
                        return;
                    }
                    SpectatorLimit.Slot slot = limit.take(subscribe.eventId());
                    if (slot == null && tries > 1 && !outcome.full()) {
                        awaitSlot(ctx, subscribe, webSocket, tries - 1);
                        return;
                    }
                    try {
                        admit(ctx, subscribe, webSocket, slot);
                    } catch (RuntimeException failure) {
                        ctx.fail(failure);
                    }
                })
                .onFailure(ctx::fail);
    }

    /** @param slot {@code null} if there is none */
    private void admit(RoutingContext ctx, SubscribeRequest subscribe, boolean webSocket, SpectatorLimit.Slot slot) {
        if (slot == null) {
            throw new RefusedException(new Refusal(
                    ErrorCode.ConnectionLimitReached,
                    "This event has as many spectators as it may have; try again shortly.",
                    Map.of("maxConnections", limit.perEvent())));
        }
        try {
            rateLimit.admitSpectator(ctx);
            HttpServerRequest request = ctx.request();
            if (webSocket) {
                admission.admitWebSocket(subscribe, request, slot);
            } else {
                admission.admitEventStream(subscribe, request, slot);
            }
        } catch (RuntimeException refused) {
            slot.release();
            throw refused;
        }
    }

    /** The response to a HEAD: the headers of the stream. It takes no slot. */
    private static void describeStream(RoutingContext ctx) {
        ctx.response()
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("Access-Control-Allow-Origin", "*")
                .end();
    }

    /** No filter if the client names more races than the limit. */
    private static List<RaceId> races(RoutingContext ctx) {
        List<String> races =
                ctx.queryParam("race").stream().filter(race -> !race.isBlank()).toList();
        return races.size() > MAX_RACES
                ? List.of()
                : races.stream().map(RaceId::new).toList();
    }

    /** A browser's event stream sends the cursor in a header, other clients in the query. */
    private static String since(RoutingContext ctx) {
        String lastEventId = ctx.request().getHeader("Last-Event-ID");
        return lastEventId != null ? lastEventId : ctx.queryParams().get("since");
    }

    private EventId requireOpenEvent(String id) {
        EventSnapshot snapshot = snapshots
                .findPublic(id)
                .orElseThrow(() -> new RefusedException(ErrorCode.EventNotFound, "There is no such event."));
        if (snapshot.meta().status() == EventStatus.OFFICIAL) {
            throw new RefusedException(
                    ErrorCode.EventOfficial, "The event's results are official; read them over REST.");
        }
        return snapshot.meta().eventId();
    }

    private static boolean isWebSocketHandshake(HttpServerRequest request) {
        String key = request.getHeader("Sec-WebSocket-Key");
        return request.method().equals(HttpMethod.GET)
                && "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))
                && asksForUpgrade(request)
                && "13".equals(request.getHeader("Sec-WebSocket-Version"))
                && key != null
                && WEB_SOCKET_KEY.matcher(key.strip()).matches();
    }

    /** The header is a list; Firefox sends more than one value. */
    private static boolean asksForUpgrade(HttpServerRequest request) {
        return request.headers().getAll("Connection").stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .anyMatch(word -> word.strip().equalsIgnoreCase("upgrade"));
    }
}
