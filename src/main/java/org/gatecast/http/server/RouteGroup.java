package org.gatecast.http.server;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * A part of the service's addresses, and what each request for one of them passes first. Which part a request belongs to
 * is decided once, by the route that it matched: limits and checks never read a path themselves.
 *
 * @param admission refuses by throwing, else calls {@code next}
 */
public record RouteGroup(Router router, Handler<RoutingContext> admission) {}
