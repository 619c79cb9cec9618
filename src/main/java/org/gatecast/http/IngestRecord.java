package org.gatecast.http;

import io.vertx.ext.web.RoutingContext;
import org.gatecast.bus.ServiceState;
import org.gatecast.http.IngestCounts.Outcome;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventMeta;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.LeftOut;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What becomes of one ingest call, from its headers to the end of its answer: counted, timed, and told in one line of
 * the log. Confined to the call's event loop.
 */
final class IngestRecord {
    private static final Logger LOG = LoggerFactory.getLogger("org.gatecast.Ingest");
    private static final String KEY = "ingestRecord";

    private final RoutingContext ctx;
    private final IngestSource source;
    private final IngestCounts counts;
    private final ServiceState state;
    private final long begun = System.nanoTime();
    private String event = "-";
    private Outcome outcome = Outcome.GONE;
    private Refusal refusal;
    private long matched;
    private long changed;
    private long leftOut;
    private boolean ended;

    private IngestRecord(RoutingContext ctx, IngestSource source, IngestCounts counts, ServiceState state) {
        this.ctx = ctx;
        this.source = source;
        this.counts = counts;
        this.state = state;
    }

    /**
     * From now on the call is under way.
     *
     * @throws RefusedException when the service is about to stop
     */
    static IngestRecord begin(RoutingContext ctx, IngestSource source, IngestCounts counts, ServiceState state) {
        IngestRecord call = new IngestRecord(ctx, source, counts, state);
        ctx.put(KEY, call);
        ctx.addEndHandler(answered -> call.end());
        if (!state.begin()) {
            throw new RefusedException(ErrorCode.Unavailable, "The service is restarting; try again shortly.");
        }
        return call;
    }

    /** That of a request, {@code null} when it is no ingest call. */
    static IngestRecord of(RoutingContext ctx) {
        return ctx.get(KEY);
    }

    void to(EventMeta meta) {
        event = meta.eventId().value();
    }

    void taken(JournalEntry entry) {
        outcome = switch (entry.outcome()) {
            case CHANGED -> Outcome.CHANGED;
            case UNCHANGED -> Outcome.UNCHANGED;
            case IGNORED -> Outcome.IGNORED;
            case REFUSED -> Outcome.REFUSED;
        };
        matched = entry.call().matched();
        changed = entry.call().changed();
        leftOut = entry.call().leftOut();
    }

    /** Riders on course, so many of them known. */
    void taken(int known, LeftOut unread) {
        outcome = Outcome.TAKEN;
        matched = known;
        leftOut = unread.fields();
    }

    /** Riders on course, before there is anyone to know. */
    void ignored(LeftOut unread) {
        outcome = Outcome.IGNORED;
        leftOut = unread.fields();
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
        counts.ended(source, outcome, nanos, bytes);
        Level level = outcome == Outcome.FAILED ? Level.WARN : Level.INFO;
        if (LOG.isEnabledForLevel(level)) {
            LoggingEventBuilder line = LOG.atLevel(level)
                    .addKeyValue("event", event)
                    .addKeyValue("source", source.label())
                    .addKeyValue("outcome", outcome.label())
                    .addKeyValue("matched", matched)
                    .addKeyValue("changed", changed)
                    .addKeyValue("leftOut", leftOut)
                    .addKeyValue("bytes", bytes)
                    .addKeyValue("millis", Math.round(nanos / 1e5) / 10.0)
                    .addKeyValue("requestId", RequestIds.of(ctx.request()));
            if (refusal == null) {
                line.log("ingest");
            } else {
                line.addKeyValue("error", refusal.code()).log("ingest: {}", refusal.message());
            }
        }
        state.end();
    }
}
