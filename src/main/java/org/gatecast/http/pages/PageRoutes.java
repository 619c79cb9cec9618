package org.gatecast.http.pages;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.FileContent;
import org.gatecast.bus.PageFileRequest;
import org.gatecast.bus.PageFileRequest.PageFile;
import org.gatecast.config.Settings;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Image;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.web.Asset;
import org.gatecast.web.AssetCatalog;
import org.gatecast.web.Operator;
import org.gatecast.web.PageRenderer;
import org.gatecast.web.PreviewCatalog;

/** The HTML pages of spectators and organisers, and their files. One for all event loops, so each file is compressed once. */
public final class PageRoutes {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String NO_STYLE = "/* page.overlay-style names no file. */\n";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String ATOM = "application/atom+xml; charset=utf-8";
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String CHECKED = "no-cache";
    private static final String OVERLAY = "overlay";
    /** The views that have the page of screens. */
    private static final Set<String> SCREENS = Set.of("board", OVERLAY, "speaker");

    /** What the pages may load. The sites that may frame them follow. */
    private static final String CONTENT_SECURITY_POLICY = policy("style-src 'self'");

    /** A program that shows an overlay adds its operator's style sheet to the page, perhaps with a font in it. */
    private static final String OVERLAY_POLICY = policy("style-src 'self' 'unsafe-inline'; font-src 'self' data:");

    private static String policy(String styles) {
        return "default-src 'none'; script-src 'self'; " + styles + ";"
                + " img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self';"
                + " base-uri 'none'; form-action 'none'; frame-ancestors ";
    }

    private final Settings.Page settings;
    private final SnapshotRegistry snapshots;
    private final PageSubject find;
    private final PageRenderer pages;
    private final List<PageFile> files = new ArrayList<>();
    private final List<String> sponsorLogos;
    private final String overlayStyle;
    private final Map<String, EncodedResponse> assets;
    private final EncodedResponse serviceWorker;
    private final EncodedResponse manifest;
    private final EncodedResponse clientScript;
    private final EncodedResponse embedScript;
    private final EncodedResponse graphicManifest;
    private final EncodedResponse graphic;
    private final EncodedResponse graphicStyle;

    /** Reads the pages from the jar; blocks. */
    public PageRoutes(Settings.Page settings, SnapshotRegistry snapshots) {
        this.settings = settings;
        this.snapshots = snapshots;
        find = new PageSubject(snapshots);
        String logoAddress = settings.operatorLogo()
                .map(image -> EncodedResponse.uncached(image.mediaType(), FOREVER, image.bytes()))
                .map(file -> AssetCatalog.ROOT + file.tag() + "/logo")
                .orElse("");
        pages = PageRenderer.load(new Operator(settings.operatorName(), settings.operatorHome(), logoAddress));
        for (Asset asset : pages.assets().all()) {
            files.add(new PageFile(asset.address(), asset.mediaType(), content(asset)));
        }
        settings.operatorLogo()
                .ifPresent(image ->
                        files.add(new PageFile(logoAddress, image.mediaType(), new FileContent(image.bytes()))));
        List<PageFile> sponsors = sponsors(settings.sponsorLogos());
        files.addAll(sponsors);
        sponsorLogos = sponsors.stream().map(PageFile::address).toList();
        Optional<PageFile> style = settings.overlayStyle().map(PageRoutes::overlayStyle);
        style.ifPresent(files::add);
        overlayStyle = style.map(PageFile::address).orElse("");
        assets = files.stream()
                .collect(Collectors.toUnmodifiableMap(
                        PageFile::address,
                        file -> EncodedResponse.file(
                                file.mediaType(), FOREVER, file.content().bytes())));
        serviceWorker = EncodedResponse.file(SCRIPT, CHECKED, pages.serviceWorker());
        clientScript = EncodedResponse.file(SCRIPT, CHECKED, pages.clientScript());
        embedScript = EncodedResponse.file(SCRIPT, CHECKED, pages.embedScript());
        manifest = EncodedResponse.file("application/manifest+json", CHECKED, pages.manifest());
        graphicManifest = EncodedResponse.file("application/json", CHECKED, pages.graphicManifest());
        graphic = EncodedResponse.file(SCRIPT, CHECKED, pages.graphic());
        graphicStyle = EncodedResponse.file(
                CSS, CHECKED, settings.overlayStyle().orElse(NO_STYLE).getBytes(StandardCharsets.UTF_8));
    }

    private static List<PageFile> sponsors(List<Image> images) {
        List<PageFile> sponsors = new ArrayList<>();
        for (Image image : images) {
            String tag = EncodedResponse.uncached(image.mediaType(), FOREVER, image.bytes())
                    .tag();
            String address = AssetCatalog.ROOT + tag + "/sponsor-" + (sponsors.size() + 1);
            sponsors.add(new PageFile(address, image.mediaType(), new FileContent(image.bytes())));
        }
        return sponsors;
    }

    private static PageFile overlayStyle(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String tag = EncodedResponse.uncached(CSS, FOREVER, bytes).tag();
        return new PageFile(AssetCatalog.ROOT + tag + "/overlay.css", CSS, new FileContent(bytes));
    }

    private static FileContent content(Asset asset) {
        return new FileContent(asset.text().getBytes(StandardCharsets.UTF_8));
    }

    public PreviewCatalog previews() {
        return pages.previews();
    }

    /** The files of this version, for the nodes of other versions. */
    public PageFileRequest.Keep keptFiles() {
        return new PageFileRequest.Keep(files);
    }

    /**
     * Mounts the pages for one event loop.
     *
     * @param bus leads to the files of other versions; empty if no other node sends pages
     */
    public void mountOn(RouteGroup group, Optional<BusClient> bus) {
        page(group, "/", false, ctx -> Optional.of(pages.events(PageRequests.of(ctx, settings), snapshots.all())));
        page(group, "/e/:event", false, this::event);
        page(group, "/e/:event/r/:race", false, this::race);
        page(group, "/e/:event/r/:race/:bib", false, this::rider);
        page(group, "/embed/e/:event", true, this::event);
        page(group, "/embed/e/:event/r/:race", true, this::race);
        page(group, "/admin", false, ctx -> Optional.of(pages.admin(PageRequests.of(ctx, settings))));
        file(group, "/manifest.webmanifest", ctx -> manifest);
        file(group, "/worker.js", ctx -> {
            // The policy of a service worker's response limits what the worker may fetch. Other files do not need the
            // pages'.
            addPolicy(ctx.response(), false);
            return serviceWorker;
        });
        fileForOtherSites(group, "/client.js", clientScript);
        fileForOtherSites(group, "/embed.js", embedScript);
        fileForOtherSites(group, "/ograf/gatecast.ograf.json", graphicManifest);
        fileForOtherSites(group, "/ograf/graphic.js", graphic);
        fileForOtherSites(group, "/ograf/overlay.css", graphicStyle);
        file(group, "/robots.txt", ctx -> generated("text/plain", pages.robots(PageRequests.of(ctx, settings))));
        file(
                group,
                "/sitemap.xml",
                ctx -> generated("application/xml", pages.sitemap(PageRequests.of(ctx, settings), snapshots.all())));
        feed(
                group,
                "/api/v1/events/:event/programme.ics",
                "text/calendar; charset=utf-8",
                ctx -> pages.calendar(PageRequests.of(ctx, settings), event(ctx.pathParam("event"))));
        feed(
                group,
                "/api/v1/events/:event/official.atom",
                ATOM,
                ctx -> pages.officialResults(PageRequests.of(ctx, settings), event(ctx.pathParam("event"))));
        feed(
                group,
                "/api/v1/official.atom",
                ATOM,
                ctx -> pages.officialResults(PageRequests.of(ctx, settings), snapshots.all()));
        Optional<OtherVersionFiles> others = bus.map(client -> new OtherVersionFiles(client, FOREVER));
        RouteBuilder.readOnly(group, AssetCatalog.ROOT + ":hash/:file", ctx -> asset(ctx, others));
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
                        .end(Buffer.buffer(pages.missing(PageRequests.of(ctx, settings))));
                return;
            }
            ctx.response().putHeader("Vary", "Accept-Encoding, Accept-Language, Cookie");
            EncodedResponse.uncached(HTML, CHECKED, found.get()).send(ctx.request());
        });
    }

    private void file(RouteGroup group, String path, Function<RoutingContext, EncodedResponse> file) {
        RouteBuilder.readOnly(group, path, ctx -> send(ctx, file.apply(ctx)));
    }

    /** What calendars and feed readers subscribe to, in the language of the request, for any origin. */
    private static void feed(
            RouteGroup group, String path, String mediaType, Function<RoutingContext, byte[]> content) {
        RouteBuilder.readOnly(group, path, ctx -> {
            ctx.response()
                    .putHeader("Access-Control-Allow-Origin", "*")
                    .putHeader("Vary", "Accept-Encoding, Accept-Language, Cookie");
            EncodedResponse.uncached(mediaType, CHECKED, content.apply(ctx)).send(ctx.request());
        });
    }

    private EventSnapshot event(String eventId) {
        return snapshots
                .findPublic(eventId)
                .orElseThrow(() -> new RefusedException(ErrorCode.NotFound, "There is no such event."));
    }

    /** A file that pages of any origin may load. */
    private void fileForOtherSites(RouteGroup group, String path, EncodedResponse script) {
        file(group, path, ctx -> {
            ctx.response().putHeader("Access-Control-Allow-Origin", "*");
            return script;
        });
    }

    private void asset(RoutingContext ctx, Optional<OtherVersionFiles> others) {
        EncodedResponse own = assets.get(ctx.request().path());
        if (own != null || others.isEmpty()) {
            send(ctx, own);
        } else {
            others.get()
                    .find(ctx.request().path())
                    .onSuccess(found -> sendIfOpen(ctx, found.orElse(null)))
                    .onFailure(ctx::fail);
        }
    }

    /** The client may have gone while the file was looked up. */
    private void sendIfOpen(RoutingContext ctx, EncodedResponse file) {
        if (ctx.response().closed()) {
            return;
        }
        try {
            send(ctx, file);
        } catch (RefusedException refused) {
            ctx.fail(refused);
        }
    }

    /**
     * @param file {@code null} if there is none
     */
    private void send(RoutingContext ctx, EncodedResponse file) {
        if (file == null) {
            throw new RefusedException(ErrorCode.NotFound, "There is no such file; reload the page.");
        }
        file.send(ctx.request());
    }

    private static EncodedResponse generated(String mediaType, byte[] content) {
        return EncodedResponse.uncached(mediaType + "; charset=utf-8", CHECKED, content);
    }

    private void addPolicy(HttpServerResponse response, boolean embedded) {
        String ancestors = embedded ? settings.embedAncestors() : "'none'";
        response.putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY + ancestors);
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
                        ctx.response().putHeader("Content-Security-Policy", OVERLAY_POLICY + "'none'");
                    }
                    return pages.screen(
                            PageRequests.of(ctx, settings), snapshot, view, sponsorLogos, overlay ? overlayStyle : "");
                });
    }

    private Optional<byte[]> rider(RoutingContext ctx) {
        return find.snapshot(ctx).flatMap(snapshot -> find.table(ctx, snapshot).flatMap(table -> find.row(ctx, table)
                .map(row -> pages.rider(PageRequests.of(ctx, settings), snapshot, table, row))));
    }
}
