package org.gatecast.http.admin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.ChangeStatus;
import org.gatecast.bus.StoreCommand.CreateEvent;
import org.gatecast.bus.StoreCommand.DeleteEvent;
import org.gatecast.bus.StoreCommand.EditEvent;
import org.gatecast.bus.StoreCommand.EventCreated;
import org.gatecast.bus.StoreCommand.PatchConfig;
import org.gatecast.bus.StoreCommand.ReadImage;
import org.gatecast.config.Settings;
import org.gatecast.http.auth.AuthenticatedCaller;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.http.server.RequestBodies;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.http.server.UnsentBudgetCheck;
import org.gatecast.limits.ResponseMemory;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventMeta;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;

/**
 * Events with their details, status and settings. Creating and listing events needs a master password, everything else the
 * event's key or a master password.
 */
public final class AdminRoutes {
    static final String EVENTS = "/api/v1/admin/events";

    private final Settings.Http limits;
    private final Settings.Security security;
    private final SnapshotRegistry snapshots;
    private final BusClient bus;
    private final ParseWorkers workers;
    private final AdminBodyReader bodies;
    private final KeyAuthorizer authorizer;

    public AdminRoutes(
            Settings.Http limits,
            Settings.Security security,
            SnapshotRegistry snapshots,
            BusClient bus,
            ParseWorkers workers,
            AdminBodyReader bodies,
            KeyAuthorizer authorizer) {
        this.limits = limits;
        this.security = security;
        this.snapshots = snapshots;
        this.bus = bus;
        this.workers = workers;
        this.bodies = bodies;
        this.authorizer = authorizer;
    }

    public void mountOn(RouteGroup group) {
        RouteBuilder.readOnly(group, "/api/v1/admin/access", this::access);
        RouteBuilder.at(group, EVENTS)
                .get(this::list)
                .on(
                        HttpMethod.POST,
                        ctx -> {
                            RequestBodies.requireJson(ctx.request());
                            authorizer.requireMaster(ctx.request());
                            ctx.next();
                        },
                        limits.bodyLimitEventBytes(),
                        this::create)
                .otherwiseNotAllowed();
        RouteBuilder.at(group, EVENTS + "/:event")
                .get(ctx -> respond(ctx, authorizer.caller(ctx).event()))
                .on(HttpMethod.PATCH, authorizer::admitJson, limits.bodyLimitEventBytes(), this::edit)
                .on(HttpMethod.DELETE, this::delete)
                .otherwiseNotAllowed();
        RouteBuilder.readOnly(group, EVENTS + "/:event/image", this::image);
        RouteBuilder.at(group, EVENTS + "/:event/status")
                .on(HttpMethod.PATCH, authorizer::admitJson, limits.bodyLimitJsonBytes(), this::changeStatus)
                .otherwiseNotAllowed();
        RouteBuilder.at(group, EVENTS + "/:event/config")
                .get(ctx -> JsonResponses.send(
                        ctx,
                        200,
                        AdminJson.config(authorizer.caller(ctx).event().meta().config())))
                .on(HttpMethod.PATCH, authorizer::admitJson, limits.bodyLimitJsonBytes(), this::patchConfig)
                .otherwiseNotAllowed();
    }

    private void access(RoutingContext ctx) {
        if (authorizer.claimsMaster(ctx.request())) {
            authorizer.requireMaster(ctx.request());
            JsonObject everything = new JsonObject().put("master", true).put("limits", limits());
            JsonResponses.send(ctx, 200, security.isOpen() ? everything.put("open", true) : everything);
            return;
        }
        AuthenticatedCaller caller = authorizer.shown(ctx.request());
        authorizer.requireValid(caller);
        JsonObject event = new JsonObject()
                .put("master", false)
                .put("eventId", caller.eventId().value())
                .put("limits", limits());
        JsonResponses.send(ctx, 200, event);
    }

    /** For a page that checks a file before it uploads it. */
    private JsonObject limits() {
        return new JsonObject()
                .put("exportBytes", limits.bodyLimitXmlBytes())
                .put("imageBytes", limits.imageLimitBytes());
    }

    private void list(RoutingContext ctx) {
        authorizer.requireMaster(ctx.request());
        List<JsonObject> events = snapshots.all().stream()
                .map(snapshot -> AdminJson.summary(snapshot.meta(), authorizer.now()))
                .toList();
        JsonResponses.send(ctx, 200, new JsonObject().put("events", events));
    }

    private void create(RoutingContext ctx) {
        workers.readCall(ctx, bodies::newEvent)
                .map(this::withWorkingKey)
                .compose(event -> bus.store(new CreateEvent(event.eventId(), event.details(), event.imageData()))
                        .onSuccess(created -> JsonResponses.send(ctx, 201, json(created, event))))
                .onFailure(ctx::fail);
    }

    /** The event, unless its days are over, because then its key would not work. */
    private EventBody withWorkingKey(EventBody event) {
        KeyValidity validity = validity(event);
        if (validity.hasEnded(authorizer.now())) {
            throw new RefusedException(
                    ErrorCode.InvalidRequest,
                    "endDate: the event's key would have expired at " + validity.until()
                            + ". Leave the dates out; the export brings them.");
        }
        return event;
    }

    private KeyValidity validity(EventBody event) {
        OrganiserDates dates =
                new OrganiserDates(event.details().startDate(), event.details().endDate());
        return KeyValidity.of(dates, security.keyMargins());
    }

    private JsonObject json(EventCreated created, EventBody event) {
        return new JsonObject()
                .put("id", created.id())
                .put("eventId", created.eventId().value())
                .put("apiKey", created.apiKey())
                .put("validity", AdminJson.window(validity(event)));
    }

    private void edit(RoutingContext ctx) {
        AuthenticatedCaller caller = AuthenticatedCaller.of(ctx);
        EventMeta meta = caller.event().meta();
        workers.readCall(ctx, body -> bodies.edit(body, meta.details(), meta.organiserDates()))
                .compose(patch -> bus.store(new EditEvent(caller.authority(), patch)))
                .onSuccess(
                        edited -> respond(ctx, snapshots.find(caller.eventId()).orElse(caller.event())))
                .onFailure(ctx::fail);
    }

    private void respond(RoutingContext ctx, EventSnapshot event) {
        JsonResponses.send(ctx, 200, AdminJson.full(event, authorizer.validity(event), authorizer.now()));
    }

    private void delete(RoutingContext ctx) {
        String id = ctx.pathParam("event");
        AuthenticatedCaller caller =
                authorizer.claimsEvent(ctx.request()) ? authorizer.caller(ctx) : authorizer.master(ctx.request(), id);
        bus.store(new DeleteEvent(caller.authority()))
                .onSuccess(deleted -> JsonResponses.send(
                        ctx, 200, new JsonObject().put("deleted", true).put("eventId", id)))
                .onFailure(ctx::fail);
    }

    /** The image of any event, drafts included. */
    private void image(RoutingContext ctx) {
        EventMeta event = authorizer.caller(ctx).event().meta();
        long version = event.image() == null ? 0 : event.image().version();
        bus.store(new ReadImage(event.eventId(), event.generation(), version))
                .compose(read -> {
                    byte[] bytes = read.image().bytes();
                    UnsentBudgetCheck.reserve(ctx.request(), ResponseMemory.single(bytes.length));
                    return ctx.response()
                            .putHeader("Content-Type", read.image().mediaType())
                            .putHeader("Cache-Control", "no-store")
                            .end(Buffer.buffer(bytes));
                })
                .onFailure(ctx::fail);
    }

    private void changeStatus(RoutingContext ctx) {
        AuthenticatedCaller caller = AuthenticatedCaller.of(ctx);
        workers.readCall(ctx, bodies::status)
                .compose(status -> bus.store(new ChangeStatus(caller.authority(), status)))
                .onSuccess(changed -> JsonResponses.send(ctx, 200, AdminJson.statusChanged(caller.eventId(), changed)))
                .onFailure(ctx::fail);
    }

    private void patchConfig(RoutingContext ctx) {
        AuthenticatedCaller caller = AuthenticatedCaller.of(ctx);
        workers.readCall(ctx, bodies::config)
                .compose(patch -> bus.store(new PatchConfig(caller.authority(), patch)))
                .onSuccess(patched -> JsonResponses.send(ctx, 200, AdminJson.config(patched.config())))
                .onFailure(ctx::fail);
    }
}
