package org.gatecast.http.ingest;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.bus.BusClient;
import org.gatecast.config.Settings;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.server.ParseWorkers;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.ingest.ExportParser;
import org.gatecast.model.IngestSource;
import org.gatecast.snapshot.SnapshotRegistry;

/**
 * The routes of the timing program (contract section 2). A request is acknowledged when its change is durable, and may be
 * repeated.
 */
public final class IngestRoutes {
    private static final String INGEST = "/api/v1/ingest";

    private final Settings.Http limits;
    private final IngestAdmission admission;
    private final ExportHandler exports;
    private final ResultsHandler results;
    private final OnCourseHandler onCourse;

    public IngestRoutes(
            Settings.Http limits,
            ExportParser parser,
            ParseWorkers workers,
            KeyAuthorizer authorizer,
            IngestRecorder recorder,
            SnapshotRegistry snapshots,
            BusClient bus) {
        this.limits = limits;
        this.admission = new IngestAdmission(authorizer, recorder);
        this.exports = new ExportHandler(parser, workers, bus);
        this.results = new ResultsHandler(workers, bus);
        this.onCourse = new OnCourseHandler(workers, bus, snapshots);
    }

    public void mountOn(RouteGroup group) {
        post(group, "/xml", IngestSource.XML, limits.bodyLimitXmlBytes(), exports::handle);
        post(group, "/results", IngestSource.RESULTS, limits.bodyLimitJsonBytes(), results::handle);
        post(group, "/oncourse", IngestSource.ONCOURSE, limits.bodyLimitJsonBytes(), onCourse::handle);
    }

    private void post(
            RouteGroup group, String path, IngestSource source, int limitBytes, Handler<RoutingContext> handler) {
        RouteBuilder.at(group, INGEST + path)
                .on(HttpMethod.POST, ctx -> admission.admit(ctx, source), limitBytes, handler)
                .otherwiseNotAllowed();
    }
}
