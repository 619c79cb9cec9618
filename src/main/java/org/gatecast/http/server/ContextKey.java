package org.gatecast.http.server;

import io.vertx.ext.web.RoutingContext;

/**
 * Names a value that the handlers of one request share in its routing context, and its type.
 *
 * @param <T> the value's type
 */
public final class ContextKey<T> {
    private final String name;

    /**
     * @param name unique in the service
     */
    public ContextKey(String name) {
        this.name = name;
    }

    public void set(RoutingContext ctx, T value) {
        ctx.put(name, value);
    }

    /** The request's value, {@code null} when none was set. */
    public T get(RoutingContext ctx) {
        return ctx.get(name);
    }
}
