package org.gatecast.http.server;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.limits.RejectionCounters;
import org.gatecast.limits.RejectionReason;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/**
 * Keeps browsers from doing an organiser's work on behalf of another site. What the public may read stays open to every
 * origin, and so do the doors of spectators.
 */
final class CrossSiteCheck {
    private final RejectionCounters rejections;

    CrossSiteCheck(RejectionCounters rejections) {
        this.rejections = rejections;
    }

    /**
     * For what organisers and the timing booth do.
     *
     * @throws RefusedException when a browser asks on behalf of another site
     */
    void requireSameSite(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        boolean asks = request.method().equals(HttpMethod.OPTIONS);
        if (!asks && isCrossSite(request)) {
            rejections.count(RejectionReason.CROSS_SITE);
            throw new RefusedException(
                    ErrorCode.Forbidden,
                    "This call cannot be made from a page of another site; use this service's own.");
        }
    }

    /** By the browser's own word where it gives it, which no proxy alters; else by the origin and whom it asked. */
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
