package org.gatecast.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Raw HTTP, for requests that no client library would send. */
public final class RawHttpClient {
    private RawHttpClient() {}

    /** Sends a request on a connection of its own; headers are given as name, value, name, value. */
    public static ApiResponse send(int port, String method, String target, byte[] body, String... headers) {
        Map<String, List<String>> all = map(headers);
        all.putIfAbsent("Host", List.of("127.0.0.1:" + port));
        if (body.length > 0) {
            all.putIfAbsent("Content-Length", List.of(Integer.toString(body.length)));
        }
        try (RawConnection connection = RawConnection.open(port)) {
            connection.send(head(method, target, all));
            connection.send(body);
            ApiResponse response = connection.read(method);
            TrafficLog.publish(new HttpExchange(
                    method, target, HttpHeaders.of(all, (n, v) -> true), Buffer.buffer(body), response));
            return response;
        }
    }

    /** Sends bytes as they are, and returns the first response. */
    public static ApiResponse sendBytes(int port, String bytes) {
        try (RawConnection connection = RawConnection.open(port)) {
            connection.send(bytes);
            return connection.read("?");
        }
    }

    /** Sends bytes as they are, and waits for no response. */
    public static void sendAndClose(int port, String bytes) {
        try (RawConnection connection = RawConnection.open(port)) {
            connection.send(bytes);
        }
    }

    /** Sends bytes as they are, and closes the connection with a TCP reset. */
    public static void sendAndReset(int port, String bytes) {
        try (RawConnection connection = RawConnection.open(port)) {
            connection.send(bytes);
            connection.reset();
        }
    }

    static String head(String method, String target, Map<String, List<String>> headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach((name, values) -> values.forEach(
                value -> head.append(name).append(": ").append(value).append("\r\n")));
        return head.append("\r\n").toString();
    }

    static Map<String, List<String>> map(String... headers) {
        Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            map.computeIfAbsent(headers[i], name -> new ArrayList<>()).add(headers[i + 1]);
        }
        return map;
    }

    /** Reads one response, whose length is its Content-Length. */
    static ApiResponse read(InputStream in, String method) throws IOException {
        String[] statusLine = line(in).split(" ", 3);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] header = line.split(":", 2);
            headers.computeIfAbsent(header[0], name -> new ArrayList<>()).add(header[1].strip());
        }
        int status = Integer.parseInt(statusLine[1]);
        int length = method.equals("HEAD") || status == 101
                ? 0
                : Integer.parseInt(
                        headers.getOrDefault("Content-Length", List.of("0")).get(0));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("a response of " + length + " bytes ended after " + body.length);
        }
        return ApiResponse.of(status, HttpHeaders.of(headers, (name, value) -> true), body);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the connection ended after '" + line + "'");
            }
            line.write(read);
        }
        return line.toString(ISO_8859_1).strip();
    }
}
