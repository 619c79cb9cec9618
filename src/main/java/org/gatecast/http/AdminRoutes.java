package org.gatecast.http;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gatecast.bus.Calls;
import org.gatecast.bus.EventEdit;
import org.gatecast.bus.StoreCommand.ChangeStatus;
import org.gatecast.bus.StoreCommand.CreateEvent;
import org.gatecast.bus.StoreCommand.DeleteEvent;
import org.gatecast.bus.StoreCommand.EditEvent;
import org.gatecast.bus.StoreCommand.EventCreated;
import org.gatecast.bus.StoreCommand.PatchConfig;
import org.gatecast.bus.StoreCommand.ReadImage;
import org.gatecast.config.Settings;
import org.gatecast.guard.AnswerMemory;
import org.gatecast.ingest.ConfigBody;
import org.gatecast.ingest.EventBody;
import org.gatecast.ingest.EventEditBody;
import org.gatecast.ingest.NewEvent;
import org.gatecast.ingest.StatusBody;
import org.gatecast.model.EventMeta;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.OrganiserDates;
import org.gatecast.picture.EventPicture;

/**
 * What organisers do: events with the master password, an event's details, life and settings with its key or the master
 * password.
 */
final class AdminRoutes {
    static final String EVENTS = "/api/v1/admin/events";

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

    void mountOn(Area area) {
        Settings.Http limits = shared.settings().http();
        Routes.at(area, "/api/v1/admin/access").get(this::access).elseRefuse();
        Routes.at(area, EVENTS)
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
        Routes.at(area, EVENTS + "/:event")
                .get(ctx -> answer(ctx, caller(ctx).event()))
                .on(HttpMethod.PATCH, this::requireCaller, limits.bodyLimitEventBytes(), this::edit)
                .on(HttpMethod.DELETE, this::delete)
                .elseRefuse();
        Routes.at(area, EVENTS + "/:event/image").get(this::image).elseRefuse();
        Routes.at(area, EVENTS + "/:event/status")
                .on(HttpMethod.PATCH, this::requireCaller, limits.bodyLimitJsonBytes(), this::changeStatus)
                .elseRefuse();
        Routes.at(area, EVENTS + "/:event/config")
                .get(ctx -> Json.answer(
                        ctx, 200, AdminJson.config(caller(ctx).event().meta().config())))
                .on(HttpMethod.PATCH, this::requireCaller, limits.bodyLimitJsonBytes(), this::patchConfig)
                .elseRefuse();
    }

    private void withMaster(RoutingContext ctx, Consumer<RoutingContext> handler) {
        keys.requireMaster(ctx.request());
        handler.accept(ctx);
    }

    private Caller caller(RoutingContext ctx) {
        return keys.caller(ctx.request(), ctx.pathParam("event"));
    }

    private void requireCaller(RoutingContext ctx) {
        Caller caller = caller(ctx);
        Bodies.requireJson(ctx.request());
        ctx.put(Caller.KEY, caller);
        ctx.next();
    }

    /** What a password or key opens, for whoever has one and does not know. */
    private void access(RoutingContext ctx) {
        if (keys.claimsMaster(ctx.request())) {
            keys.requireMaster(ctx.request());
            JsonObject everything = new JsonObject().put("master", true);
            Json.answer(ctx, 200, shared.settings().security().isOpen() ? everything.put("open", true) : everything);
            return;
        }
        Caller caller = keys.shown(ctx.request());
        keys.requireValid(caller);
        Json.answer(
                ctx,
                200,
                new JsonObject()
                        .put("master", false)
                        .put("eventId", caller.eventId().value()));
    }

    private void list(RoutingContext ctx) {
        JsonArray events = new JsonArray();
        shared.pictures().all().forEach(picture -> events.add(AdminJson.listed(picture.meta(), keys.now())));
        Json.answer(ctx, 200, new JsonObject().put("events", events));
    }

    private void create(RoutingContext ctx) {
        int imageLimit = shared.settings().http().imageLimitBytes();
        read(ctx, body -> EventBody.parse(body, imageLimit))
                .compose(event -> calls.store(new CreateEvent(event.eventId(), event.details(), event.image()))
                        .onSuccess(created -> Json.answer(ctx, 201, json(created, event))))
                .onFailure(ctx::fail);
    }

    private JsonObject json(EventCreated created, NewEvent event) {
        OrganiserDates dates =
                new OrganiserDates(event.details().startDate(), event.details().endDate());
        KeyValidity validity =
                KeyValidity.of(dates, shared.settings().security().keyMargins());
        return new JsonObject()
                .put("id", created.id())
                .put("eventId", created.eventId().value())
                .put("apiKey", created.apiKey())
                .put("validity", AdminJson.window(validity));
    }

    private void edit(RoutingContext ctx) {
        Caller caller = ctx.get(Caller.KEY);
        EventMeta meta = caller.event().meta();
        int imageLimit = shared.settings().http().imageLimitBytes();
        this.<EventEdit>read(ctx, body -> EventEditBody.parse(body, meta.details(), meta.organiserDates(), imageLimit))
                .compose(edit -> calls.store(new EditEvent(caller.authority(), edit)))
                .onSuccess(edited ->
                        answer(ctx, shared.pictures().find(caller.eventId()).orElse(caller.event())))
                .onFailure(ctx::fail);
    }

    private void answer(RoutingContext ctx, EventPicture event) {
        Json.answer(ctx, 200, AdminJson.whole(event, keys.validity(event)));
    }

    private void delete(RoutingContext ctx) {
        String id = ctx.pathParam("event");
        Caller caller = keys.claimsEvent(ctx.request()) ? caller(ctx) : keys.master(ctx.request(), id);
        calls.store(new DeleteEvent(caller.authority()))
                .onSuccess(deleted -> Json.answer(
                        ctx, 200, new JsonObject().put("deleted", true).put("eventId", id)))
                .onFailure(ctx::fail);
    }

    /** A draft's too, which the public does not get to see. */
    private void image(RoutingContext ctx) {
        calls.store(new ReadImage(caller(ctx).eventId()))
                .compose(read -> {
                    byte[] bytes = read.image().bytes();
                    Unsent.reserve(ctx.request(), AnswerMemory.single(bytes.length));
                    return ctx.response()
                            .putHeader("Content-Type", read.image().mediaType())
                            .putHeader("Cache-Control", "no-store")
                            .end(Buffer.buffer(bytes));
                })
                .onFailure(ctx::fail);
    }

    private void changeStatus(RoutingContext ctx) {
        Caller caller = ctx.get(Caller.KEY);
        read(ctx, StatusBody::parse)
                .compose(status -> calls.store(new ChangeStatus(caller.authority(), status)))
                .onSuccess(changed -> Json.answer(ctx, 200, AdminJson.statusChanged(caller.eventId(), changed)))
                .onFailure(ctx::fail);
    }

    private void patchConfig(RoutingContext ctx) {
        Caller caller = ctx.get(Caller.KEY);
        read(ctx, ConfigBody::parse)
                .compose(patch -> calls.store(new PatchConfig(caller.authority(), patch)))
                .onSuccess(patched -> Json.answer(ctx, 200, AdminJson.config(patched.config())))
                .onFailure(ctx::fail);
    }

    private <T> Future<T> read(RoutingContext ctx, Function<byte[], T> parser) {
        byte[] body = Bodies.bytes(ctx);
        return workers.readCall(Caller.eventOf(ctx), () -> parser.apply(body));
    }
}
