package org.gatecast.bench.attack;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.gatecast.testing.BoothClient;

/** A booth's connection, made anew when it has ended. One thread. */
final class ReconnectingCaller implements AutoCloseable {
    /** What stands for no answer. */
    static final int NONE = 0;

    private final BoothClient booth;
    private final int timeoutMillis;
    private Socket socket;
    private InputStream input;

    ReconnectingCaller(BoothClient booth, int timeoutMillis) {
        this.booth = booth;
        this.timeoutMillis = timeoutMillis;
    }

    /** Status of the answer to JSON with the booth's key. */
    int post(String path, byte[] body) {
        return post(path, "application/json", body);
    }

    int post(String path, String type, byte[] body) {
        try {
            if (socket == null) {
                socket =
                        new Socket(InetAddress.getLoopbackAddress(), booth.api().port());
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(timeoutMillis);
                input = new BufferedInputStream(socket.getInputStream());
            }
            byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: " + type + "\r\nContent-Length: "
                            + body.length + "\r\nX-API-Key: " + booth.apiKey() + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(body);
            return answer();
        } catch (IOException e) {
            close();
            return NONE;
        }
    }

    private int answer() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        int length = 0;
        boolean last = false;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String plain = header.toLowerCase(Locale.ROOT);
            last |= plain.equals("connection: close");
            if (plain.startsWith("content-length:")) {
                length =
                        Integer.parseInt(plain.substring(plain.indexOf(':') + 1).strip());
            }
        }
        input.skipNBytes(length);
        if (last) {
            close();
        }
        return status;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\n'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("ended");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is gone anyhow.
        }
        socket = null;
    }
}
