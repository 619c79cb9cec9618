package org.gatecast.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gatecast.bus.Calls;
import org.gatecast.bus.StoreCommand.ChangeStatus;
import org.gatecast.bus.StoreCommand.CreateEvent;
import org.gatecast.bus.StoreCommand.DeleteEvent;
import org.gatecast.bus.StoreCommand.EventCreated;
import org.gatecast.bus.StoreCommand.PatchConfig;
import org.gatecast.config.Settings;
import org.gatecast.ingest.ConfigBody;
import org.gatecast.ingest.EventBody;
import org.gatecast.ingest.NewEvent;
import org.gatecast.ingest.StatusBody;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.RefusedException;
import org.gatecast.picture.EventPicture;

/** What organisers do: events with the master password, an event's life and settings with its key. */
final class AdminRoutes {
    private static final String EVENTS = "/api/v1/admin/events";

    private final HttpVerticle.Shared shared;
    private final Calls calls;
    private final Workers workers;
    private final Keys keys;

    AdminRoutes(HttpVerticle.Shared shared, Calls calls, Workers workers, Keys keys) {
        this.shared = shared;
        this.calls = calls;
        this.workers = workers;
        this.keys = keys;
    }

    void mountOn(Router router) {
        Settings.Http limits = shared.settings().http();
        Routes.at(router, EVENTS)
                .get(ctx -> withMaster(ctx, this::list))
                .on(
                        HttpMethod.POST,
                        ctx -> {
                            Bodies.requireJson(ctx.request());
                            keys.requireMaster(ctx.request());
                            ctx.next();
                        },
                        limits.bodyLimitEventBytes(),
                        this::create)
                .elseRefuse();
        Routes.at(router, EVENTS + "/:event")
                .on(HttpMethod.DELETE, ctx -> withMaster(ctx, this::delete))
                .elseRefuse();
        Routes.at(router, EVENTS + "/:event/status")
                .on(HttpMethod.PATCH, this::requireKey, limits.bodyLimitJsonBytes(), this::changeStatus)
                .elseRefuse();
        Routes.at(router, EVENTS + "/:event/config")
                .get(ctx -> {
                    EventPicture event = keys.event(ctx.request(), ctx.pathParam("event"));
                    Json.answer(ctx, 200, json(event.meta().config()));
                })
                .on(HttpMethod.PATCH, this::requireKey, limits.bodyLimitJsonBytes(), this::patchConfig)
                .elseRefuse();
    }

    private void withMaster(RoutingContext ctx, Consumer<RoutingContext> handler) {
        keys.requireMaster(ctx.request());
        handler.accept(ctx);
    }

    private void requireKey(RoutingContext ctx) {
        EventPicture event = keys.event(ctx.request(), ctx.pathParam("event"));
        Bodies.requireJson(ctx.request());
        ctx.put("event", event.meta().eventId());
        ctx.next();
    }

    private void list(RoutingContext ctx) {
        JsonArray events = new JsonArray();
        shared.pictures().all().forEach(picture -> events.add(json(picture.meta())));
        Json.answer(ctx, 200, new JsonObject().put("events", events));
    }

    private void create(RoutingContext ctx) {
        int imageLimit = shared.settings().http().imageLimitBytes();
        read(ctx, body -> EventBody.parse(body, imageLimit))
                .compose(event -> calls.store(new CreateEvent(event.eventId(), event.details(), event.image()))
                        .onSuccess(created -> Json.answer(ctx, 201, json(created, event))))
                .onFailure(ctx::fail);
    }

    private void delete(RoutingContext ctx) {
        String id = ctx.pathParam("event");
        if (!EventId.isValid(id)) {
            throw new RefusedException(ErrorCode.NotFound, "There is no such event.");
        }
        calls.store(new DeleteEvent(new EventId(id)))
                .onSuccess(deleted -> Json.answer(
                        ctx, 200, new JsonObject().put("deleted", true).put("eventId", id)))
                .onFailure(ctx::fail);
    }

    private void changeStatus(RoutingContext ctx) {
        EventId eventId = ctx.get("event");
        read(ctx, StatusBody::parse)
                .compose(status -> calls.store(new ChangeStatus(eventId, status)))
                .onSuccess(changed -> Json.answer(
                        ctx,
                        200,
                        new JsonObject()
                                .put("eventId", eventId.value())
                                .put("previousStatus", changed.previousStatus().json())
                                .put("status", changed.status().json())
                                .put(
                                        "statusChangedAt",
                                        changed.statusChangedAt().toString())))
                .onFailure(ctx::fail);
    }

    private void patchConfig(RoutingContext ctx) {
        EventId eventId = ctx.get("event");
        read(ctx, ConfigBody::parse)
                .compose(patch -> calls.store(new PatchConfig(eventId, patch)))
                .onSuccess(patched -> Json.answer(ctx, 200, json(patched.config())))
                .onFailure(ctx::fail);
    }

    private <T> Future<T> read(RoutingContext ctx, Function<byte[], T> parser) {
        byte[] body = Bodies.bytes(ctx);
        return workers.readCall(() -> parser.apply(body));
    }

    private JsonObject json(EventCreated created, NewEvent event) {
        KeyValidity validity = KeyValidity.of(event.details(), shared.settings().security());
        JsonObject window = new JsonObject();
        if (validity.from() != null) {
            window.put("validFrom", validity.from().toString());
        }
        if (validity.until() != null) {
            window.put("validUntil", validity.until().toString());
        }
        return new JsonObject()
                .put("id", created.id())
                .put("eventId", created.eventId().value())
                .put("apiKey", created.apiKey())
                .put("validity", window);
    }

    private static JsonObject json(EventMeta meta) {
        EventDetails details = meta.details();
        return new JsonObject()
                .put("eventId", meta.eventId().value())
                .put("mainTitle", details.mainTitle())
                .put("subTitle", details.subTitle())
                .put("location", details.location())
                .put("startDate", details.startDate())
                .put("endDate", details.endDate())
                .put("discipline", details.discipline())
                .put("status", meta.status().json())
                .put("apiKey", meta.apiKey())
                .put("hasXmlData", meta.hasXmlData())
                .put("hasImage", meta.imageType() != null)
                .put("createdAt", meta.createdAt().toString());
    }

    private static JsonObject json(EventConfig config) {
        JsonObject json = new JsonObject();
        if (config.activeRaceId() != null) {
            json.put("activeRaceId", config.activeRaceId().value());
        }
        if (config.displayMode() != null) {
            json.put("displayMode", config.displayMode().json());
        }
        if (config.showOnCourse() != null) {
            json.put("showOnCourse", config.showOnCourse());
        }
        if (config.mergeStrategy() != null) {
            json.put("mergeStrategy", config.mergeStrategy().json());
        }
        return json;
    }
}
