package org.gatecast.http.ingest;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.gatecast.http.auth.AuthenticatedCaller;
import org.gatecast.http.errors.RefusalListener;
import org.gatecast.http.server.ContextKey;
import org.gatecast.http.server.RequestBodies;
import org.gatecast.ingest.calls.OnCourseCalls.Shown;
import org.gatecast.limits.ClientConnection;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventMeta;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.gatecast.model.UnreadableParts;

/**
 * One ingest request from its headers to the end of its response. Its outcome goes to the log, to the metrics and to the
 * event's journal. Confined to the request's event loop.
 */
final class IngestRequest implements RefusalListener {
    private static final ContextKey<IngestRequest> REQUEST = new ContextKey<>("ingestRequest");

    private final RoutingContext ctx;
    private final IngestSource source;
    private final IngestRecorder recorder;
    private final IngestCallLog log;
    private AuthenticatedCaller caller;

    private IngestRequest(RoutingContext ctx, IngestSource source, IngestRecorder recorder) {
        this.ctx = ctx;
        this.source = source;
        this.recorder = recorder;
        this.log = new IngestCallLog(ctx.request(), source, recorder.metrics);
        REQUEST.set(ctx, this);
        LISTENER.set(ctx, this);
    }

    /**
     * Starts recording a request. It is in flight until its response has been sent.
     *
     * @throws RefusedException {@code Unavailable} when the service is stopping
     */
    static IngestRequest begin(RoutingContext ctx, IngestSource source, IngestRecorder recorder) {
        IngestRequest request = new IngestRequest(ctx, source, recorder);
        ctx.addEndHandler(sent -> {
            if (request.log.end()) {
                recorder.lifecycle.endIngest();
            }
        });
        if (!recorder.lifecycle.beginIngest()) {
            throw new RefusedException(ErrorCode.Unavailable, "The service is restarting; try again shortly.");
        }
        return request;
    }

    static IngestRequest of(RoutingContext ctx) {
        return REQUEST.get(ctx);
    }

    /** The event and key are known; whether the key is valid now is not. */
    void identified(AuthenticatedCaller known) {
        caller = known;
        log.event(known.eventId());
    }

    /** The key is valid now. */
    void keyAccepted() {
        if (!caller.isMaster()) {
            recorder.recentCalls.recordKeyUse(event(), caller.key(), now());
        }
        caller.attachTo(ctx);
    }

    /**
     * The command, unless the client has closed the connection: it has given up, and may have sent the same to another node,
     * and newer calls since. If this process stood still, the event loop sees that only when it has read once more.
     */
    <T> Future<T> unlessGivenUp(T command) {
        ClientConnection connection = ClientConnection.of(ctx.request());
        if (connection == null) {
            return Future.failedFuture(givenUp());
        }
        Context caller = ctx.vertx().getOrCreateContext();
        Promise<T> looked = Promise.promise();
        connection.afterNextRead(() -> caller.runOnContext(v -> {
            if (ctx.response().closed()) {
                looked.fail(givenUp());
            } else {
                looked.complete(command);
            }
        }));
        return looked.future();
    }

    private static RefusedException givenUp() {
        return new RefusedException(ErrorCode.Unavailable, "The client has closed the connection.");
    }

    Instant now() {
        return recorder.clock.instant();
    }

    AuthenticatedCaller caller() {
        return caller;
    }

    /** An import, or rows of the stream, were accepted. */
    void accepted(JournalEntry entry, Instant arrivedAt) {
        recorder.keyUses.record(caller, arrivedAt);
        recorder.recentCalls.record(event(), entry);
        log.accepted(entry);
    }

    /** Riders on course were accepted. */
    void acceptedOnCourse(Shown shown, UnreadableParts unreadable, Instant arrivedAt) {
        recorder.keyUses.record(caller, arrivedAt);
        recorder.recentCalls.countOnCourse(event(), shown.matched(), shown.skippedByReason(), unreadable, arrivedAt);
        log.acceptedOnCourse(shown.matched(), shown.ignored(), unreadable);
    }

    @Override
    public void refused(Refusal refusal) {
        log.refused(refusal);
        if (caller == null) {
            return;
        }
        recorder.recentCalls.recordRefused(event(), source, RequestBodies.length(ctx.request()), refusal, now());
    }

    private EventMeta event() {
        return caller.event().meta();
    }
}
