package org.gatecast.http.auth;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.gatecast.config.Settings;
import org.gatecast.http.server.CredentialHeaders;
import org.gatecast.http.server.RateLimitHandler;
import org.gatecast.http.server.RequestBodies;
import org.gatecast.limits.ClientConnection;
import org.gatecast.limits.CredentialKind;
import org.gatecast.limits.FailedCredentials;
import org.gatecast.limits.RejectionCounters;
import org.gatecast.limits.RejectionReason;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKey;
import org.gatecast.model.IngestSource;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.snapshot.SnapshotRegistry.EventKeyMatch;

/**
 * Authorizes requests with a master password or an event's key (contract section 2). Every check that fails throws a
 * {@link RefusedException}. Confined to one event loop.
 */
public final class KeyAuthorizer {
    private final Settings.Security settings;
    private final SnapshotRegistry snapshots;
    private final Clock clock;
    private final RejectionCounters rejections;

    public KeyAuthorizer(
            Settings.Security settings, SnapshotRegistry snapshots, Clock clock, RejectionCounters rejections) {
        this.settings = settings;
        this.snapshots = snapshots;
        this.clock = clock;
        this.rejections = rejections;
    }

    public Instant now() {
        return clock.instant();
    }

    /**
     * Requires a master password. After too many wrong passwords from an address, its passwords are not checked for a while.
     */
    public void requireMaster(HttpServerRequest request) {
        if (settings.isOpen()) {
            return;
        }
        String password = request.getHeader(CredentialHeaders.MASTER_PASSWORD);
        if (password == null) {
            throw unauthorized("This call needs a master password in the header X-Master-Key.");
        }
        FailedCredentials failures = failedCredentials(request, CredentialKind.MASTER_PASSWORD);
        long fingerprint = FailedCredentials.fingerprint(password);
        if (!failures.isKnownWrong(fingerprint)) {
            long wait = failures.waitNanos();
            if (wait > 0) {
                throw tooManyFailures(request, wait);
            }
            if (settings.isMasterPassword(password)) {
                ClientConnection.of(request).keyAccepted();
                return;
            }
            failures.countFailure(fingerprint);
        }
        throw unauthorized("The master password in X-Master-Key is wrong.");
    }

    /** Whether the request has a master password and no event's key. */
    public boolean claimsMaster(HttpServerRequest request) {
        return request.getHeader(CredentialHeaders.EVENT_KEY) == null
                && request.getHeader(CredentialHeaders.MASTER_PASSWORD) != null;
    }

    /** Whether the request has an event's key and no master password. */
    public boolean claimsEvent(HttpServerRequest request) {
        return request.getHeader(CredentialHeaders.EVENT_KEY) != null
                && request.getHeader(CredentialHeaders.MASTER_PASSWORD) == null;
    }

    /**
     * The event of the request's key, and the key, which need not be valid now. Refuses a missing or unknown key, and an
     * address that has sent too many unknown keys.
     */
    public AuthenticatedCaller shown(HttpServerRequest request) {
        String key = request.getHeader(CredentialHeaders.EVENT_KEY);
        if (key == null || key.isBlank()) {
            throw unauthorized("This call needs the event's key in the header X-API-Key.");
        }
        EventKeyMatch eventKeyMatch = snapshots.findByKey(key.strip()).orElseThrow(() -> unknown(request, key.strip()));
        AuthenticatedCaller caller = new AuthenticatedCaller(eventKeyMatch.snapshot(), eventKeyMatch.key());
        if (refusal(caller, null).isEmpty()) {
            ClientConnection.of(request).keyAccepted();
        }
        return caller;
    }

    public void requireValid(AuthenticatedCaller caller) {
        refusal(caller, null).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
    }

    /**
     * Why the caller may not change the event as it is now; empty if it may. The store or the broadcaster checks again
     * when the change is made.
     *
     * @param source of the data, {@code null} if the call is no ingest call
     */
    public Optional<Refusal> refusal(AuthenticatedCaller caller, IngestSource source) {
        return caller.authority().refusal(caller.event().meta(), source, settings.keyMargins(), clock.instant());
    }

    /** Admits a request with a JSON body about the event in its path: attaches the caller and calls the next handler. */
    public void admitJson(RoutingContext ctx) {
        AuthenticatedCaller caller = caller(ctx);
        RequestBodies.requireJson(ctx.request());
        caller.attachTo(ctx);
        ctx.next();
    }

    /** The caller of a request about the event in its path. */
    public AuthenticatedCaller caller(RoutingContext ctx) {
        return caller(ctx.request(), ctx.pathParam("event"));
    }

    /** The caller of a request about an event, with a valid key of the event or with a master password. */
    public AuthenticatedCaller caller(HttpServerRequest request, String eventId) {
        if (claimsMaster(request)) {
            return master(request, eventId);
        }
        if (request.getHeader(CredentialHeaders.EVENT_KEY) == null) {
            throw unauthorized(
                    "This call needs the event's key in the header X-API-Key, or a master password in X-Master-Key.");
        }
        AuthenticatedCaller caller = shown(request);
        requireValid(caller);
        if (!caller.eventId().value().equals(eventId)) {
            throw unauthorized("The key in X-API-Key belongs to another event.");
        }
        return caller;
    }

    /** When a key of the event is valid, seen from {@code now}, unless another key replaces it. */
    public KeyValidity validity(EventSnapshot event, EventKey key, Instant now) {
        return validity(event).of(key, now, settings.keyValidAfterUseDays());
    }

    /** When the event's keys are valid by the organiser's dates. */
    public KeyValidity validity(EventSnapshot event) {
        return KeyValidity.of(event.meta().organiserDates(), settings.keyMargins());
    }

    /** The caller of a request about an event that needs a master password. */
    public AuthenticatedCaller master(HttpServerRequest request, String eventId) {
        requireMaster(request);
        return new AuthenticatedCaller(event(eventId), null);
    }

    private EventSnapshot event(String eventId) {
        if (!EventId.isValid(eventId)) {
            throw new RefusedException(ErrorCode.NotFound, "There is no such event.");
        }
        return snapshots
                .find(new EventId(eventId))
                .orElseThrow(() -> new RefusedException(ErrorCode.NotFound, "There is no event " + eventId + "."));
    }

    private RefusedException unknown(HttpServerRequest request, String key) {
        long wait =
                failedCredentials(request, CredentialKind.EVENT_KEY).countFailure(FailedCredentials.fingerprint(key));
        return wait > 0 ? tooManyFailures(request, wait) : unauthorized("The key in X-API-Key is unknown.");
    }

    private static FailedCredentials failedCredentials(HttpServerRequest request, CredentialKind kind) {
        return ClientConnection.of(request).addressLimits(request).failures(kind);
    }

    private RefusedException tooManyFailures(HttpServerRequest request, long waitNanos) {
        return RateLimitHandler.refusal(request, rejections, RejectionReason.FAILED_CREDENTIALS, waitNanos);
    }

    private static RefusedException unauthorized(String message) {
        return new RefusedException(ErrorCode.Unauthorized, message);
    }
}
