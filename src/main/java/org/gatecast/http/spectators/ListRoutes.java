package org.gatecast.http.spectators;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.http.server.WaitingLimit;
import org.gatecast.lists.ListFormat;
import org.gatecast.lists.ListWriter;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.SnapshotRegistry;

/**
 * Start lists and result lists at addresses that never change: no key, any origin, no drafts. A list is written by one thread, one at
 * a time, and kept in the {@link ListCache} as long as it stays the same. One for all event loops.
 */
public final class ListRoutes {
    private static final String LISTS = "/api/v1/events/:event/lists";
    private static final int MAX_WAITING = 16;
    private static final String POLICY = "Content-Security-Policy";

    private final ListRequest requests;
    private final ListCache lists = new ListCache();
    private final WaitingLimit waiting =
            new WaitingLimit(MAX_WAITING, "Too many lists are being written; try again shortly.");
    private final AtomicInteger archives = new AtomicInteger();

    public ListRoutes(SnapshotRegistry snapshots) {
        requests = new ListRequest(snapshots);
    }

    public void mountOn(RouteGroup group, Vertx vertx) {
        ListWorker worker = new ListWorker(vertx.createSharedWorkerExecutor("gatecast-lists", 1));
        read(group, LISTS + ".zip", ctx -> new ListArchive(ctx, requests.event(ctx), lists, worker, archives).send());
        read(group, LISTS + "/:race/:list", ctx -> send(ctx, worker));
    }

    private static void read(RouteGroup group, String path, Handler<RoutingContext> handler) {
        RouteBuilder.at(group, path)
                .get(ctx -> {
                    PublicRoutes.allowAnyOrigin(ctx);
                    handler.handle(ctx);
                })
                .on(HttpMethod.OPTIONS, PublicRoutes::preflight)
                .otherwiseNotAllowed();
    }

    private void send(RoutingContext ctx, ListWorker worker) {
        ListRequest.Wanted list = requests.list(ctx);
        ListCache.Written known = lists.find(list.key(), list.source());
        if (known != null) {
            send(ctx, list.key(), known);
            return;
        }
        waiting.run(() -> worker.run(() -> lists.findOrWrite(list.key(), list.source())))
                .compose(written -> {
                    send(ctx, list.key(), written);
                    return Future.succeededFuture();
                })
                .onFailure(ctx::fail);
    }

    private static void send(RoutingContext ctx, ListCache.Key key, ListCache.Written written) {
        ListFormat format = key.format();
        boolean shown = format == ListFormat.HTML || format == ListFormat.PDF;
        MultiMap headers = ctx.response().headers();
        String policy = headers.get(POLICY);
        if (format == ListFormat.HTML) {
            headers.set(POLICY, ListWriter.policy(key.language()));
        }
        headers.set(ListCache.DISPOSITION, (shown ? "inline" : "attachment") + "; filename=\"" + key.fileName() + '"');
        try {
            written.response().send(ctx.request());
        } catch (RefusedException unread) {
            headers.set(POLICY, policy).remove(ListCache.DISPOSITION);
            throw unread;
        }
    }
}
