package org.gatecast.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.gatecast.bus.Calls;
import org.gatecast.bus.OnCourseCall;
import org.gatecast.bus.StoreCommand.ApplyResults;
import org.gatecast.bus.StoreCommand.ImportExport;
import org.gatecast.config.Settings;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.LiveRows;
import org.gatecast.ingest.OnCourseBody;
import org.gatecast.ingest.ResultsBody;
import org.gatecast.ingest.XmlEnvelope;
import org.gatecast.ingest.XmlLimits;
import org.gatecast.ingest.XmlUpload;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventMeta;
import org.gatecast.model.Export;
import org.gatecast.model.Guard;
import org.gatecast.model.ImportCounts;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.gatecast.model.ResultUpdate;
import org.gatecast.picture.EventPicture;

/**
 * What the timing booth pushes (contract section 2). A call is refused by its headers before its body is read, read on
 * a worker, and acknowledged once what it changed is safe. Each may be repeated.
 */
final class IngestRoutes {
    private static final String INGEST = "/api/v1/ingest";

    private final HttpVerticle.Shared shared;
    private final Calls calls;
    private final Workers workers;
    private final Keys keys;
    private final ExportParser parser;
    private final RecentCalls recent;
    private final OnCourseMentions mentions;
    private final KeyUses uses;

    IngestRoutes(HttpVerticle.Shared shared, Calls calls, Workers workers, Keys keys) {
        this.shared = shared;
        this.calls = calls;
        this.workers = workers;
        this.keys = keys;
        this.recent = shared.recentCalls();
        this.mentions = new OnCourseMentions(calls, shared.pictures());
        this.uses = new KeyUses(calls, shared.pictures());
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

    void mountOn(Area area) {
        Settings.Http limits = shared.settings().http();
        Routes.at(area, INGEST + "/xml")
                .on(HttpMethod.POST, ctx -> guard(ctx, IngestSource.XML), limits.bodyLimitXmlBytes(), this::xml)
                .elseRefuse();
        Routes.at(area, INGEST + "/results")
                .on(
                        HttpMethod.POST,
                        ctx -> guard(ctx, IngestSource.RESULTS),
                        limits.bodyLimitJsonBytes(),
                        this::results)
                .elseRefuse();
        Routes.at(area, INGEST + "/oncourse")
                .on(
                        HttpMethod.POST,
                        ctx -> guard(ctx, IngestSource.ONCOURSE),
                        limits.bodyLimitJsonBytes(),
                        this::oncourse)
                .elseRefuse();
    }

    private void guard(RoutingContext ctx, IngestSource source) {
        IngestRecord record = IngestRecord.begin(ctx, source, shared.counts(), shared.state());
        Caller caller = caller(ctx, source);
        EventPicture event = caller.event();
        record.to(event.meta());
        Failures.tell(ctx, refusal -> noteRefused(ctx.request(), event.meta(), source, refusal));
        keys.requireValid(caller);
        if (!caller.isMaster()) {
            recent.noteUse(event.meta(), caller.key(), shared.clock().instant());
        }
        if (source == IngestSource.XML) {
            Bodies.isXml(ctx.request());
        } else {
            Bodies.requireJson(ctx.request());
        }
        Guard.refusal(event.meta(), source).ifPresent(refusal -> {
            throw refusal.asException();
        });
        ctx.put(Caller.KEY, caller);
        ctx.next();
    }

    /** A key says which event it is for; a master, who may import an export by hand, has to name it. */
    private Caller caller(RoutingContext ctx, IngestSource source) {
        if (source != IngestSource.XML || !keys.claimsMaster(ctx.request())) {
            return keys.shown(ctx.request());
        }
        String eventId = ctx.queryParams().get("eventId");
        if (eventId == null) {
            keys.requireMaster(ctx.request());
            throw new RefusedException(
                    ErrorCode.InvalidRequest,
                    "A master password opens every event: name the one to import into with ?eventId=.");
        }
        return keys.caller(ctx.request(), eventId);
    }

    private void xml(RoutingContext ctx) {
        Caller caller = ctx.get(Caller.KEY);
        Instant arrived = shared.clock().instant();
        HttpServerRequest request = ctx.request();
        boolean raw = Bodies.isXml(request);
        String exportedAt = request.getHeader("X-Exported-At");
        byte[] body = Bodies.bytes(ctx);
        workers.readExport(Caller.eventOf(ctx), () -> {
                    XmlUpload upload = raw ? XmlEnvelope.ofXml(body, exportedAt) : XmlEnvelope.ofJson(body);
                    Export export = parser.parse(upload.document());
                    return new ImportExport(caller.authority(), export, body.length, upload.exportedAt(), arrived);
                })
                .compose(calls::store)
                .onSuccess(imported -> {
                    uses.note(caller, arrived);
                    recent.note(caller.event().meta(), imported.entry());
                    IngestRecord.of(ctx).taken(imported.entry());
                    Json.answer(ctx, 200, new JsonObject().put("imported", json(imported.imported())));
                })
                .onFailure(ctx::fail);
    }

    private void results(RoutingContext ctx) {
        Caller caller = ctx.get(Caller.KEY);
        Instant arrived = shared.clock().instant();
        byte[] body = Bodies.bytes(ctx);
        workers.readCall(Caller.eventOf(ctx), () -> {
                    LiveRows<ResultUpdate> read = ResultsBody.parse(body);
                    return new ApplyResults(caller.authority(), read.rows(), read.leftOut(), body.length, arrived);
                })
                .compose(calls::store)
                .onSuccess(applied -> {
                    uses.note(caller, arrived);
                    recent.note(caller.event().meta(), applied.entry());
                    IngestRecord.of(ctx).taken(applied.entry());
                    Json.answer(ctx, 200, json(applied.entry()));
                })
                .onFailure(ctx::fail);
    }

    private void oncourse(RoutingContext ctx) {
        Caller caller = ctx.get(Caller.KEY);
        Instant arrived = shared.clock().instant();
        byte[] body = Bodies.bytes(ctx);
        workers.readCall(Caller.eventOf(ctx), () -> OnCourseBody.parse(body))
                .compose(read -> {
                    EventPicture event = keys.stillOpen(caller);
                    Riders.Sorted riders = Riders.sort(event, read.rows());
                    if (!event.meta().hasXmlData()) {
                        recent.countOnCourse(event.meta(), 0, riders.skipped(), read.leftOut(), arrived);
                        IngestRecord.of(ctx).ignored(read.leftOut());
                        return Future.succeededFuture(
                                new JsonObject().put("active", 0).put("ignored", true));
                    }
                    mentions.note(caller.authority(), riders.known(), arrived);
                    return calls.onCourse(new OnCourseCall(caller.authority(), riders.known()))
                            .map(taken -> {
                                int known = riders.known().size();
                                recent.countOnCourse(event.meta(), known, riders.skipped(), read.leftOut(), arrived);
                                IngestRecord.of(ctx).taken(known, read.leftOut());
                                return new JsonObject().put("active", taken.active());
                            });
                })
                .onSuccess(answer -> {
                    uses.note(ctx.get(Caller.KEY), arrived);
                    Json.answer(ctx, 200, answer);
                })
                .onFailure(ctx::fail);
    }

    private void noteRefused(HttpServerRequest request, EventMeta event, IngestSource source, Refusal refusal) {
        Instant now = shared.clock().instant();
        if (source == IngestSource.ONCOURSE) {
            recent.countRefusedOnCourse(event, refusal, now);
            return;
        }
        IngestCall call = IngestCall.unread(source, now, Bodies.length(request), 0);
        long version = shared.pictures()
                .find(event.eventId())
                .map(EventPicture::meta)
                .orElse(event)
                .version();
        recent.note(event, JournalEntry.refused(call, refusal, version));
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
