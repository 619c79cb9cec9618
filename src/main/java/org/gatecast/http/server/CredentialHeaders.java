package org.gatecast.http.server;

import io.vertx.core.http.HttpServerRequest;

/** The request headers that carry credentials. */
public final class CredentialHeaders {
    public static final String MASTER_PASSWORD = "X-Master-Key";
    public static final String EVENT_KEY = "X-API-Key";

    private CredentialHeaders() {}

    /** Whether a request carries any credential, right or wrong. */
    public static boolean arePresent(HttpServerRequest request) {
        return request.headers().contains(EVENT_KEY) || request.headers().contains(MASTER_PASSWORD);
    }
}
