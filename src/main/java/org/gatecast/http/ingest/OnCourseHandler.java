package org.gatecast.http.ingest;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.gatecast.bus.BusClient;
import org.gatecast.http.auth.AuthenticatedCaller;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.ingest.OnCourseBody;
import org.gatecast.ingest.OnCourseCall;
import org.gatecast.ingest.calls.OnCourseCalls;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;

/** Shows riders on course: parsed on a worker, sent to the broadcaster, then acknowledged. Nothing is stored. */
final class OnCourseHandler {
    private final ParseWorkers workers;
    private final SnapshotRegistry snapshots;
    private final OnCourseCalls calls;

    OnCourseHandler(ParseWorkers workers, BusClient bus, SnapshotRegistry snapshots) {
        this.workers = workers;
        this.snapshots = snapshots;
        this.calls = new OnCourseCalls(bus, snapshots);
    }

    void handle(RoutingContext ctx) {
        IngestRequest request = IngestRequest.of(ctx);
        Instant arrived = request.now();
        workers.readCall(ctx, OnCourseBody::parseCall)
                .compose(call -> show(request, call, arrived))
                .onSuccess(response -> JsonResponses.send(ctx, 200, response))
                .onFailure(ctx::fail);
    }

    private Future<JsonObject> show(IngestRequest request, OnCourseCall call, Instant arrived) {
        AuthenticatedCaller caller = request.caller();
        EventSnapshot event = snapshots.find(caller.eventId()).orElse(caller.event());
        return calls.show(event, caller.authority(), call, arrived).map(shown -> {
            request.acceptedOnCourse(shown, call.riders().unreadable(), arrived);
            JsonObject response = new JsonObject().put("active", shown.active());
            return shown.ignored()
                    ? response.put("ignored", true)
                    : SkippedRowsJson.add(call.riders().skipped(shown.skipped()), response);
        });
    }
}
