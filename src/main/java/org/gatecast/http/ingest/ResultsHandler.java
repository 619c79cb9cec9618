package org.gatecast.http.ingest;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.ApplyResults;
import org.gatecast.bus.StoreCommand.ResultsApplied;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.ingest.ResultsBody;
import org.gatecast.ingest.ResultsCall;
import org.gatecast.model.Authority;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;

/** Applies rows of the stream: parsed on a worker, stored, then acknowledged. */
final class ResultsHandler {
    private final ParseWorkers workers;
    private final BusClient bus;

    ResultsHandler(ParseWorkers workers, BusClient bus) {
        this.workers = workers;
        this.bus = bus;
    }

    void handle(RoutingContext ctx) {
        IngestRequest request = IngestRequest.of(ctx);
        Authority authority = request.caller().authority();
        Instant arrived = request.now();
        workers.readCall(ctx, body -> {
                    ResultsCall call = ResultsBody.parseCall(body);
                    return new ApplyResults(
                            authority, call.results(), call.races(), call.fromPrimary(), body.length, arrived);
                })
                .compose(request::unlessGivenUp)
                .compose(bus::store)
                .onSuccess(applied -> {
                    request.accepted(applied.entry(), arrived);
                    JsonResponses.send(ctx, 200, json(applied));
                })
                .onFailure(ctx::fail);
    }

    private static JsonObject json(ResultsApplied applied) {
        JournalEntry accepted = applied.entry();
        if (accepted.outcome() == Outcome.IGNORED) {
            return new JsonObject().put("updated", 0).put("ignored", true);
        }
        JsonObject response = new JsonObject()
                .put("updated", accepted.call().matched())
                .put("changed", accepted.call().changed());
        if (applied.knownRaces() > 0) {
            response.put("races", applied.knownRaces());
        }
        return SkippedRowsJson.add(applied.skipped(), response);
    }
}
