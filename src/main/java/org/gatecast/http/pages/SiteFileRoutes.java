package org.gatecast.http.pages;

import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.gatecast.config.Settings;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.web.SiteFiles;
import org.gatecast.web.SiteIndex;

/**
 * The files whose addresses never change: for browsers, for pages of other sites, for renderers of OGraf graphics, and for crawlers.
 * One for all event loops.
 */
final class SiteFileRoutes {
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String NO_STYLE = "/* page.overlay-style names no file. */\n";

    private final Settings.Page settings;
    private final SnapshotRegistry snapshots;
    private final EncodedResponse serviceWorker;
    private final EncodedResponse manifest;
    private final EncodedResponse clientScript;
    private final EncodedResponse embedScript;
    private final EncodedResponse graphicManifest;
    private final EncodedResponse graphic;
    private final EncodedResponse graphicStyle;

    SiteFileRoutes(Settings.Page settings, SnapshotRegistry snapshots, SiteFiles files) {
        this.settings = settings;
        this.snapshots = snapshots;
        serviceWorker = file(SCRIPT, files.serviceWorker());
        clientScript = file(SCRIPT, files.clientScript());
        embedScript = file(SCRIPT, files.embedScript());
        manifest = file("application/manifest+json", files.manifest());
        graphicManifest = file("application/json", files.graphicManifest());
        graphic = file(SCRIPT, files.graphic());
        graphicStyle =
                file(OperatorFiles.CSS, settings.overlayStyle().orElse(NO_STYLE).getBytes(StandardCharsets.UTF_8));
    }

    private static EncodedResponse file(String mediaType, byte[] content) {
        return EncodedResponse.file(mediaType, CacheControl.CHECKED, content);
    }

    /** Mounts the files for one event loop. */
    void mountOn(RouteGroup group) {
        file(group, "/manifest.webmanifest", ctx -> manifest);
        file(group, "/worker.js", ctx -> {
            // The policy of a service worker's response limits what the worker may fetch. Other files do not need the
            // pages'.
            ctx.response().putHeader(ContentPolicy.HEADER, ContentPolicy.framedByNobody());
            return serviceWorker;
        });
        fileForOtherSites(group, "/client.js", clientScript);
        fileForOtherSites(group, "/embed.js", embedScript);
        fileForOtherSites(group, "/ograf/gatecast.ograf.json", graphicManifest);
        fileForOtherSites(group, "/ograf/graphic.js", graphic);
        fileForOtherSites(group, "/ograf/overlay.css", graphicStyle);
        file(group, "/robots.txt", ctx -> generated("text/plain", SiteIndex.robots(origin(ctx))));
        file(
                group,
                "/sitemap.xml",
                ctx -> generated("application/xml", SiteIndex.sitemap(origin(ctx), snapshots.all())));
    }

    private static void file(RouteGroup group, String path, Function<RoutingContext, EncodedResponse> file) {
        RouteBuilder.readOnly(group, path, ctx -> file.apply(ctx).send(ctx.request()));
    }

    /** A file that pages of any origin may load. */
    private static void fileForOtherSites(RouteGroup group, String path, EncodedResponse file) {
        file(group, path, ctx -> {
            ctx.response().putHeader("Access-Control-Allow-Origin", "*");
            return file;
        });
    }

    private static EncodedResponse generated(String mediaType, byte[] content) {
        return EncodedResponse.uncached(mediaType + "; charset=utf-8", CacheControl.CHECKED, content);
    }

    private String origin(RoutingContext ctx) {
        return PageRequests.of(ctx, settings).origin();
    }
}
