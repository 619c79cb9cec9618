package org.gatecast.canoe123.push;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;

/**
 * A call of the ingest API.
 *
 * @param timeout for the response
 */
public record PushCall(String path, Map<String, String> headers, Buffer body, Duration timeout) {
    public static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    static PushCall json(String path, String body, Duration timeout) {
        return new PushCall(path, JSON, Buffer.buffer(body), timeout);
    }
}
