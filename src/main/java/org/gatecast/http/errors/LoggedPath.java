package org.gatecast.http.errors;

import io.vertx.core.http.HttpServerRequest;

/** A request's path for the log: without the query, and of limited length. */
final class LoggedPath {
    private static final int MAX_CHARS = 200;

    private LoggedPath() {}

    static String of(HttpServerRequest request) {
        String path = request.path();
        return path == null ? "-" : path.substring(0, Math.min(path.length(), MAX_CHARS));
    }
}
