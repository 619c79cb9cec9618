package org.gatecast.testing;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A request whose headers were accepted and half of whose body has been sent. */
public final class PartialRequest implements AutoCloseable {
    private static final int CONTINUE = 100;

    private final String method;
    private final String target;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final RawConnection connection;

    private PartialRequest(int port, String method, String target, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        connection = RawConnection.open(port);
        connection.send(RawHttpClient.head(method, target, headers));
    }

    /**
     * Returns once the server has asked for the body, which it does after it has checked the key.
     *
     * @param headers name, value, name, value
     */
    public static PartialRequest begin(int port, String method, String target, byte[] body, String... headers) {
        Map<String, List<String>> all = RawHttpClient.map(headers);
        all.put("Host", List.of("127.0.0.1:" + port));
        all.put("Content-Length", List.of(Integer.toString(body.length)));
        all.put("Expect", List.of("100-continue"));
        PartialRequest request = new PartialRequest(port, method, target, all, body);
        ApiResponse response = request.response();
        if (response.status() != CONTINUE) {
            throw new AssertionError("instead of 100 Continue: " + response);
        }
        request.connection.send(Arrays.copyOf(body, body.length / 2));
        return request;
    }

    /** Whether a response has come before all of the request was sent. */
    public boolean hasResponse() {
        try {
            return connection.in().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the response, and sends nothing more. */
    public ApiResponse response() {
        return connection.read(method);
    }

    /** Sends the rest, and waits for the response. */
    public ApiResponse finish() {
        connection.send(Arrays.copyOfRange(body, body.length / 2, body.length));
        ApiResponse response = response();
        TrafficLog.publish(new HttpExchange(
                method, target, HttpHeaders.of(headers, (name, value) -> true), Buffer.buffer(body), response));
        return response;
    }

    @Override
    public void close() {
        connection.close();
    }
}
