package org.gatecast.http.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatecast.config.Settings;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RaceId;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.web.Asset;
import org.gatecast.web.AssetCatalog;
import org.gatecast.web.Operator;
import org.gatecast.web.PageRenderer;
import org.gatecast.web.PageRequest;

/** The HTML pages of spectators and organisers, and their files. One for all event loops, so each file is compressed once. */
public final class PageRoutes {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String CHECKED = "no-cache";

    /** What the pages may load. The sites that may frame them follow. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors ";

    private final Settings.Page settings;
    private final SnapshotRegistry snapshots;
    private final PageRenderer pages;
    private final Map<String, EncodedResponse> assets;
    private final EncodedResponse serviceWorker;
    private final EncodedResponse manifest;

    /** Reads the pages from the jar; blocks. */
    public PageRoutes(Settings.Page settings, SnapshotRegistry snapshots) {
        this.settings = settings;
        this.snapshots = snapshots;
        Optional<EncodedResponse> logo =
                settings.operatorLogo().map(image -> EncodedResponse.file(image.mediaType(), FOREVER, image.bytes()));
        String logoAddress =
                logo.map(file -> AssetCatalog.ROOT + file.tag() + "/logo").orElse("");
        pages = PageRenderer.load(new Operator(settings.operatorName(), settings.operatorHome(), logoAddress));
        Map<String, EncodedResponse> files = pages.assets().all().stream()
                .collect(Collectors.toMap(
                        Asset::address,
                        asset -> EncodedResponse.file(
                                asset.mediaType(), FOREVER, asset.text().getBytes(UTF_8))));
        logo.ifPresent(file -> files.put(logoAddress, file));
        assets = Map.copyOf(files);
        serviceWorker = EncodedResponse.file("text/javascript; charset=utf-8", CHECKED, pages.serviceWorker());
        manifest = EncodedResponse.file("application/manifest+json", CHECKED, pages.manifest());
    }

    public void mountOn(RouteGroup group) {
        page(group, "/", false, ctx -> Optional.of(pages.events(pageRequest(ctx), snapshots.all())));
        page(group, "/e/:event", false, ctx -> snapshot(ctx).map(snapshot -> pages.event(pageRequest(ctx), snapshot)));
        page(group, "/e/:event/r/:race", false, this::race);
        page(group, "/e/:event/r/:race/:bib", false, this::rider);
        page(group, "/embed/e/:event/r/:race", true, this::race);
        page(group, "/admin", false, ctx -> Optional.of(pages.admin(pageRequest(ctx))));
        file(group, "/manifest.webmanifest", ctx -> manifest);
        file(group, "/worker.js", ctx -> serviceWorker);
        file(group, "/robots.txt", ctx -> generated("text/plain", pages.robots(pageRequest(ctx))));
        file(
                group,
                "/sitemap.xml",
                ctx -> generated("application/xml", pages.sitemap(pageRequest(ctx), snapshots.all())));
        file(
                group,
                AssetCatalog.ROOT + ":hash/:file",
                ctx -> assets.get(ctx.request().path()));
    }

    private void page(
            RouteGroup group, String path, boolean embedded, Function<RoutingContext, Optional<byte[]>> page) {
        RouteBuilder.readOnly(group, path, ctx -> {
            addPolicy(ctx.response(), embedded);
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
        });
    }

    private void file(RouteGroup group, String path, Function<RoutingContext, EncodedResponse> file) {
        RouteBuilder.readOnly(group, path, ctx -> {
            EncodedResponse response = file.apply(ctx);
            if (response == null) {
                throw new RefusedException(ErrorCode.NotFound, "There is no such file; reload the page.");
            }
            // The policy of a service worker's response limits what the worker may fetch.
            addPolicy(ctx.response(), false);
            response.send(ctx.request());
        });
    }

    private static EncodedResponse generated(String mediaType, byte[] content) {
        return EncodedResponse.uncached(mediaType + "; charset=utf-8", CHECKED, content);
    }

    private void addPolicy(HttpServerResponse response, boolean embedded) {
        String ancestors = embedded ? settings.embedAncestors() : "'none'";
        response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY + ancestors);
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
        return snapshots.findPublic(ctx.pathParam("event"));
    }

    private static Optional<RaceTable> table(RoutingContext ctx, EventSnapshot snapshot) {
        String race = ctx.pathParam("race");
        return race.isBlank()
                ? Optional.empty()
                : Optional.ofNullable(snapshot.tables().get(new RaceId(race)));
    }

    private PageRequest pageRequest(RoutingContext ctx) {
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
