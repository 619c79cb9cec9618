package org.gatecast.http.pages;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.PageFileRequest;
import org.gatecast.config.Settings;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.web.PageRenderer;
import org.gatecast.web.PreviewCatalog;

/** The HTML pages of spectators and organisers, with their files and feeds. One for all event loops. */
public final class PageRoutes {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String OVERLAY = "overlay";
    /** The views that have the page of screens. */
    private static final Set<String> SCREENS = Set.of("board", OVERLAY, "speaker");

    private final Settings.Page settings;
    private final SnapshotRegistry snapshots;
    private final PageSubject find;
    private final OperatorFiles operatorFiles;
    private final PageRenderer pages;
    private final AssetRoutes assets;
    private final SiteFileRoutes siteFiles;
    private final FeedRoutes feeds;

    /** Reads the pages from the jar; blocks. */
    public PageRoutes(Settings.Page settings, SnapshotRegistry snapshots) {
        this.settings = settings;
        this.snapshots = snapshots;
        find = new PageSubject(snapshots);
        operatorFiles = new OperatorFiles(settings);
        pages = PageRenderer.load(operatorFiles.operator());
        assets = new AssetRoutes(pages.assets(), operatorFiles);
        siteFiles = new SiteFileRoutes(settings, snapshots, pages.siteFiles());
        feeds = new FeedRoutes(settings, snapshots, pages.feeds());
    }

    public PreviewCatalog previews() {
        return pages.previews();
    }

    /** The files of this version, for the nodes of other versions. */
    public PageFileRequest.Keep keptFiles() {
        return assets.kept();
    }

    /**
     * Mounts the pages for one event loop.
     *
     * @param bus leads to the files of other versions; empty if no other node sends pages
     */
    public void mountOn(RouteGroup group, Vertx vertx, Optional<BusClient> bus) {
        page(group, "/", false, ctx -> Optional.of(pages.events(PageRequests.of(ctx, settings), snapshots.all())));
        page(group, "/e/:event", false, this::event);
        page(group, "/e/:event/r/:race", false, this::race);
        page(group, "/e/:event/r/:race/:bib", false, this::rider);
        page(group, "/embed/e/:event", true, this::event);
        page(group, "/embed/e/:event/r/:race", true, this::race);
        page(group, "/admin", false, ctx -> Optional.of(pages.admin(PageRequests.of(ctx, settings))));
        siteFiles.mountOn(group);
        feeds.mountOn(group, vertx);
        assets.mountOn(group, bus);
    }

    private void page(
            RouteGroup group, String path, boolean embedded, Function<RoutingContext, Optional<byte[]>> page) {
        String policy = embedded ? ContentPolicy.framedBy(settings.embedAncestors()) : ContentPolicy.framedByNobody();
        RouteBuilder.readOnly(group, path, ctx -> {
            ctx.response().putHeader(ContentPolicy.HEADER, policy);
            Optional<byte[]> found = page.apply(ctx);
            if (found.isEmpty()) {
                ctx.response()
                        .setStatusCode(404)
                        .putHeader("Content-Type", HTML)
                        .putHeader("Cache-Control", "no-store")
                        .end(Buffer.buffer(pages.missing(PageRequests.of(ctx, settings))));
                return;
            }
            ctx.response().putHeader("Vary", "Accept-Encoding, Accept-Language, Cookie");
            EncodedResponse.uncached(HTML, CacheControl.CHECKED, found.get()).send(ctx.request());
        });
    }

    private Optional<byte[]> event(RoutingContext ctx) {
        return find.snapshot(ctx).map(snapshot -> screen(ctx, snapshot)
                .orElseGet(() -> pages.event(PageRequests.of(ctx, settings), snapshot)));
    }

    private Optional<byte[]> race(RoutingContext ctx) {
        return find.snapshot(ctx).flatMap(snapshot -> find.table(ctx, snapshot).map(table -> screen(ctx, snapshot)
                .orElseGet(() -> pages.race(
                        PageRequests.of(ctx, settings),
                        snapshot,
                        table,
                        ctx.queryParams().get("cat")))));
    }

    /** The page of a screen, if the address asks for one. */
    private Optional<byte[]> screen(RoutingContext ctx, EventSnapshot snapshot) {
        return Optional.ofNullable(ctx.queryParams().get("view"))
                .filter(SCREENS::contains)
                .map(view -> {
                    boolean overlay = view.equals(OVERLAY);
                    if (overlay) {
                        ctx.response().putHeader(ContentPolicy.HEADER, ContentPolicy.ofOverlays());
                    }
                    return pages.screen(
                            PageRequests.of(ctx, settings),
                            snapshot,
                            view,
                            operatorFiles.sponsorLogos(),
                            overlay ? operatorFiles.overlayStyle() : "");
                });
    }

    private Optional<byte[]> rider(RoutingContext ctx) {
        return find.snapshot(ctx).flatMap(snapshot -> find.table(ctx, snapshot).flatMap(table -> find.row(ctx, table)
                .map(row -> pages.rider(PageRequests.of(ctx, settings), snapshot, table, row))));
    }
}
