package org.gatecast.http;

import io.vertx.ext.web.RoutingContext;
import org.gatecast.http.IngestMetrics.Outcome;
import org.gatecast.lifecycle.ServiceLifecycle;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventMeta;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.gatecast.model.UnreadableParts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What becomes of one ingest call, from its headers to the end of its answer: counted, timed, and told in one line of
 * the log. Confined to the call's event loop.
 */
final class IngestCallLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.gatecast.Ingest");
    private static final String KEY = "ingestRecord";

    private final RoutingContext ctx;
    private final IngestSource source;
    private final IngestMetrics ingestMetrics;
    private final ServiceLifecycle lifecycle;
    private final long begun = System.nanoTime();
    private String event = "-";
    private Outcome outcome = Outcome.CLIENT_GONE;
    private Refusal refusal;
    private long matched;
    private long changed;
    private long skippedParts;
    private boolean ended;

    private IngestCallLog(
            RoutingContext ctx, IngestSource source, IngestMetrics ingestMetrics, ServiceLifecycle lifecycle) {
        this.ctx = ctx;
        this.source = source;
        this.ingestMetrics = ingestMetrics;
        this.lifecycle = lifecycle;
    }

    /**
     * From now on the call is under way.
     *
     * @throws RefusedException when the service is about to stop
     */
    static IngestCallLog begin(
            RoutingContext ctx, IngestSource source, IngestMetrics ingestMetrics, ServiceLifecycle lifecycle) {
        IngestCallLog call = new IngestCallLog(ctx, source, ingestMetrics, lifecycle);
        ctx.put(KEY, call);
        ctx.addEndHandler(answered -> call.end());
        if (!lifecycle.beginIngest()) {
            throw new RefusedException(ErrorCode.Unavailable, "The service is restarting; try again shortly.");
        }
        return call;
    }

    /** That of a request, {@code null} when it is no ingest call. */
    static IngestCallLog of(RoutingContext ctx) {
        return ctx.get(KEY);
    }

    void to(EventMeta meta) {
        event = meta.eventId().value();
    }

    void accepted(JournalEntry entry) {
        outcome = switch (entry.outcome()) {
            case CHANGED -> Outcome.CHANGED;
            case UNCHANGED -> Outcome.UNCHANGED;
            case IGNORED -> Outcome.IGNORED;
            case REFUSED -> Outcome.REFUSED;
        };
        matched = entry.call().matched();
        changed = entry.call().changed();
        skippedParts = entry.call().unreadable();
    }

    /** Riders on course, so many of them known. */
    void accepted(int known, UnreadableParts unread) {
        outcome = Outcome.ACCEPTED;
        matched = known;
        skippedParts = unread.fields();
    }

    /** Riders on course, before there is anyone to know. */
    void ignored(UnreadableParts unread) {
        outcome = Outcome.IGNORED;
        skippedParts = unread.fields();
    }

    void refused(Refusal why) {
        refusal = why;
        outcome = why.code().httpStatus() < 500 ? Outcome.REFUSED : Outcome.FAILED;
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        long nanos = System.nanoTime() - begun;
        long bytes = ctx.request().bytesRead();
        ingestMetrics.ended(source, outcome, nanos, bytes);
        Level level = outcome == Outcome.FAILED ? Level.WARN : Level.INFO;
        if (LOG.isEnabledForLevel(level)) {
            LoggingEventBuilder line = LOG.atLevel(level)
                    .addKeyValue("event", event)
                    .addKeyValue("source", source.label())
                    .addKeyValue("outcome", outcome.label())
                    .addKeyValue("matched", matched)
                    .addKeyValue("changed", changed)
                    .addKeyValue("leftOut", skippedParts)
                    .addKeyValue("bytes", bytes)
                    .addKeyValue("millis", Math.round(nanos / 1e5) / 10.0)
                    .addKeyValue("requestId", RequestIds.of(ctx.request()));
            if (refusal == null) {
                line.log("ingest");
            } else {
                line.addKeyValue("error", refusal.code()).log("ingest: {}", refusal.message());
            }
        }
        lifecycle.endIngest();
    }
}
