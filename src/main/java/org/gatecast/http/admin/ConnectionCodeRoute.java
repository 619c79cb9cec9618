package org.gatecast.http.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.http.auth.AuthenticatedCaller;
import org.gatecast.http.auth.KeyAuthorizer;
import org.gatecast.http.server.RouteBuilder;
import org.gatecast.http.server.RouteGroup;
import org.gatecast.http.server.UnsentBudgetCheck;
import org.gatecast.limits.ResponseMemory;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventKey;
import org.gatecast.model.RefusedException;

/**
 * The QR code of the string with which a booth reaches an event: {@code gatecast://HOST[:PORT]/EVENT#KEY}, with
 * {@code ?tls=no} before the key for a service without TLS. The admin page shows the same string ({@code connectionString.js}),
 * and the booth reads it ({@code org.gatecast.booth.setup.ConnectionString}).
 */
public final class ConnectionCodeRoute {
    private static final Pattern ORIGIN = Pattern.compile("(https?)://([\\p{Alnum}.:\\[\\]_-]{1,255})");

    private final KeyAuthorizer authorizer;

    public ConnectionCodeRoute(KeyAuthorizer authorizer) {
        this.authorizer = authorizer;
    }

    public void mountOn(RouteGroup group) {
        RouteBuilder.readOnly(group, AdminRoutes.EVENTS + "/:event/connection-code", this::send);
    }

    private void send(RoutingContext ctx) {
        AuthenticatedCaller caller = authorizer.caller(ctx);
        String server = ctx.queryParams().get("server");
        Matcher origin = ORIGIN.matcher(server == null ? "" : server);
        if (!origin.matches()) {
            throw new RefusedException(
                    ErrorCode.InvalidRequest,
                    "server must be the address at which the booth reaches this service, as https://results.example.org.");
        }
        String text = "gatecast://" + origin.group(2) + '/' + caller.eventId()
                + (origin.group(1).equals("https") ? "" : "?tls=no") + '#'
                + key(caller).value();
        byte[] image = QrCodeSvg.of(text).getBytes(UTF_8);
        UnsentBudgetCheck.reserve(ctx.request(), ResponseMemory.single(image.length));
        ctx.response()
                .putHeader("Content-Type", "image/svg+xml")
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(image));
    }

    /** The caller's own key, or for a master the newest that is neither replaced nor expired. */
    private EventKey key(AuthenticatedCaller caller) {
        if (!caller.isMaster()) {
            return caller.key();
        }
        Instant now = authorizer.now();
        return caller.event().meta().keys().newestFirst().stream()
                .filter(key -> key.validUntil() == null
                        && authorizer.validity(caller.event(), key, now).includes(now))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.NotFound, "The event has no key that works; make a new one first."));
    }
}
