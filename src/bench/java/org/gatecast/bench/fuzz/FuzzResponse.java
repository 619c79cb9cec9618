package org.gatecast.bench.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came back.
 *
 * @param status 0 when the connection ended without a response, -1 when nothing came in a long time, -2 when what came is
 *     no response, or half of one
 * @param headers by name in small letters
 * @param body each character a byte
 * @param reusable whether more can be asked on the connection
 */
record FuzzResponse(int status, Map<String, String> headers, String body, boolean reusable, String trouble) {
    static final int ENDED = 0;
    static final int SILENT = -1;
    static final int BROKEN = -2;

    private static final int MOST_HEAD_BYTES = 1 << 16;
    private static final int CONTINUE = 100;
    private static final String NOTHING = "";

    /** Reads one response; what comes before the final one is passed over. */
    static FuzzResponse read(InputStream in, boolean toHead) {
        boolean begun = false;
        try {
            while (true) {
                String statusLine = line(in);
                if (statusLine == null) {
                    return none(ENDED, "");
                }
                begun = true;
                if (!statusLine.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
                    return none(BROKEN, "status line " + statusLine);
                }
                int status = Integer.parseInt(statusLine.substring(9, 12));
                Map<String, String> headers = headers(in);
                if (status != CONTINUE) {
                    return rest(in, status, headers, toHead);
                }
            }
        } catch (SocketTimeoutException e) {
            return none(begun ? BROKEN : SILENT, "half an answer and no more");
        } catch (SocketException e) {
            return none(begun ? BROKEN : ENDED, "half an answer and a reset");
        } catch (IOException | RuntimeException e) {
            return none(BROKEN, e.toString());
        }
    }

    private static FuzzResponse none(int status, String trouble) {
        return new FuzzResponse(status, Map.of(), NOTHING, false, trouble);
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); line == null || !line.isEmpty(); line = line(in)) {
            if (line == null) {
                throw new EOFException("the head has no end");
            }
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("a header without a name: " + line);
            }
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        return headers;
    }

    private static FuzzResponse rest(InputStream in, int status, Map<String, String> headers, boolean toHead)
            throws IOException {
        boolean open = !"close".equalsIgnoreCase(headers.get("connection"));
        if (status == 101 || headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            return new FuzzResponse(status, headers, NOTHING, false, "");
        }
        if (toHead || status == 204 || status == 304) {
            return new FuzzResponse(status, headers, NOTHING, open, "");
        }
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return new FuzzResponse(status, headers, plain(chunks(in)), open, "");
        }
        String length = headers.get("content-length");
        if (length == null) {
            return new FuzzResponse(status, headers, plain(in.readAllBytes()), false, "");
        }
        byte[] body = in.readNBytes(Integer.parseInt(length));
        if (body.length < Integer.parseInt(length)) {
            throw new EOFException("the body ends after " + body.length + " of " + length);
        }
        return new FuzzResponse(status, headers, plain(body), open, "");
    }

    private static String plain(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in), 16);
            body.write(in.readNBytes(size));
            line(in);
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    /** Without its end; {@code null} when the connection ended before anything came. */
    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0 && line.size() == 0) {
                return null;
            }
            if (read < 0 || line.size() > MOST_HEAD_BYTES) {
                throw new EOFException("a line has no end: " + line);
            }
            line.write(read);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** The body as text. */
    String text() {
        return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        String text = text();
        return status + " " + trouble + " " + headers + "\n" + text.substring(0, Math.min(500, text.length()));
    }
}
