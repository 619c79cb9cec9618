package org.gatecast.broadcast;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import org.gatecast.testing.Await;
import org.gatecast.transport.IndependentInflater;
import org.gatecast.transport.MessageDecoder;

/** One client whose every byte is the test's to choose, and which reads when the test reads. */
final class ScriptedClient implements AutoCloseable {
    static final String BROWSERS_OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";

    private static final int BUFFER_BYTES = 1 << 16;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final Socket socket;
    private final MessageDecoder messageDecoder;
    private byte[] head = new byte[0];
    private String answer;

    private ScriptedClient(int port, String request, MessageDecoder messageDecoder) {
        this.messageDecoder = messageDecoder;
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) Await.LONG.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        say(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A plain WebSocket client. */
    static ScriptedClient at(int port, String target) {
        return raw(port, handshake(target, ""));
    }

    /** A browser's. */
    static ScriptedClient ofBrowser(int port, String target) {
        MessageDecoder messageDecoder = MessageDecoder.inflating(IndependentInflater.LARGEST_WINDOW_BITS, true);
        return new ScriptedClient(port, handshake(target, BROWSERS_OFFER), messageDecoder);
    }

    /** A client of an event stream. */
    static ScriptedClient atEventStream(int port, String target, String... headers) {
        String all = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return new ScriptedClient(
                port,
                "GET " + target + " HTTP/1.1\r\nHost: sitting\r\n" + all + "\r\n",
                MessageDecoder.ofEventStream());
    }

    /** Whatever is sent, one byte a character, what comes back is an uncompressed WebSocket. */
    static ScriptedClient raw(int port, String request) {
        return new ScriptedClient(port, request, MessageDecoder.plain());
    }

    static String handshake(String target, String moreHeaders) {
        return "GET " + target + " HTTP/1.1\r\nHost: sitting\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + moreHeaders + "\r\n";
    }

    MessageDecoder ear() {
        return messageDecoder;
    }

    /** The status line and headers, {@code null} before they are read. */
    String answer() {
        return answer;
    }

    void say(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException cut) {
            // What ended the connection is there to be read.
        }
    }

    void readUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (!read()) {
                throw new AssertionError(
                        "the connection ended with " + messageDecoder.said().size() + " messages and "
                                + messageDecoder.controls() + " after " + answer);
            }
        }
    }

    /** Reads to the end of the connection; answers the last that was no message. */
    MessageDecoder.Control readToItsEnd() {
        while (read()) {
            // On.
        }
        return messageDecoder.controls().get(messageDecoder.controls().size() - 1);
    }

    private boolean read() {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                return false;
            }
            take(Arrays.copyOf(buffer, count));
            return true;
        } catch (SocketTimeoutException e) {
            throw new AssertionError(
                    "nothing came after " + messageDecoder.said().size() + " messages", e);
        } catch (IOException cut) {
            return false;
        }
    }

    private void take(byte[] bytes) {
        if (answer != null) {
            messageDecoder.hear(bytes);
            return;
        }
        byte[] all = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        head = all;
        for (int i = 0; i + END_OF_HEAD.length <= all.length; i++) {
            int end = i + END_OF_HEAD.length;
            if (Arrays.equals(all, i, end, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                takeAnswer(new String(all, 0, i, StandardCharsets.US_ASCII), Arrays.copyOfRange(all, end, all.length));
                return;
            }
        }
    }

    /** An answer of another kind than the one that counts is to a request before it. */
    private void takeAnswer(String text, byte[] rest) {
        head = new byte[0];
        if (text.startsWith("HTTP/1.1 101") || text.contains("text/event-stream")) {
            answer = text;
            messageDecoder.hear(rest);
        } else if (rest.length >= lengthOfBody(text)) {
            take(Arrays.copyOfRange(rest, lengthOfBody(text), rest.length));
        } else {
            throw new AssertionError("half an answer that nobody asked for: " + text);
        }
    }

    private static int lengthOfBody(String head) {
        for (String line : head.split("\r\n", -1)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                return Integer.parseInt(line.substring(15).strip());
            }
        }
        return 0;
    }

    /** Breaks the connection off, without the goodbye of TCP. */
    void breakOff() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
