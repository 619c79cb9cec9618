package org.gatecast.http.pages;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.gatecast.config.Settings;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.RaceId;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.web.AssetCatalog;
import org.gatecast.web.PageRenderer;
import org.gatecast.web.PageRequest;

/** The HTML pages of spectators and organisers, and their files. */
public final class PageRoutes {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CHECKED = "no-cache";

    private final PageContent content;
    private final PageRenderer pages;
    private final SnapshotRegistry snapshots;
    private final ContentSecurityPolicy policy;

    public PageRoutes(Settings.Page settings, PageContent content, SnapshotRegistry snapshots) {
        this.content = content;
        this.pages = content.pages();
        this.snapshots = snapshots;
        this.policy = new ContentSecurityPolicy(settings);
    }

    public void mountOn(RouteGroup group) {
        page(group, "/", false, ctx -> Optional.of(pages.events(pageRequest(ctx))));
        page(group, "/e/:event", false, ctx -> snapshot(ctx).map(snapshot -> pages.event(pageRequest(ctx), snapshot)));
        page(group, "/e/:event/r/:race", false, this::race);
        page(group, "/e/:event/r/:race/:bib", false, this::rider);
        page(group, "/embed/e/:event/r/:race", true, this::race);
        page(group, "/admin", false, ctx -> Optional.of(pages.admin(pageRequest(ctx))));
        file(group, "/manifest.webmanifest", ctx -> content.manifest());
        file(group, "/worker.js", ctx -> content.serviceWorker());
        file(
                group,
                AssetCatalog.ROOT + ":hash/:file",
                ctx -> content.asset(ctx.request().path()));
    }

    private void page(
            RouteGroup group, String path, boolean embedded, Function<RoutingContext, Optional<byte[]>> page) {
        RouteBuilder.at(group, path)
                .get(ctx -> {
                    policy.apply(ctx.response(), embedded);
                    Optional<byte[]> found = page.apply(ctx);
                    if (found.isEmpty()) {
                        ctx.response()
                                .setStatusCode(404)
                                .putHeader("Content-Type", HTML)
                                .putHeader("Cache-Control", "no-store")
                                .end(Buffer.buffer(pages.missing(pageRequest(ctx))));
                        return;
                    }
                    ctx.response().putHeader("Vary", "Accept-Encoding, Accept-Language, Cookie");
                    EncodedResponse.uncached(HTML, CHECKED, found.get()).send(ctx.request());
                })
                .otherwiseNotAllowed();
    }

    private void file(RouteGroup group, String path, Function<RoutingContext, EncodedResponse> file) {
        RouteBuilder.at(group, path)
                .get(ctx -> {
                    EncodedResponse response = file.apply(ctx);
                    if (response == null) {
                        throw new RefusedException(ErrorCode.NotFound, "There is no such file; reload the page.");
                    }
                    // The policy of a service worker's response limits what the worker may fetch.
                    policy.apply(ctx.response(), false);
                    response.send(ctx.request());
                })
                .otherwiseNotAllowed();
    }

    private Optional<byte[]> race(RoutingContext ctx) {
        return snapshot(ctx).flatMap(snapshot -> table(ctx, snapshot)
                .map(table -> pages.race(
                        pageRequest(ctx), snapshot, table, ctx.queryParams().get("cat"))));
    }

    private Optional<byte[]> rider(RoutingContext ctx) {
        String bib = ctx.pathParam("bib");
        return snapshot(ctx).flatMap(snapshot -> table(ctx, snapshot).flatMap(table -> table.rows().stream()
                .filter(row ->
                        row.bib() != null && Objects.equals(bib, row.bib().toString()))
                .findFirst()
                .map(row -> pages.rider(pageRequest(ctx), snapshot, table, row))));
    }

    private Optional<EventSnapshot> snapshot(RoutingContext ctx) {
        String id = ctx.pathParam("event");
        return EventId.isValid(id) ? snapshots.findPublic(new EventId(id)) : Optional.empty();
    }

    private static Optional<RaceTable> table(RoutingContext ctx, EventSnapshot snapshot) {
        String race = ctx.pathParam("race");
        return race.isBlank()
                ? Optional.empty()
                : Optional.ofNullable(snapshot.tables().get(new RaceId(race)));
    }

    private PageRequest pageRequest(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Cookie language = request.getCookie("lang");
        HostAndPort host = request.authority();
        return new PageRequest(
                language == null ? null : language.getValue(),
                request.getHeader("Accept-Language"),
                policy.origin(request.scheme(), host == null ? "localhost" : host.toString()),
                request.uri());
    }
}
