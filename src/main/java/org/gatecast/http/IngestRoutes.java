package org.gatecast.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Optional;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.OnCourseUpdate;
import org.gatecast.bus.StoreCommand.ApplyResults;
import org.gatecast.bus.StoreCommand.ImportExport;
import org.gatecast.config.Settings;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.ExportUpload;
import org.gatecast.ingest.OnCourseBody;
import org.gatecast.ingest.ResultsBody;
import org.gatecast.ingest.StreamRows;
import org.gatecast.ingest.XmlEnvelope;
import org.gatecast.ingest.XmlLimits;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventMeta;
import org.gatecast.model.Export;
import org.gatecast.model.ImportCounts;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.gatecast.model.ResultUpdate;
import org.gatecast.snapshot.EventSnapshot;

/**
 * What the timing booth pushes (contract section 2). A call is refused by its headers before its body is read, read on
 * a worker, and acknowledged once what it changed is safe. Each may be repeated.
 */
final class IngestRoutes {
    private static final String INGEST = "/api/v1/ingest";

    private final HttpVerticle.Shared shared;
    private final BusClient bus;
    private final ParseWorkers workers;
    private final KeyAuthorizer authorizer;
    private final ExportParser parser;
    private final RecentIngestCalls recentCalls;
    private final OnCourseRaceReporter reporter;
    private final KeyUseRecorder keyUses;

    IngestRoutes(HttpVerticle.Shared shared, BusClient bus, ParseWorkers workers, KeyAuthorizer authorizer) {
        this.shared = shared;
        this.bus = bus;
        this.workers = workers;
        this.authorizer = authorizer;
        this.recentCalls = shared.recentCalls();
        this.reporter = new OnCourseRaceReporter(bus, shared.snapshots());
        this.keyUses = new KeyUseRecorder(bus, shared.snapshots());
        Settings.Xml xml = shared.settings().xml();
        int imageLimit = shared.settings().http().imageLimitBytes();
        this.parser = new ExportParser(new XmlLimits(
                xml.maxDepth(),
                xml.maxElements(),
                xml.maxTextChars(),
                imageLimit,
                xml.maxNames(),
                xml.maxRows(),
                xml.maxParse()));
    }

    void mountOn(RouteGroup group) {
        Settings.Http limits = shared.settings().http();
        RouteBuilder.at(group, INGEST + "/xml")
                .on(HttpMethod.POST, ctx -> guard(ctx, IngestSource.XML), limits.bodyLimitXmlBytes(), this::xml)
                .otherwiseNotAllowed();
        RouteBuilder.at(group, INGEST + "/results")
                .on(
                        HttpMethod.POST,
                        ctx -> guard(ctx, IngestSource.RESULTS),
                        limits.bodyLimitJsonBytes(),
                        this::results)
                .otherwiseNotAllowed();
        RouteBuilder.at(group, INGEST + "/oncourse")
                .on(
                        HttpMethod.POST,
                        ctx -> guard(ctx, IngestSource.ONCOURSE),
                        limits.bodyLimitJsonBytes(),
                        this::oncourse)
                .otherwiseNotAllowed();
    }

    private void guard(RoutingContext ctx, IngestSource source) {
        IngestCallLog log = IngestCallLog.begin(ctx, source, shared.ingestMetrics(), shared.lifecycle());
        AuthenticatedCaller caller = caller(ctx, source);
        EventSnapshot event = caller.event();
        log.to(event.meta());
        ErrorResponses.notifyListener(ctx, refusal -> noteRefused(ctx.request(), event.meta(), source, refusal));
        Optional<Refusal> refused = authorizer.refusal(caller, source);
        boolean keyWorks = refused.isEmpty() || refused.get().code() != ErrorCode.Unauthorized;
        if (!caller.isMaster() && keyWorks) {
            recentCalls.recordKeyUse(event.meta(), caller.key(), shared.clock().instant());
        }
        refused.ifPresent(refusal -> {
            throw refusal.asException();
        });
        if (source == IngestSource.XML) {
            RequestBodies.isXml(ctx.request());
        } else {
            RequestBodies.requireJson(ctx.request());
        }
        ctx.put(AuthenticatedCaller.KEY, caller);
        ctx.next();
    }

    /** A key says which event it is for; a master, who may import an export by hand, has to name it. */
    private AuthenticatedCaller caller(RoutingContext ctx, IngestSource source) {
        if (source != IngestSource.XML || !authorizer.claimsMaster(ctx.request())) {
            return authorizer.shown(ctx.request());
        }
        String eventId = ctx.queryParams().get("eventId");
        if (eventId == null) {
            authorizer.requireMaster(ctx.request());
            throw new RefusedException(
                    ErrorCode.InvalidRequest,
                    "A master password opens every event: name the one to import into with ?eventId=.");
        }
        return authorizer.caller(ctx.request(), eventId);
    }

    private void xml(RoutingContext ctx) {
        AuthenticatedCaller caller = ctx.get(AuthenticatedCaller.KEY);
        Instant arrived = shared.clock().instant();
        HttpServerRequest request = ctx.request();
        boolean raw = RequestBodies.isXml(request);
        String exportedAt = request.getHeader("X-Exported-At");
        byte[] body = RequestBodies.bytes(ctx);
        workers.readExport(AuthenticatedCaller.eventOf(ctx), () -> {
                    ExportUpload upload = raw ? XmlEnvelope.ofXml(body, exportedAt) : XmlEnvelope.ofJson(body);
                    Export export = parser.parse(upload.document());
                    return new ImportExport(caller.authority(), export, body.length, upload.exportedAt(), arrived);
                })
                .compose(bus::store)
                .onSuccess(imported -> {
                    keyUses.record(caller, arrived);
                    recentCalls.record(caller.event().meta(), imported.entry());
                    IngestCallLog.of(ctx).accepted(imported.entry());
                    JsonResponses.send(ctx, 200, new JsonObject().put("imported", json(imported.imported())));
                })
                .onFailure(ctx::fail);
    }

    private void results(RoutingContext ctx) {
        AuthenticatedCaller caller = ctx.get(AuthenticatedCaller.KEY);
        Instant arrived = shared.clock().instant();
        byte[] body = RequestBodies.bytes(ctx);
        workers.readCall(AuthenticatedCaller.eventOf(ctx), () -> {
                    StreamRows<ResultUpdate> read = ResultsBody.parse(body);
                    return new ApplyResults(caller.authority(), read.rows(), read.unreadable(), body.length, arrived);
                })
                .compose(bus::store)
                .onSuccess(applied -> {
                    keyUses.record(caller, arrived);
                    recentCalls.record(caller.event().meta(), applied.entry());
                    IngestCallLog.of(ctx).accepted(applied.entry());
                    JsonResponses.send(ctx, 200, json(applied.entry()));
                })
                .onFailure(ctx::fail);
    }

    private void oncourse(RoutingContext ctx) {
        AuthenticatedCaller caller = ctx.get(AuthenticatedCaller.KEY);
        Instant arrived = shared.clock().instant();
        byte[] body = RequestBodies.bytes(ctx);
        workers.readCall(AuthenticatedCaller.eventOf(ctx), () -> OnCourseBody.parse(body))
                .compose(read -> {
                    EventSnapshot event = authorizer.requireEventExists(caller);
                    RiderResolver.ResolvedRiders riders = RiderResolver.resolve(event, read.rows());
                    if (!event.meta().hasXmlData()) {
                        recentCalls.countOnCourse(event.meta(), 0, riders.skipped(), read.unreadable(), arrived);
                        IngestCallLog.of(ctx).ignored(read.unreadable());
                        return Future.succeededFuture(
                                new JsonObject().put("active", 0).put("ignored", true));
                    }
                    reporter.report(caller.authority(), riders.known(), arrived);
                    return bus.onCourse(new OnCourseUpdate(caller.authority(), riders.known()))
                            .map(accepted -> {
                                int known = riders.known().size();
                                recentCalls.countOnCourse(
                                        event.meta(), known, riders.skipped(), read.unreadable(), arrived);
                                IngestCallLog.of(ctx).accepted(known, read.unreadable());
                                return new JsonObject().put("active", accepted.riders());
                            });
                })
                .onSuccess(answer -> {
                    keyUses.record(ctx.get(AuthenticatedCaller.KEY), arrived);
                    JsonResponses.send(ctx, 200, answer);
                })
                .onFailure(ctx::fail);
    }

    private void noteRefused(HttpServerRequest request, EventMeta event, IngestSource source, Refusal refusal) {
        Instant now = shared.clock().instant();
        if (source == IngestSource.ONCOURSE) {
            recentCalls.countRefusedOnCourse(event, refusal, now);
            return;
        }
        IngestCall call = IngestCall.unreadableOnly(source, now, RequestBodies.length(request), 0);
        long version = shared.snapshots()
                .find(event.eventId())
                .map(EventSnapshot::meta)
                .orElse(event)
                .version();
        recentCalls.record(event, JournalEntry.refused(call, refusal, version));
    }

    private static JsonObject json(JournalEntry taken) {
        return taken.outcome() == Outcome.IGNORED
                ? new JsonObject().put("updated", 0).put("ignored", true)
                : new JsonObject()
                        .put("updated", taken.call().matched())
                        .put("changed", taken.call().changed());
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
