package org.gatecast.testing;

import io.vertx.core.buffer.Buffer;
import java.net.http.HttpHeaders;

/**
 * One request and its response.
 *
 * @param target path and query
 * @param requestBody empty without one
 */
public record HttpExchange(
        String method, String target, HttpHeaders requestHeaders, Buffer requestBody, ApiResponse response) {

    /** The target without its query. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
