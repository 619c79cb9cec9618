package org.gatecast.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Raw HTTP, for requests that no client library would send. */
public final class RawHttpClient {
    private RawHttpClient() {}

    /** A request on a connection of its own; headers are given as name, value, name, value. */
    public static ApiResponse send(int port, String method, String target, byte[] body, String... headers) {
        try (Socket socket = connect(port)) {
            Map<String, List<String>> all = map(headers);
            all.putIfAbsent("Host", List.of("127.0.0.1:" + port));
            if (body.length > 0) {
                all.putIfAbsent("Content-Length", List.of(Integer.toString(body.length)));
            }
            write(socket, head(method, target, all));
            socket.getOutputStream().write(body);
            ApiResponse response = read(socket.getInputStream(), method);
            TrafficLog.publish(new HttpExchange(
                    method, target, HttpHeaders.of(all, (n, v) -> true), Buffer.buffer(body), response));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target + " got no answer", e);
        }
    }

    /** Bytes as they are, and what is answered to them. */
    public static ApiResponse sendBytes(int port, String bytes) {
        try (Socket socket = connect(port)) {
            write(socket, bytes);
            return read(socket.getInputStream(), "?");
        } catch (IOException e) {
            throw new UncheckedIOException("no answer", e);
        }
    }

    /** Bytes as they are; nobody waits for an answer. */
    public static void sendAndClose(int port, String bytes) {
        try (Socket socket = connect(port)) {
            write(socket, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) Await.LONG.toMillis());
        socket.setTcpNoDelay(true);
        return socket;
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
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

    /** Reads one answer, whose end its Content-Length says. */
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
            throw new EOFException("an answer of " + length + " bytes ended after " + body.length);
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
