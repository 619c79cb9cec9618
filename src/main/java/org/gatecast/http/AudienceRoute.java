package org.gatecast.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.model.EventId;

/** How many watch an event now, for its organiser. */
final class AudienceRoute {
    private final HttpVerticle.Shared shared;
    private final Keys keys;

    AudienceRoute(HttpVerticle.Shared shared, Keys keys) {
        this.shared = shared;
        this.keys = keys;
    }

    void mountOn(Area area) {
        Routes.at(area, AdminRoutes.EVENTS + "/:event/audience")
                .get(this::count)
                .elseRefuse();
    }

    private void count(RoutingContext ctx) {
        EventId event = keys.caller(ctx.request(), ctx.pathParam("event")).eventId();
        shared.broadcaster()
                .audience(event)
                .onSuccess(watching -> {
                    JsonArray races = new JsonArray();
                    watching.byRace()
                            .forEach((race, spectators) -> races.add(
                                    new JsonObject().put("raceId", race.value()).put("spectators", spectators)));
                    Json.answer(
                            ctx,
                            200,
                            new JsonObject()
                                    .put("spectators", watching.webSocket() + watching.eventStream())
                                    .put("webSocket", watching.webSocket())
                                    .put("eventStream", watching.eventStream())
                                    .put("limit", shared.seats().perEvent())
                                    .put("races", races));
                })
                .onFailure(ctx::fail);
    }
}
