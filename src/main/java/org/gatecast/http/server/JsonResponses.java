package org.gatecast.http.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import org.gatecast.limits.ResponseMemory;
import org.gatecast.model.RefusedException;

/** Small JSON responses that are made for one request. */
public final class JsonResponses {
    public static final String TYPE = "application/json";

    private static final ObjectMapper PLAIN = new ObjectMapper();

    private JsonResponses() {}

    public static void send(RoutingContext ctx, int status, JsonObject body) {
        Buffer encoded = Buffer.buffer(body.encode());
        try {
            UnsentBudgetCheck.reserve(ctx.request(), ResponseMemory.single(encoded.length()));
        } catch (RefusedException budgetExceeded) {
            ctx.fail(budgetExceeded);
            return;
        }
        ctx.response()
                .setStatusCode(status)
                .putHeader("Content-Type", TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(encoded);
    }

    /** A model value as the JSON type it is written as: enums and ids are text. */
    public static Object plain(Object value) {
        if (value instanceof List<?> list) {
            return new JsonArray(list.stream().map(JsonResponses::plain).toList());
        }
        if (value == null || value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Instant instant) {
            return instant.toString();
        }
        return PLAIN.convertValue(value, Object.class);
    }
}
