package org.gatecast.http.server;

import io.vertx.ext.web.RoutingContext;

/** The name and type of a value in a request's routing context. */
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
