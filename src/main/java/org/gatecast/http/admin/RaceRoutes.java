package org.gatecast.http.admin;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.DeclareRaceStatus;
import org.gatecast.bus.StoreCommand.RaceStatusDeclared;
import org.gatecast.bus.StoreCommand.SetRaceWeather;
import org.gatecast.config.Settings;
import org.gatecast.http.admin.AdminBodyReader.RaceStatusBody;
import org.gatecast.http.auth.AuthenticatedCaller;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RaceId;
import org.gatecast.model.RefusedException;

/**
 * What an organiser says of a race: whether its results are provisional, with a protest time, or official; and the weather, for
 * its lists.
 */
public final class RaceRoutes {
    private static final String RACE = AdminRoutes.EVENTS + "/:event/races/:race";

    private final Settings.Http limits;
    private final BusClient bus;
    private final ParseWorkers workers;
    private final AdminBodyReader bodies;
    private final KeyAuthorizer authorizer;

    public RaceRoutes(
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
        RouteBuilder.at(group, RACE + "/status")
                .on(HttpMethod.PUT, authorizer::admitJson, limits.bodyLimitJsonBytes(), this::declare)
                .on(HttpMethod.DELETE, this::withdraw)
                .otherwiseNotAllowed();
        RouteBuilder.at(group, RACE + "/weather")
                .on(HttpMethod.PUT, authorizer::admitJson, limits.bodyLimitJsonBytes(), this::setWeather)
                .otherwiseNotAllowed();
    }

    private void declare(RoutingContext ctx) {
        AuthenticatedCaller caller = AuthenticatedCaller.of(ctx);
        RaceId race = race(ctx);
        workers.readCall(ctx, bodies::raceStatus)
                .compose(body -> bus.store(command(caller, race, body)))
                .onSuccess(declared -> respond(ctx, declared))
                .onFailure(ctx::fail);
    }

    private static DeclareRaceStatus command(AuthenticatedCaller caller, RaceId race, RaceStatusBody body) {
        return new DeclareRaceStatus(caller.authority(), race, body.status(), body.protestUntil());
    }

    private void withdraw(RoutingContext ctx) {
        AuthenticatedCaller caller = authorizer.caller(ctx);
        bus.store(new DeclareRaceStatus(caller.authority(), race(ctx), null, null))
                .onSuccess(withdrawn -> respond(ctx, withdrawn))
                .onFailure(ctx::fail);
    }

    private void setWeather(RoutingContext ctx) {
        AuthenticatedCaller caller = AuthenticatedCaller.of(ctx);
        RaceId race = race(ctx);
        workers.readCall(ctx, bodies::weather)
                .compose(weather -> bus.store(new SetRaceWeather(
                        caller.authority(), race, weather.text().or(null))))
                .onSuccess(set -> JsonResponses.send(ctx, 200, AdminJson.race(set.race(), set.config())))
                .onFailure(ctx::fail);
    }

    private static void respond(RoutingContext ctx, RaceStatusDeclared declared) {
        JsonResponses.send(ctx, 200, AdminJson.race(declared.race(), declared.config()));
    }

    /** @throws RefusedException if the path names none */
    private static RaceId race(RoutingContext ctx) {
        String id = ctx.pathParam("race");
        if (id.isBlank()) {
            throw new RefusedException(ErrorCode.NotFound, "There is no such race.");
        }
        return new RaceId(id);
    }
}
