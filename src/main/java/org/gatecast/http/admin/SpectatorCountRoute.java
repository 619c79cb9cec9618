package org.gatecast.http.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.bus.BusClient;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.EventId;
import org.gatecast.transport.SpectatorLimit;

/** The number of an event's spectators. */
public final class SpectatorCountRoute {
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

    private void count(RoutingContext ctx) {
        EventId event = authorizer.caller(ctx).eventId();
        bus.countSpectators(event)
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
