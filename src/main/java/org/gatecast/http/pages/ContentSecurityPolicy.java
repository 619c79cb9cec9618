package org.gatecast.http.pages;

import io.vertx.core.http.HttpServerResponse;
import org.gatecast.config.Settings;

/** The Content Security Policy of the pages: what they may load, and which sites may frame them. */
final class ContentSecurityPolicy {
    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors ";

    private final Settings.Page settings;

    ContentSecurityPolicy(Settings.Page settings) {
        this.settings = settings;
    }

    /**
     * @param embedded whether the page is meant for frames of other sites
     */
    void apply(HttpServerResponse response, boolean embedded) {
        response.putHeader("Content-Security-Policy", CONTENT + (embedded ? settings.embedAncestors() : "'none'"))
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "same-origin");
    }

    /** The origin of links to the service. */
    String origin(String scheme, String host) {
        return settings.publicOrigin().isEmpty() ? scheme + "://" + host : settings.publicOrigin();
    }
}
