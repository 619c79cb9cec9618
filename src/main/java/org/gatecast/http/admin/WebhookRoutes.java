package org.gatecast.http.admin;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.AddWebhook;
import org.gatecast.bus.StoreCommand.EditWebhook;
import org.gatecast.bus.StoreCommand.RemoveWebhook;
import org.gatecast.bus.StoreCommand.ReplaceWebhookSecret;
import org.gatecast.bus.WebhookCommand;
import org.gatecast.bus.WebhookRequest.ReadAttempts;
import org.gatecast.bus.WebhookRequest.ReadStatus;
import org.gatecast.bus.WebhookRequest.Retry;
import org.gatecast.bus.WebhookRequest.StatusRead;
import org.gatecast.config.Settings;
import org.gatecast.http.auth.AuthenticatedCaller;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;
import org.gatecast.model.Webhook;
import org.gatecast.model.WebhookAttempt;
import org.gatecast.model.WebhookEventType;
import org.gatecast.model.WebhookProgress;
import org.gatecast.model.WebhookStatus;

/**
 * Lists, adds, changes, tries and removes an event's webhooks, and shows their log. A secret is shown only in the response that
 * creates it.
 */
public final class WebhookRoutes {
    private static final String WEBHOOKS = AdminRoutes.EVENTS + "/:event/webhooks";
    private static final String WEBHOOK = WEBHOOKS + "/:webhook";
    private static final int SHOWN_ATTEMPTS = 100;

    private final Settings settings;
    private final BusClient bus;
    private final ParseWorkers workers;
    private final AdminBodyReader bodies;
    private final KeyAuthorizer authorizer;

    public WebhookRoutes(
            Settings settings, BusClient bus, ParseWorkers workers, AdminBodyReader bodies, KeyAuthorizer authorizer) {
        this.settings = settings;
        this.bus = bus;
        this.workers = workers;
        this.bodies = bodies;
        this.authorizer = authorizer;
    }

    public void mountOn(RouteGroup group) {
        int bodyLimit = settings.http().bodyLimitJsonBytes();
        RouteBuilder.at(group, WEBHOOKS)
                .get(this::list)
                .on(HttpMethod.POST, authorizer::admitJson, bodyLimit, this::add)
                .otherwiseNotAllowed();
        RouteBuilder.at(group, WEBHOOK)
                .on(HttpMethod.PATCH, authorizer::admitJson, bodyLimit, this::edit)
                .on(HttpMethod.DELETE, this::remove)
                .otherwiseNotAllowed();
        RouteBuilder.at(group, WEBHOOK + "/secret")
                .on(HttpMethod.POST, authorizer::admitJson, bodyLimit, this::replaceSecret)
                .otherwiseNotAllowed();
        RouteBuilder.at(group, WEBHOOK + "/test")
                .on(HttpMethod.POST, this::test)
                .otherwiseNotAllowed();
        RouteBuilder.at(group, WEBHOOK + "/retry")
                .on(HttpMethod.POST, this::retry)
                .otherwiseNotAllowed();
        RouteBuilder.readOnly(group, WEBHOOK + "/attempts", this::attempts);
    }

    private void list(RoutingContext ctx) {
        AuthenticatedCaller caller = authorizer.caller(ctx);
        bus.webhooks(new ReadStatus(caller.eventId()))
                .onSuccess(read -> {
                    Map<String, WebhookStatus> status = byId(read);
                    Instant now = authorizer.now();
                    List<JsonObject> webhooks = caller.event().meta().webhooks().stream()
                            .map(webhook -> json(webhook, status.get(webhook.id()), now))
                            .toList();
                    JsonResponses.send(
                            ctx,
                            200,
                            new JsonObject()
                                    .put("webhooks", webhooks)
                                    .put("types", WebhookEventType.labels(Arrays.asList(WebhookEventType.values()))));
                })
                .onFailure(ctx::fail);
    }

    private static Map<String, WebhookStatus> byId(StatusRead read) {
        Map<String, WebhookStatus> byId = new LinkedHashMap<>();
        read.webhooks().forEach(status -> byId.put(status.progress().webhookId(), status));
        return byId;
    }

    private void add(RoutingContext ctx) {
        AuthenticatedCaller caller = AuthenticatedCaller.of(ctx);
        workers.readCall(ctx, bodies::webhook)
                .map(body -> {
                    BodyChecks.require(body.url().given(), "url is required");
                    return new AddWebhook(
                            caller.authority(),
                            body.checkedUrl(settings.webhooks().privateAddresses())
                                    .value(),
                            body.givenTypes().or(Set.of(WebhookEventType.values())),
                            body.enabled().or(true));
                })
                .compose(bus::store)
                .onSuccess(changed -> JsonResponses.send(ctx, 201, withSecret(changed.webhook())))
                .onFailure(ctx::fail);
    }

    private void edit(RoutingContext ctx) {
        AuthenticatedCaller caller = AuthenticatedCaller.of(ctx);
        workers.readCall(ctx, bodies::webhook)
                .map(body -> new EditWebhook(
                        caller.authority(),
                        ctx.pathParam("webhook"),
                        body.checkedUrl(settings.webhooks().privateAddresses()),
                        body.givenTypes(),
                        body.enabled()))
                .compose(bus::store)
                .onSuccess(changed -> JsonResponses.send(ctx, 200, json(changed.webhook(), authorizer.now())))
                .onFailure(ctx::fail);
    }

    private void remove(RoutingContext ctx) {
        AuthenticatedCaller caller = authorizer.caller(ctx);
        bus.store(new RemoveWebhook(caller.authority(), ctx.pathParam("webhook")))
                .onSuccess(changed -> JsonResponses.send(
                        ctx,
                        200,
                        new JsonObject()
                                .put("removed", true)
                                .put("webhookId", changed.webhook().id())))
                .onFailure(ctx::fail);
    }

    private void replaceSecret(RoutingContext ctx) {
        AuthenticatedCaller caller = AuthenticatedCaller.of(ctx);
        workers.readCall(
                        ctx,
                        body -> bodies.grace(
                                body, Duration.ofHours(settings.security().keyGraceHours())))
                .compose(grace ->
                        bus.store(new ReplaceWebhookSecret(caller.authority(), ctx.pathParam("webhook"), grace)))
                .onSuccess(changed -> JsonResponses.send(ctx, 200, withSecret(changed.webhook())))
                .onFailure(ctx::fail);
    }

    private void test(RoutingContext ctx) {
        AuthenticatedCaller caller = authorizer.caller(ctx);
        bus.webhook(new WebhookCommand.Test(caller.eventId(), find(ctx, caller).id()))
                .onSuccess(
                        tried -> JsonResponses.send(ctx, 200, new JsonObject().put("attempt", json(tried.attempt()))))
                .onFailure(ctx::fail);
    }

    private void retry(RoutingContext ctx) {
        AuthenticatedCaller caller = authorizer.caller(ctx);
        Webhook webhook = find(ctx, caller);
        bus.webhooks(new Retry(caller.eventId(), caller.event().meta().generation(), webhook.id()))
                .compose(asked -> bus.webhook(new WebhookCommand.Wake(caller.eventId())))
                .compose(woken -> bus.webhooks(new ReadStatus(caller.eventId())))
                .onSuccess(read ->
                        JsonResponses.send(ctx, 200, json(webhook, byId(read).get(webhook.id()), authorizer.now())))
                .onFailure(ctx::fail);
    }

    private void attempts(RoutingContext ctx) {
        AuthenticatedCaller caller = authorizer.caller(ctx);
        bus.webhooks(new ReadAttempts(caller.eventId(), find(ctx, caller).id(), SHOWN_ATTEMPTS))
                .onSuccess(read -> JsonResponses.send(
                        ctx,
                        200,
                        new JsonObject()
                                .put(
                                        "attempts",
                                        read.attempts().stream()
                                                .map(WebhookRoutes::json)
                                                .toList())))
                .onFailure(ctx::fail);
    }

    private static Webhook find(RoutingContext ctx, AuthenticatedCaller caller) {
        String id = ctx.pathParam("webhook");
        return caller.event()
                .meta()
                .webhook(id)
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.NotFound,
                        "Event " + caller.eventId() + " has no webhook with that id; it may be removed."));
    }

    private JsonObject withSecret(Webhook webhook) {
        return json(webhook, authorizer.now()).put("secret", webhook.secret());
    }

    private static JsonObject json(Webhook webhook, Instant now) {
        JsonObject json = new JsonObject()
                .put("webhookId", webhook.id())
                .put("url", webhook.url())
                .put("types", WebhookEventType.labels(webhook.types()))
                .put("enabled", webhook.enabled())
                .put("createdAt", webhook.createdAt());
        boolean rotating = webhook.secretsAt(now).size() > 1;
        return rotating ? json.put("previousSecretUntil", webhook.previousUntil()) : json;
    }

    /**
     * @param status {@code null} for a webhook that the database does not have any more
     */
    private static JsonObject json(Webhook webhook, WebhookStatus status, Instant now) {
        JsonObject json = json(webhook, now);
        if (status == null) {
            return json.put("state", webhook.enabled() ? "ready" : "disabled").put("waiting", 0);
        }
        WebhookProgress progress = status.progress();
        return json.put("state", state(webhook, progress))
                .put("waiting", webhook.enabled() ? status.waiting() : 0)
                .put("oldestAt", webhook.enabled() ? status.oldestAt() : null)
                .put("attempts", progress.attempts())
                .put("failingSince", progress.failingSince())
                .put("nextAttemptAt", progress.nextAttemptAt())
                .put("pausedAt", progress.pausedAt())
                .put("missed", progress.missed());
    }

    private static String state(Webhook webhook, WebhookProgress progress) {
        if (!webhook.enabled()) {
            return "disabled";
        }
        if (progress.pausedAt() != null) {
            return "paused";
        }
        return progress.failingSince() != null ? "failing" : "ready";
    }

    private static JsonObject json(WebhookAttempt attempt) {
        return new JsonObject()
                .put("at", attempt.at())
                .put("messageId", attempt.messageId())
                .put("type", attempt.type())
                .put("subject", attempt.subject())
                .put("attempt", attempt.attempt())
                .put("delivered", attempt.error() == null)
                .put("status", attempt.status())
                .put("error", attempt.error())
                .put("millis", attempt.millis());
    }
}
