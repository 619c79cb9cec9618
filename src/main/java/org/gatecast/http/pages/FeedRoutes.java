package org.gatecast.http.pages;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.gatecast.config.Settings;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.http.server.WaitingLimit;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.web.FeedRenderer;
import org.gatecast.web.PageRequest;

/**
 * What calendars and feed readers subscribe to, in the language of the request, for any origin. It is written by one thread, one at a
 * time. One for all event loops.
 */
final class FeedRoutes {
    private static final String CALENDAR = "text/calendar; charset=utf-8";
    private static final String ATOM = "application/atom+xml; charset=utf-8";

    private static final int MAX_WAITING = 64;

    private final Settings.Page settings;
    private final SnapshotRegistry snapshots;
    private final FeedRenderer feeds;
    private final WaitingLimit waiting =
            new WaitingLimit(MAX_WAITING, "Too many feeds are being written; try again shortly.");

    FeedRoutes(Settings.Page settings, SnapshotRegistry snapshots, FeedRenderer feeds) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.feeds = feeds;
    }

    /** Mounts the feeds for one event loop. */
    void mountOn(RouteGroup group, Vertx vertx) {
        WorkerExecutor writer = vertx.createSharedWorkerExecutor("gatecast-feeds", 1);
        feed(group, "/api/v1/events/:event/programme.ics", writer, ctx -> {
            PageRequest request = PageRequests.of(ctx, settings);
            EventSnapshot event = event(ctx);
            return () -> response(CALENDAR, feeds.calendar(request, event));
        });
        feed(group, "/api/v1/events/:event/official.atom", writer, ctx -> {
            PageRequest request = PageRequests.of(ctx, settings);
            EventSnapshot event = event(ctx);
            return () -> response(ATOM, feeds.officialResults(request, event));
        });
        feed(group, "/api/v1/official.atom", writer, ctx -> {
            PageRequest request = PageRequests.of(ctx, settings);
            List<EventSnapshot> events = List.copyOf(snapshots.all());
            return () -> response(ATOM, feeds.officialResults(request, events));
        });
    }

    /** @param content is asked on the event loop for what to write on the other thread */
    private void feed(
            RouteGroup group,
            String path,
            WorkerExecutor writer,
            Function<RoutingContext, Callable<EncodedResponse>> content) {
        RouteBuilder.readOnly(group, path, ctx -> {
            ctx.response()
                    .putHeader("Access-Control-Allow-Origin", "*")
                    .putHeader("Vary", "Accept-Encoding, Accept-Language, Cookie");
            Callable<EncodedResponse> write = content.apply(ctx);
            waiting.run(() -> writer.executeBlocking(write, false))
                    .compose(written -> {
                        written.send(ctx.request());
                        return Future.succeededFuture();
                    })
                    .onFailure(ctx::fail);
        });
    }

    private static EncodedResponse response(String mediaType, byte[] content) {
        return EncodedResponse.uncached(mediaType, CacheControl.CHECKED, content)
                .precompressed();
    }

    private EventSnapshot event(RoutingContext ctx) {
        return snapshots
                .findPublic(ctx.pathParam("event"))
                .orElseThrow(() -> new RefusedException(ErrorCode.NotFound, "There is no such event."));
    }
}
