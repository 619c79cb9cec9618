package org.gatecast.http.pages;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.gatecast.config.Settings;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.web.Preview;
import org.gatecast.web.PreviewCatalog;

/**
 * The preview images of the pages, and the icon for home screens. Images are drawn by one thread, one at a time, and kept in the
 * {@link PreviewCache}. One for all event loops.
 */
public final class PreviewRoutes {
    private static final int MAX_WAITING = 32;

    private final Settings.Page settings;
    private final SnapshotRegistry snapshots;
    private final PageSubject find;
    private final PreviewCatalog previews;
    private final PreviewCache images;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile EncodedResponse icon;

    public PreviewRoutes(Settings.Page settings, SnapshotRegistry snapshots, PreviewCatalog previews) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.previews = previews;
        images = new PreviewCache(previews::png);
        find = new PageSubject(snapshots);
    }

    public void mountOn(RouteGroup group, Vertx vertx) {
        String event = PreviewCatalog.ROOT + "/e/:event";
        WorkerExecutor executor = vertx.createSharedWorkerExecutor("gatecast-previews", 1);
        preview(
                group,
                executor,
                PreviewCatalog.ROOT,
                ctx -> Optional.of(previews.events(PageRequests.of(ctx, settings), snapshots.all())));
        preview(group, executor, event, ctx -> find.snapshot(ctx)
                .map(snapshot -> previews.event(PageRequests.of(ctx, settings), snapshot)));
        preview(group, executor, event + "/r/:race", ctx -> find.snapshot(ctx)
                .flatMap(snapshot -> find.table(ctx, snapshot)
                        .map(table -> previews.race(
                                PageRequests.of(ctx, settings),
                                snapshot,
                                table,
                                ctx.queryParams().get("cat")))));
        preview(group, executor, event + "/r/:race/:bib", ctx -> find.snapshot(ctx)
                .flatMap(snapshot -> find.table(ctx, snapshot).flatMap(table -> find.row(ctx, table)
                        .map(row -> previews.rider(PageRequests.of(ctx, settings), snapshot, table, row)))));
        RouteBuilder.readOnly(group, "/apple-touch-icon.png", ctx -> icon().send(ctx.request()));
    }

    /** Drawn when a phone asks for it. */
    private EncodedResponse icon() {
        EncodedResponse drawn = icon;
        if (drawn == null) {
            drawn = EncodedResponse.file("image/png", "public, max-age=3600", previews.icon());
            icon = drawn;
        }
        return drawn;
    }

    private void preview(
            RouteGroup group,
            WorkerExecutor executor,
            String path,
            Function<RoutingContext, Optional<Preview>> previewOf) {
        RouteBuilder.readOnly(group, path, ctx -> {
            Preview preview = previewOf
                    .apply(ctx)
                    .orElseThrow(() -> new RefusedException(ErrorCode.NotFound, "There is no such page."));
            EncodedResponse known = images.find(preview);
            if (known != null) {
                known.send(ctx.request());
            } else {
                draw(ctx, executor, preview);
            }
        });
    }

    private void draw(RoutingContext ctx, WorkerExecutor executor, Preview preview) {
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            throw new RefusedException(ErrorCode.Unavailable, "Too many previews are being drawn; try again shortly.");
        }
        executor.executeBlocking(() -> images.findOrDraw(preview), false)
                .onComplete(done -> waiting.decrementAndGet())
                .onSuccess(image -> image.send(ctx.request()))
                .onFailure(ctx::fail);
    }
}
