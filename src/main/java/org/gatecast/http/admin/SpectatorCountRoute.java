package org.gatecast.http.admin;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.SpectatorCounts;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.EventId;
import org.gatecast.transport.SpectatorLimit;

/** The number of an event's spectators. */
public final class SpectatorCountRoute {
    private static final long ELSEWHERE_TIMEOUT_MILLIS = 1_000;

    private final BusClient bus;
    private final SpectatorLimit limit;
    private final KeyAuthorizer authorizer;

    public SpectatorCountRoute(BusClient bus, SpectatorLimit limit, KeyAuthorizer authorizer) {
        this.bus = bus;
        this.limit = limit;
        this.authorizer = authorizer;
    }

    public void mountOn(RouteGroup group) {
        RouteBuilder.readOnly(group, AdminRoutes.EVENTS + "/:event/audience", this::count);
    }

    /** On all nodes; on this node alone while the database cannot be reached. */
    private Future<SpectatorCounts> count(EventId event) {
        Future<SpectatorCounts> here = bus.countSpectators(event);
        return limit.isShared()
                ? here.compose(counts -> bus.countSpectatorsElsewhere(event)
                        .timeout(ELSEWHERE_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                        .map(counts::plus)
                        .otherwise(counts))
                : here;
    }

    private void count(RoutingContext ctx) {
        EventId event = authorizer.caller(ctx).eventId();
        count(event)
                .onSuccess(counts -> {
                    JsonArray races = new JsonArray();
                    counts.byRace()
                            .forEach((race, spectators) -> races.add(
                                    new JsonObject().put("raceId", race.value()).put("spectators", spectators)));
                    JsonObject response = new JsonObject()
                            .put("spectators", counts.webSocket() + counts.eventStream())
                            .put("webSocket", counts.webSocket())
                            .put("eventStream", counts.eventStream())
                            .put("limit", limit.perEvent())
                            .put("races", races);
                    JsonResponses.send(ctx, 200, response);
                })
                .onFailure(ctx::fail);
    }
}
