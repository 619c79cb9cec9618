package org.gatecast.http.server;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** Mounts one path with its methods. Other methods are refused, and {@code Allow} lists the methods. */
public final class RouteBuilder {
    private final Router router;
    private final Handler<RoutingContext> admission;
    private final String path;
    private final List<String> methods = new ArrayList<>();

    private RouteBuilder(RouteGroup group, String path) {
        this.router = group.router();
        this.admission = group.admission();
        this.path = path;
    }

    public static RouteBuilder at(RouteGroup group, String path) {
        return new RouteBuilder(group, path);
    }

    /** A path that is only read. */
    public static void readOnly(RouteGroup group, String path, Handler<RoutingContext> handler) {
        at(group, path).get(handler).otherwiseNotAllowed();
    }

    public RouteBuilder get(Handler<RoutingContext> handler) {
        methods.add("GET");
        methods.add("HEAD");
        router.route(path)
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(admission)
                .handler(handler);
        return this;
    }

    public RouteBuilder on(HttpMethod method, Handler<RoutingContext> handler) {
        methods.add(method.name());
        router.route(method, path).handler(admission).handler(handler);
        return this;
    }

    /**
     * A request with a body: checked by its headers first, then read, then handled.
     *
     * @param guard refuses by throwing, else calls {@code next}
     * @param limitBytes the largest body
     */
    public RouteBuilder on(
            HttpMethod method, Handler<RoutingContext> guard, long limitBytes, Handler<RoutingContext> handler) {
        methods.add(method.name());
        router.route(method, path).handler(admission).handler(guard);
        router.route(method, path).handler(ctx -> {
            BodyLimit.set(ctx, limitBytes);
            BodyMemoryHandler.reserve(ctx, limitBytes);
            RequestBodies.refuseMalformed(ctx);
            ctx.next();
        });
        router.route(method, path)
                .handler(BodyHandler.create(false).setBodyLimit(limitBytes))
                .handler(BodyMemoryHandler::keep)
                .handler(RequestBodies::requireComplete)
                .handler(ctx -> ReceivedBody.admit(ctx, limitBytes))
                .handler(handler);
        return this;
    }

    public void otherwiseNotAllowed() {
        String allow = String.join(", ", methods);
        router.route(path).handler(admission).handler(ctx -> {
            ctx.response().putHeader("Allow", allow);
            throw new RefusedException(
                    ErrorCode.MethodNotAllowed,
                    "This address supports " + allow + ", not " + ctx.request().method() + ".");
        });
    }
}
