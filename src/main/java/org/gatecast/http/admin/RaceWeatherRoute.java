package org.gatecast.http.admin;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.SetRaceWeather;
import org.gatecast.config.Settings;
import org.gatecast.http.auth.AuthenticatedCaller;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.RaceId;

/** Takes what the organiser writes about the weather of a race, for its lists. */
public final class RaceWeatherRoute {
    private final Settings.Http limits;
    private final BusClient bus;
    private final ParseWorkers workers;
    private final AdminBodyReader bodies;
    private final KeyAuthorizer authorizer;

    public RaceWeatherRoute(
            Settings.Http limits,
            BusClient bus,
            ParseWorkers workers,
            AdminBodyReader bodies,
            KeyAuthorizer authorizer) {
        this.limits = limits;
        this.bus = bus;
        this.workers = workers;
        this.bodies = bodies;
        this.authorizer = authorizer;
    }

    public void mountOn(RouteGroup group) {
        RouteBuilder.at(group, AdminRoutes.EVENTS + "/:event/races/:race/weather")
                .on(HttpMethod.PUT, authorizer::admitJson, limits.bodyLimitJsonBytes(), this::set)
                .otherwiseNotAllowed();
    }

    private void set(RoutingContext ctx) {
        AuthenticatedCaller caller = AuthenticatedCaller.of(ctx);
        RaceId race = RaceStatusRoute.race(ctx);
        workers.readCall(ctx, bodies::weather)
                .compose(weather -> bus.store(new SetRaceWeather(
                        caller.authority(), race, weather.text().or(null))))
                .onSuccess(set -> JsonResponses.send(ctx, 200, AdminJson.race(set.race(), set.config())))
                .onFailure(ctx::fail);
    }
}
