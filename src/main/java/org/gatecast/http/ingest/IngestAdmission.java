package org.gatecast.http.ingest;

import io.vertx.ext.web.RoutingContext;
import org.gatecast.http.auth.AuthenticatedCaller;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.server.RequestBodies;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.IngestSource;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;

/** Refuses an ingest request by its headers, before its body is read. */
final class IngestAdmission {
    private final KeyAuthorizer authorizer;
    private final IngestRecorder recorder;

    IngestAdmission(KeyAuthorizer authorizer, IngestRecorder recorder) {
        this.authorizer = authorizer;
        this.recorder = recorder;
    }

    /**
     * Calls the next handler for a request with a valid key, the right media type and an event that accepts the source.
     *
     * @throws RefusedException for any other request
     */
    void admit(RoutingContext ctx, IngestSource source) {
        IngestRequest request = IngestRequest.begin(ctx, source, recorder);
        AuthenticatedCaller caller = caller(ctx, source);
        request.identified(caller);
        Refusal refusal = authorizer.refusal(caller, source).orElse(null);
        if (refusal == null || refusal.code() != ErrorCode.Unauthorized) {
            request.keyAccepted();
        }
        if (refusal != null) {
            throw new RefusedException(refusal);
        }
        if (source == IngestSource.XML) {
            RequestBodies.isXml(ctx.request());
        } else {
            RequestBodies.requireJsonOrGzip(ctx.request());
        }
        ctx.next();
    }

    /** A key belongs to one event. A master, who may import an export by hand, names the event in the query. */
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
}
