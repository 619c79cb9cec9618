package org.gatecast.http.ingest;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.ImportExport;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.http.server.RequestBodies;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.ExportUpload;
import org.gatecast.ingest.XmlEnvelope;
import org.gatecast.model.Authority;
import org.gatecast.model.Export;
import org.gatecast.model.ImportCounts;

/** Imports an export: parsed on a worker, stored, then acknowledged. */
final class ExportHandler {
    private final ExportParser parser;
    private final ParseWorkers workers;
    private final BusClient bus;

    ExportHandler(ExportParser parser, ParseWorkers workers, BusClient bus) {
        this.parser = parser;
        this.workers = workers;
        this.bus = bus;
    }

    void handle(RoutingContext ctx) {
        IngestRequest request = IngestRequest.of(ctx);
        Authority authority = request.caller().authority();
        Instant arrived = request.now();
        HttpServerRequest headers = ctx.request();
        boolean raw = RequestBodies.isXml(headers);
        String exportedAt = headers.getHeader("X-Exported-At");
        workers.readExport(ctx, body -> {
                    ExportUpload upload = raw ? XmlEnvelope.ofXml(body, exportedAt) : XmlEnvelope.ofJson(body);
                    Export export = parser.parse(upload.document());
                    return new ImportExport(authority, export, body.length, upload.exportedAt(), arrived);
                })
                .compose(request::unlessGivenUp)
                .compose(bus::store)
                .onSuccess(imported -> {
                    request.accepted(imported.entry(), arrived);
                    JsonObject response = new JsonObject().put("imported", json(imported.imported()));
                    List<String> warnings = imported.entry().call().warnings();
                    JsonResponses.send(ctx, 200, warnings.isEmpty() ? response : response.put("warnings", warnings));
                })
                .onFailure(ctx::fail);
    }

    private static JsonObject json(ImportCounts counts) {
        return new JsonObject()
                .put("participants", counts.participants())
                .put("classes", counts.classes())
                .put("categories", counts.categories())
                .put("races", counts.races())
                .put("results", counts.results())
                .put("courses", counts.courses());
    }
}
