package org.gatecast.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One kept HTTP connection that costs the client next to nothing, so that what is measured is the server: it looks at two
 * headers and parses no JSON, unlike {@link org.gatecast.testing.RawConnection}. A request is one write, and the calling
 * thread waits for the response. For one thread.
 */
public final class HttpConnection implements AutoCloseable {
    private final Socket socket;
    private final InputStream input;
    private String key;

    /**
     * A response.
     *
     * @param last whether the server closes the connection after it
     */
    public record Response(int status, String body, boolean last) {}

    public HttpConnection(int port) throws IOException {
        this(port, 0);
    }

    /**
     * @param timeoutMillis how long a read waits; 0 means without limit
     */
    public HttpConnection(int port, int timeoutMillis) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(timeoutMillis);
        input = new BufferedInputStream(socket.getInputStream());
    }

    /** All later requests of {@link #send(String, String, String, byte[])} carry this event key. */
    public void authorize(String eventKey) {
        key = eventKey;
    }

    /**
     * A whole request, which can be sent any number of times.
     *
     * @param eventKey {@code null} for none
     */
    public static byte[] request(String method, String path, String eventKey, String type, byte[] body) {
        byte[] head = (method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + body.length
                        + (eventKey == null ? "" : "\r\nX-API-Key: " + eventKey) + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    public Response send(String method, String path, String type, byte[] body) throws IOException {
        return send(request(method, path, key, type, body));
    }

    /** Sends a whole request and waits for the response. */
    public Response send(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            last |= header.equalsIgnoreCase("Connection: close");
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        return new Response(status, new String(input.readNBytes(length), StandardCharsets.UTF_8), last);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("the server closed the connection after '" + line + "'");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
