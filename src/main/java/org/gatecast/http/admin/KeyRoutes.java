package org.gatecast.http.admin;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.ReplaceKey;
import org.gatecast.bus.StoreCommand.RevokeKey;
import org.gatecast.config.Settings;
import org.gatecast.http.auth.AuthenticatedCaller;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.ingest.calls.RecentIngestCalls;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventMeta;
import org.gatecast.model.KeyValidity;

/** Lists, replaces and revokes an event's keys. Paths contain the public {@code keyId}, never a key. */
public final class KeyRoutes {
    private final Settings.Http limits;
    private final Duration usualGrace;
    private final RecentIngestCalls recentCalls;
    private final BusClient bus;
    private final ParseWorkers workers;
    private final AdminBodyReader bodies;
    private final KeyAuthorizer authorizer;

    public KeyRoutes(
            Settings.Http limits,
            Settings.Security security,
            RecentIngestCalls recentCalls,
            BusClient bus,
            ParseWorkers workers,
            AdminBodyReader bodies,
            KeyAuthorizer authorizer) {
        this.limits = limits;
        this.usualGrace = Duration.ofHours(security.keyGraceHours());
        this.recentCalls = recentCalls;
        this.bus = bus;
        this.workers = workers;
        this.bodies = bodies;
        this.authorizer = authorizer;
    }

    public void mountOn(RouteGroup group) {
        RouteBuilder.at(group, AdminRoutes.EVENTS + "/:event/key")
                .on(HttpMethod.POST, authorizer::admitJson, limits.bodyLimitJsonBytes(), this::replace)
                .otherwiseNotAllowed();
        RouteBuilder.readOnly(group, AdminRoutes.EVENTS + "/:event/keys", this::list);
        RouteBuilder.at(group, AdminRoutes.EVENTS + "/:event/keys/:key")
                .on(HttpMethod.DELETE, this::revoke)
                .otherwiseNotAllowed();
    }

    private void replace(RoutingContext ctx) {
        AuthenticatedCaller caller = AuthenticatedCaller.of(ctx);
        workers.readCall(ctx, body -> bodies.grace(body, usualGrace))
                .compose(grace -> bus.store(new ReplaceKey(caller.authority(), grace)))
                .onSuccess(changed -> {
                    EventKey key = changed.meta().keys().newestFirst().get(0);
                    JsonObject response = json(caller, changed.meta(), key, authorizer.now());
                    response.put("eventId", caller.eventId().value()).put("apiKey", key.value());
                    JsonResponses.send(ctx, 201, response);
                })
                .onFailure(ctx::fail);
    }

    private void list(RoutingContext ctx) {
        AuthenticatedCaller caller = authorizer.caller(ctx);
        EventMeta meta = caller.event().meta();
        Instant now = authorizer.now();
        List<JsonObject> keys = meta.keys().newestFirst().stream()
                .map(key -> json(caller, meta, key, now))
                .toList();
        JsonResponses.send(ctx, 200, new JsonObject().put("keys", keys));
    }

    private void revoke(RoutingContext ctx) {
        AuthenticatedCaller caller = authorizer.caller(ctx);
        String keyId = ctx.pathParam("key");
        bus.store(new RevokeKey(caller.authority(), keyId))
                .onSuccess(changed -> {
                    Instant now = authorizer.now();
                    long left = changed.meta().keys().all().stream()
                            .filter(key -> key.isValidAt(now))
                            .count();
                    JsonObject response = new JsonObject()
                            .put("revoked", true)
                            .put("keyId", keyId)
                            .put("remaining", left);
                    if (left == 0) {
                        response.put(
                                "message",
                                "The event has no key any more; nobody can send data until a master makes a new one.");
                    }
                    JsonResponses.send(ctx, 200, response);
                })
                .onFailure(ctx::fail);
    }

    /** Only masters are shown the key itself. */
    private JsonObject json(AuthenticatedCaller caller, EventMeta meta, EventKey key, Instant now) {
        KeyValidity window = authorizer.validity(caller.event(), key, now);
        Instant until = Stream.of(Optional.ofNullable(key.validUntil()), Optional.ofNullable(window.until()))
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .orElse(null);
        JsonObject json = new JsonObject()
                .put("keyId", key.id())
                .put("createdAt", key.createdAt())
                .put("validFrom", window.from())
                .put("validUntil", until)
                .put("replaced", key.validUntil() != null)
                .put("works", key.isValidAt(now) && window.includes(now))
                .put("own", key.id().equals(caller.keyId()))
                .put("lastIngestAt", recentCalls.lastUseOf(meta, key.id()));
        return caller.isMaster() ? json.put("apiKey", key.value()) : json;
    }
}
