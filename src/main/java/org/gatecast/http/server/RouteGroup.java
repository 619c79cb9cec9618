package org.gatecast.http.server;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Routes with the same admission.
 *
 * @param admission refuses by throwing, else calls {@code next}
 */
public record RouteGroup(Router router, Handler<RoutingContext> admission) {}
