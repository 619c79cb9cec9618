package org.gatecast.http.ingest;

import io.vertx.core.http.HttpServerRequest;
import org.gatecast.http.ingest.IngestMetrics.Outcome;
import org.gatecast.http.server.RequestIds;
import org.gatecast.model.EventId;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.Refusal;
import org.gatecast.model.UnreadableParts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log line and the metrics of one ingest call. Its duration is from the headers to the end of the response. Confined to the
 * call's event loop.
 */
final class IngestCallLog {
    private static final Logger LOG = LoggerFactory.getLogger("org.gatecast.Ingest");

    private final HttpServerRequest request;
    private final IngestSource source;
    private final IngestMetrics ingestMetrics;
    private final long begunNanos = System.nanoTime();
    private String event = "-";
    private Outcome outcome = Outcome.CLIENT_GONE;
    private Refusal refusal;
    private long matched;
    private long changed;
    private long skippedParts;
    private boolean ended;

    IngestCallLog(HttpServerRequest request, IngestSource source, IngestMetrics ingestMetrics) {
        this.request = request;
        this.source = source;
        this.ingestMetrics = ingestMetrics;
    }

    void event(EventId eventId) {
        event = eventId.value();
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

    /**
     * @param known the number of riders that the event has
     */
    void acceptedOnCourse(int known, boolean ignored, UnreadableParts unreadable) {
        outcome = ignored ? Outcome.IGNORED : Outcome.ACCEPTED;
        matched = known;
        skippedParts = unreadable.fields();
    }

    void refused(Refusal reason) {
        refusal = reason;
        outcome = reason.code().httpStatus() < 500 ? Outcome.REFUSED : Outcome.FAILED;
    }

    /**
     * The response was sent, or the client is gone: writes the line.
     *
     * @return whether this is the first end
     */
    boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        long nanos = System.nanoTime() - begunNanos;
        long bytes = request.bytesRead();
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
                    .addKeyValue("requestId", RequestIds.of(request));
            if (refusal == null) {
                line.log("ingest");
            } else {
                line.addKeyValue("error", refusal.code()).log("ingest: {}", refusal.message());
            }
        }
        return true;
    }
}
