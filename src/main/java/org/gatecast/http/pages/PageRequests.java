package org.gatecast.http.pages;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.config.Settings;
import org.gatecast.web.PageRequest;

/** Reads from a request what a page depends on besides its content. */
final class PageRequests {
    private PageRequests() {}

    static PageRequest of(RoutingContext ctx, Settings.Page settings) {
        HttpServerRequest request = ctx.request();
        String inAddress = ctx.queryParams().get("lang");
        Cookie language = request.getCookie("lang");
        HostAndPort host = request.authority();
        String origin = request.scheme() + "://" + (host == null ? "localhost" : host);
        return new PageRequest(
                inAddress != null ? inAddress : language == null ? null : language.getValue(),
                request.getHeader("Accept-Language"),
                settings.publicOrigin().isEmpty() ? origin : settings.publicOrigin(),
                request.uri());
    }
}
