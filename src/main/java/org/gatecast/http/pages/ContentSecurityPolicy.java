package org.gatecast.http.pages;

import io.vertx.core.http.HttpServerResponse;
import org.gatecast.config.Settings;

/** What browsers let the pages do, and who may show them in a frame. */
final class ContentSecurityPolicy {
    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors ";

    private final Settings.Page settings;

    ContentSecurityPolicy(Settings.Page settings) {
        this.settings = settings;
    }

    /**
     * @param embedded whether the page is made to be shown in others
     */
    void apply(HttpServerResponse response, boolean embedded) {
        response.putHeader("Content-Security-Policy", CONTENT + (embedded ? settings.embedAncestors() : "'none'"))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin");
    }

    /** The service's address in links that are shared. */
    String origin(String scheme, String host) {
        return settings.publicOrigin().isEmpty() ? scheme + "://" + host : settings.publicOrigin();
    }
}
