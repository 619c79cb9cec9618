package org.gatecast.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** A request whose headers were accepted and half of whose body has been sent. */
public final class PartialRequest implements AutoCloseable {
    private static final String GO_ON = "HTTP/1.1 100 Continue\r\n\r\n";

    private final String method;
    private final String target;
    private final Map<String, List<String>> headers;
    private final byte[] body;
    private final Socket socket;

    private PartialRequest(
            String method, String target, Map<String, List<String>> headers, byte[] body, Socket socket) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.socket = socket;
    }

    /**
     * Returns once the server has said that it wants the body, which it says after looking at the key.
     *
     * @param headers name, value, name, value
     */
    public static PartialRequest begin(int port, String method, String target, byte[] body, String... headers) {
        try {
            Map<String, List<String>> all = RawHttpClient.map(headers);
            all.put("Host", List.of("127.0.0.1:" + port));
            all.put("Content-Length", List.of(Integer.toString(body.length)));
            all.put("Expect", List.of("100-continue"));
            PartialRequest request = new PartialRequest(method, target, all, body, RawHttpClient.connect(port));
            RawHttpClient.write(request.socket, RawHttpClient.head(method, target, all));
            request.awaitGoOn();
            request.socket.getOutputStream().write(body, 0, body.length / 2);
            return request;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target + " was not let in", e);
        }
    }

    private void awaitGoOn() throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        while (heard.size() < GO_ON.length()) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException("the connection ended after '" + heard + "'");
            }
            heard.write(next);
        }
        if (!heard.toString(US_ASCII).equals(GO_ON)) {
            throw new AssertionError("instead of 100 Continue: " + heard);
        }
    }

    /** Whether it has been answered before all of it was sent. */
    public boolean hasResponse() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the answer, and sends nothing more. */
    public ApiResponse response() {
        try {
            return RawHttpClient.read(socket.getInputStream(), method);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " got no answer", e);
        }
    }

    /** Sends the rest, and waits for the answer. */
    public ApiResponse finish() {
        try {
            socket.getOutputStream().write(body, body.length / 2, body.length - body.length / 2);
            ApiResponse response = RawHttpClient.read(socket.getInputStream(), method);
            TrafficLog.publish(new HttpExchange(
                    method, target, HttpHeaders.of(headers, (name, value) -> true), Buffer.buffer(body), response));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " got no answer", e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
