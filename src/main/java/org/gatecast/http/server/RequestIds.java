package org.gatecast.http.server;

import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id of a request in the logs of the service and of its proxies. */
public final class RequestIds {
    static final String HEADER = "X-Request-Id";

    private static final Pattern FOREIGN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    /** W3C Trace Context: version, trace, span, flags. */
    private static final Pattern TRACE_PARENT =
            Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

    private RequestIds() {}

    /** The request's own id, that of its trace, or a new one. It is set on the response. */
    public static String of(HttpServerRequest request) {
        String known = request.response().headers().get(HEADER);
        if (known != null) {
            return known;
        }
        String id = given(request);
        if (!request.response().headWritten()) {
            request.response().putHeader(HEADER, id);
        }
        return id;
    }

    private static String given(HttpServerRequest request) {
        String own = request.getHeader(HEADER);
        if (own != null && FOREIGN_ID.matcher(own).matches()) {
            return own;
        }
        String trace = request.getHeader("traceparent");
        if (trace != null) {
            Matcher parts = TRACE_PARENT.matcher(trace);
            if (parts.matches()) {
                return parts.group(1);
            }
        }
        // It is no secret, so it needs no secure randomness.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
