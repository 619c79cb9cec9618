package org.gatecast.canoe123.service;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.ApplyResults;
import org.gatecast.bus.StoreCommand.ImportExport;
import org.gatecast.canoe123.push.CallSender;
import org.gatecast.canoe123.push.DataKind;
import org.gatecast.canoe123.push.PushCall;
import org.gatecast.canoe123.push.PushOutcome;
import org.gatecast.canoe123.push.PushOutcome.Accepted;
import org.gatecast.canoe123.push.PushOutcome.NotNow;
import org.gatecast.canoe123.push.PushOutcome.Refused;
import org.gatecast.canoe123.push.PushOutcome.Retryable;
import org.gatecast.config.Settings;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.ExportUpload;
import org.gatecast.ingest.OnCourseBody;
import org.gatecast.ingest.OnCourseCall;
import org.gatecast.ingest.ResultsBody;
import org.gatecast.ingest.ResultsCall;
import org.gatecast.ingest.XmlEnvelope;
import org.gatecast.ingest.calls.OnCourseCalls;
import org.gatecast.ingest.calls.RecentIngestCalls;
import org.gatecast.model.Authority;
import org.gatecast.model.EventMeta;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out calls of the ingest API without HTTP: the same parsers, the same commands over the event bus, the same journal. The
 * service itself is the caller, so there is no key. Confined to the verticle's context, which may block.
 */
final class StoreSender implements CallSender {
    private static final Logger LOG = LoggerFactory.getLogger(StoreSender.class);
    private static final String EXPORTED_AT = "X-Exported-At";

    private final Vertx vertx;
    private final EventMeta event;
    private final Authority authority;
    private final KeyValidity.Margins margins;
    private final SnapshotRegistry snapshots;
    private final ExportParser parser;
    private final RecentIngestCalls recentCalls;
    private final Clock clock;
    private final BusClient bus;
    private final OnCourseCalls onCourse;

    /**
     * @param event whose generation all calls are for
     */
    StoreSender(
            Vertx vertx,
            EventMeta event,
            Settings settings,
            SnapshotRegistry snapshots,
            ExportParser parser,
            RecentIngestCalls recentCalls,
            Clock clock) {
        this.vertx = vertx;
        this.event = event;
        this.authority = new Authority(event.eventId(), event.generation(), null);
        this.margins = settings.security().keyMargins();
        this.snapshots = snapshots;
        this.parser = parser;
        this.recentCalls = recentCalls;
        this.clock = clock;
        this.bus = new BusClient(vertx.eventBus());
        this.onCourse = new OnCourseCalls(bus, snapshots);
    }

    @Override
    public Future<PushOutcome> post(DataKind kind, PushCall call) {
        IngestSource source = source(kind);
        Instant arrived = clock.instant();
        EventSnapshot now = snapshots.find(event.eventId()).orElse(null);
        Optional<Refusal> refusal = authority.refusal(now == null ? null : now.meta(), source, margins, arrived);
        if (refusal.isPresent()) {
            return Future.succeededFuture(outcome(refusal.get()));
        }
        byte[] body = call.body().getBytes();
        return carriedOut(kind, call, body, now, arrived)
                .<PushOutcome>map(Accepted::new)
                .otherwise(failure -> failed(failure, source, body.length, arrived));
    }

    private static IngestSource source(DataKind kind) {
        return switch (kind) {
            case RESULTS -> IngestSource.RESULTS;
            case ONCOURSE -> IngestSource.ONCOURSE;
            case EXPORT -> IngestSource.XML;
        };
    }

    private Future<JsonObject> carriedOut(
            DataKind kind, PushCall call, byte[] body, EventSnapshot now, Instant arrived) {
        try {
            return switch (kind) {
                case RESULTS -> applied(ResultsBody.parseCall(body), body.length, arrived);
                case ONCOURSE -> shown(OnCourseBody.parseCall(body), now, arrived);
                case EXPORT -> imported(body, call.headers().get(EXPORTED_AT), arrived);
            };
        } catch (RefusedException e) {
            return Future.failedFuture(e);
        }
    }

    private Future<JsonObject> applied(ResultsCall call, int bytes, Instant arrived) {
        return bus.store(new ApplyResults(authority, call.results(), call.races(), call.fromPrimary(), bytes, arrived))
                .map(applied -> {
                    JournalEntry entry = applied.entry();
                    recentCalls.record(event, entry);
                    return entry.outcome() == JournalEntry.Outcome.IGNORED
                            ? new JsonObject().put("updated", 0).put("ignored", true)
                            : new JsonObject()
                                    .put("updated", (int) entry.call().matched())
                                    .put("races", applied.knownRaces());
                });
    }

    private Future<JsonObject> shown(OnCourseCall call, EventSnapshot now, Instant arrived) {
        return onCourse.show(now, authority, call, arrived).map(shown -> {
            recentCalls.countOnCourse(
                    event,
                    shown.matched(),
                    shown.skippedByReason(),
                    call.riders().unreadable(),
                    arrived);
            return shown.ignored() ? new JsonObject().put("ignored", true) : new JsonObject();
        });
    }

    /** An export takes a while: meanwhile the stream is read. */
    private Future<JsonObject> imported(byte[] body, String exportedAt, Instant arrived) {
        return vertx.executeBlocking(
                        () -> {
                            ExportUpload upload = XmlEnvelope.ofXml(body, exportedAt);
                            return new ImportExport(
                                    authority,
                                    parser.parse(upload.document()),
                                    body.length,
                                    upload.exportedAt(),
                                    arrived);
                        },
                        false)
                .compose(bus::store)
                .map(imported -> {
                    recentCalls.record(event, imported.entry());
                    return new JsonObject();
                });
    }

    private PushOutcome failed(Throwable failure, IngestSource source, int bytes, Instant arrived) {
        if (failure instanceof RefusedException refused) {
            recentCalls.recordRefused(event, source, bytes, refused.refusal(), arrived);
            return outcome(refused.refusal());
        }
        LOG.error("A call with {} bytes of {} failed", bytes, source.label(), failure);
        return new Retryable("an unexpected failure", 0);
    }

    private static PushOutcome outcome(Refusal refusal) {
        String reason = refusal.message().replaceAll("\\.$", "");
        return switch (refusal.code()) {
            case Forbidden -> new NotNow(reason);
            case InvalidRequest, PayloadTooLarge, UnsupportedMediaType ->
                new Refused(refusal.code().httpStatus(), reason);
            // The event was deleted or restored: the verticle soon hears of it.
            default -> new Retryable(reason, 0);
        };
    }
}
