package org.gatecast.http.pages;

import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import org.gatecast.config.Settings;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.web.FeedRenderer;

/** What calendars and feed readers subscribe to, in the language of the request, for any origin. One for all event loops. */
final class FeedRoutes {
    private static final String CALENDAR = "text/calendar; charset=utf-8";
    private static final String ATOM = "application/atom+xml; charset=utf-8";

    private final Settings.Page settings;
    private final SnapshotRegistry snapshots;
    private final FeedRenderer feeds;

    FeedRoutes(Settings.Page settings, SnapshotRegistry snapshots, FeedRenderer feeds) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.feeds = feeds;
    }

    /** Mounts the feeds for one event loop. */
    void mountOn(RouteGroup group) {
        feed(
                group,
                "/api/v1/events/:event/programme.ics",
                CALENDAR,
                ctx -> feeds.calendar(PageRequests.of(ctx, settings), event(ctx)));
        feed(
                group,
                "/api/v1/events/:event/official.atom",
                ATOM,
                ctx -> feeds.officialResults(PageRequests.of(ctx, settings), event(ctx)));
        feed(
                group,
                "/api/v1/official.atom",
                ATOM,
                ctx -> feeds.officialResults(PageRequests.of(ctx, settings), snapshots.all()));
    }

    private static void feed(
            RouteGroup group, String path, String mediaType, Function<RoutingContext, byte[]> content) {
        RouteBuilder.readOnly(group, path, ctx -> {
            ctx.response()
                    .putHeader("Access-Control-Allow-Origin", "*")
                    .putHeader("Vary", "Accept-Encoding, Accept-Language, Cookie");
            EncodedResponse.uncached(mediaType, CacheControl.CHECKED, content.apply(ctx))
                    .send(ctx.request());
        });
    }

    private EventSnapshot event(RoutingContext ctx) {
        return snapshots
                .findPublic(ctx.pathParam("event"))
                .orElseThrow(() -> new RefusedException(ErrorCode.NotFound, "There is no such event."));
    }
}
