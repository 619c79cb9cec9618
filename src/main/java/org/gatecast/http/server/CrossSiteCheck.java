package org.gatecast.http.server;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.limits.RejectionCounters;
import org.gatecast.limits.RejectionReason;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** Refuses admin and ingest requests that a browser sends for a page of another site. Public reads are open to all origins. */
final class CrossSiteCheck {
    private final RejectionCounters rejections;

    CrossSiteCheck(RejectionCounters rejections) {
        this.rejections = rejections;
    }

    /**
     * @throws RefusedException {@code Forbidden}
     */
    void requireSameSite(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        boolean isPreflight = request.method().equals(HttpMethod.OPTIONS);
        if (!isPreflight && isCrossSite(request)) {
            rejections.count(RejectionReason.CROSS_SITE);
            throw new RefusedException(
                    ErrorCode.Forbidden,
                    "This call cannot be made from a page of another site; use this service's own.");
        }
    }

    /** Decided by {@code Sec-Fetch-Site}, which no proxy changes; without it by comparing {@code Origin} and {@code Host}. */
    private static boolean isCrossSite(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return false;
        }
        HostAndPort host = request.authority();
        int scheme = origin.indexOf("://");
        return host == null || scheme < 0 || !origin.substring(scheme + 3).equalsIgnoreCase(request.getHeader("Host"));
    }
}
