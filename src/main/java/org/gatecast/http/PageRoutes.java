package org.gatecast.http;

import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The page people watch, from the jar. */
final class PageRoutes {
    private static final String POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self'"
            + " 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws: wss:; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private final Encoded page = new Encoded("text/html; charset=utf-8", "no-cache", resource("/web/index.html"));

    void mountOn(Router router) {
        Routes.at(router, "/")
                .get(ctx -> {
                    ctx.response()
                            .putHeader("Content-Security-Policy", POLICY)
                            .putHeader("X-Content-Type-Options", "nosniff")
                            .putHeader("Referrer-Policy", "same-origin");
                    page.answer(ctx.request());
                })
                .elseRefuse();
    }

    private static byte[] resource(String path) {
        try (InputStream in = PageRoutes.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's " + path + " is unreadable", e);
        }
    }
}
