package org.gatecast.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/**
 * What the server said.
 *
 * @param bytes the body as it came, compressed if it was
 * @param body the body as JSON; missing when it is none
 */
public record ApiResponse(int status, HttpHeaders headers, Buffer bytes, JsonNode body) {

    static ApiResponse of(HttpResponse<byte[]> response) {
        return of(response.statusCode(), response.headers(), response.body());
    }

    static ApiResponse of(int status, HttpHeaders headers, byte[] bytes) {
        boolean json = headers.firstValue("Content-Type").orElse("").startsWith("application/json")
                && headers.firstValue("Content-Encoding").isEmpty()
                && bytes.length > 0;
        try {
            return new ApiResponse(
                    status,
                    headers,
                    Buffer.buffer(bytes),
                    json ? ApiClient.MAPPER.readTree(bytes) : MissingNode.getInstance());
        } catch (IOException e) {
            throw new UncheckedIOException("an answer that calls itself JSON is none: " + utf8(bytes), e);
        }
    }

    /** The header's first value, or {@code null}. */
    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    public String etag() {
        return header("ETag");
    }

    /** The error's code, or {@code null}. */
    public String error() {
        return body.path("error").asText(null);
    }

    /** The error's sentence, or {@code null}. */
    public String message() {
        return body.path("message").asText(null);
    }

    public String text() {
        return bytes.toString();
    }

    @Override
    public String toString() {
        return status + " " + headers.map() + "\n" + (body.isMissingNode() ? bytes.length() + " bytes" : body);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
