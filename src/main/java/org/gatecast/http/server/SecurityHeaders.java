package org.gatecast.http.server;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.gatecast.config.Settings;
import org.gatecast.limits.ClientConnection;

/** The security headers of every response. A route may set others. */
public final class SecurityHeaders {
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private final String strictTransport;

    public SecurityHeaders(Settings.Security settings) {
        strictTransport =
                settings.hsts().isZero() ? null : "max-age=" + settings.hsts().toSeconds();
    }

    public void addTo(HttpServerRequest request) {
        on(request.response());
        if (strictTransport != null && isSecure(request)) {
            request.response().putHeader("Strict-Transport-Security", strictTransport);
        }
    }

    public static HttpServerResponse on(HttpServerResponse response) {
        return response.putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Content-Security-Policy", NOTHING);
    }

    /** Whether a trusted proxy says that the client uses https. The nearest proxy's value is the last. */
    private static boolean isSecure(HttpServerRequest request) {
        String said = request.getHeader("X-Forwarded-Proto");
        return said != null
                && ClientConnection.of(request).isProxied()
                && said.substring(said.lastIndexOf(',') + 1).strip().equalsIgnoreCase("https");
    }
}
