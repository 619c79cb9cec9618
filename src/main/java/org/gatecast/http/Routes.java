package org.gatecast.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Refusal;

/** One address and the methods it answers; any other method is refused with those in {@code Allow}. */
final class Routes {
    private final Router router;
    private final String path;
    private final List<String> methods = new ArrayList<>();

    private Routes(Router router, String path) {
        this.router = router;
        this.path = path;
    }

    static Routes at(Router router, String path) {
        return new Routes(router, path);
    }

    Routes get(Handler<RoutingContext> handler) {
        methods.add("GET");
        methods.add("HEAD");
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
        return this;
    }

    Routes on(HttpMethod method, Handler<RoutingContext> handler) {
        methods.add(method.name());
        router.route(method, path).handler(handler);
        return this;
    }

    /**
     * A call with a body: checked by its headers first, then read, then handled.
     *
     * @param guard refuses by throwing, else calls {@code next}
     * @param limitBytes the most the body may have
     */
    Routes on(HttpMethod method, Handler<RoutingContext> guard, long limitBytes, Handler<RoutingContext> handler) {
        methods.add(method.name());
        router.route(method, path).handler(guard);
        router.route(method, path).handler(ctx -> {
            BodyRoom.reserve(ctx, limitBytes);
            ctx.next();
        });
        router.route(method, path)
                .handler(BodyHandler.create(false).setBodyLimit(limitBytes))
                .handler(handler);
        return this;
    }

    /** After the last method. */
    void elseRefuse() {
        String allow = String.join(", ", methods);
        router.route(path).handler(ctx -> {
            ctx.response().putHeader("Allow", allow);
            Failures.answer(
                    ctx,
                    new Refusal(
                            ErrorCode.MethodNotAllowed,
                            "This address answers " + allow + ", not "
                                    + ctx.request().method() + "."));
        });
    }
}
