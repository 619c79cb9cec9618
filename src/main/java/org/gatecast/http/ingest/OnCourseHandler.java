package org.gatecast.http.ingest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.OnCourseUpdate;
import org.gatecast.http.auth.AuthenticatedCaller;
import org.gatecast.http.ingest.RiderResolver.ResolvedRiders;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.ingest.OnCourseBody;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.StreamRows;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;

/** Shows riders on course: parsed on a worker, sent to the broadcaster, then acknowledged. Nothing is stored. */
final class OnCourseHandler {
    private final ParseWorkers workers;
    private final BusClient bus;
    private final SnapshotRegistry snapshots;
    private final OnCourseRaceReporter reporter;

    OnCourseHandler(ParseWorkers workers, BusClient bus, SnapshotRegistry snapshots) {
        this.workers = workers;
        this.bus = bus;
        this.snapshots = snapshots;
        this.reporter = new OnCourseRaceReporter(bus, snapshots);
    }

    void handle(RoutingContext ctx) {
        IngestRequest request = IngestRequest.of(ctx);
        Instant arrived = request.now();
        workers.readCall(ctx, OnCourseBody::parse)
                .compose(read -> show(request, read, arrived))
                .onSuccess(response -> JsonResponses.send(ctx, 200, response))
                .onFailure(ctx::fail);
    }

    /** The broadcaster checks the caller's authority, for a report without known riders too. */
    private Future<JsonObject> show(IngestRequest request, StreamRows<OnCourseEntry> read, Instant arrived) {
        AuthenticatedCaller caller = request.caller();
        EventSnapshot event = snapshots.find(caller.eventId()).orElse(caller.event());
        ResolvedRiders riders = RiderResolver.resolve(event, read.rows());
        boolean ignored = !event.meta().hasXmlData();
        return bus.onCourse(new OnCourseUpdate(caller.authority(), riders.known()))
                .map(accepted -> {
                    reporter.report(caller.authority(), riders.known(), arrived);
                    request.acceptedOnCourse(riders, ignored, read.unreadable(), arrived);
                    JsonObject response = new JsonObject().put("active", accepted.riders());
                    return ignored
                            ? response.put("ignored", true)
                            : SkippedRowsJson.add(read.skipped(riders.skipped()), response);
                });
    }
}
