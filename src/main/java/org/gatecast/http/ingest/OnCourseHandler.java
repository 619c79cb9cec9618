package org.gatecast.http.ingest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.OnCourseUpdate;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.ingest.RiderResolver.ResolvedRiders;
import org.gatecast.http.server.BodyOwner;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.http.server.RequestBodies;
import org.gatecast.ingest.OnCourseBody;
import org.gatecast.ingest.StreamRows;
import org.gatecast.model.Authority;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.snapshot.EventSnapshot;

/** Shows riders on course: parsed on a worker, sent to the broadcaster, then acknowledged. Nothing is stored. */
final class OnCourseHandler {
    private final ParseWorkers workers;
    private final BusClient bus;
    private final KeyAuthorizer authorizer;
    private final OnCourseRaceReporter reporter;

    OnCourseHandler(ParseWorkers workers, BusClient bus, KeyAuthorizer authorizer, OnCourseRaceReporter reporter) {
        this.workers = workers;
        this.bus = bus;
        this.authorizer = authorizer;
        this.reporter = reporter;
    }

    void handle(RoutingContext ctx) {
        IngestRequest request = IngestRequest.of(ctx);
        Instant arrived = request.now();
        byte[] body = RequestBodies.bytes(ctx);
        workers.readCall(BodyOwner.of(ctx), () -> OnCourseBody.parse(body))
                .compose(read -> show(request, read, arrived))
                .onSuccess(response -> JsonResponses.send(ctx, 200, response))
                .onFailure(ctx::fail);
    }

    private Future<JsonObject> show(IngestRequest request, StreamRows<OnCourseEntry> read, Instant arrived) {
        EventSnapshot event = authorizer.requireEventExists(request.caller());
        ResolvedRiders riders = RiderResolver.resolve(event, read.rows());
        if (!event.meta().hasXmlData()) {
            request.ignoredOnCourse(riders.skipped(), read.unreadable(), arrived);
            return Future.succeededFuture(new JsonObject().put("active", 0).put("ignored", true));
        }
        Authority authority = request.caller().authority();
        reporter.report(authority, riders.known(), arrived);
        return bus.onCourse(new OnCourseUpdate(authority, riders.known())).map(accepted -> {
            request.acceptedOnCourse(riders.known().size(), riders.skipped(), read.unreadable(), arrived);
            return new JsonObject().put("active", accepted.riders());
        });
    }
}
