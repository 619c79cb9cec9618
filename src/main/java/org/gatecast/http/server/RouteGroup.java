package org.gatecast.http.server;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Routes with the same admission. The matched route decides which group a request belongs to; limits and checks never look at
 * the path themselves.
 *
 * @param admission refuses by throwing, else calls {@code next}
 */
public record RouteGroup(Router router, Handler<RoutingContext> admission) {}
