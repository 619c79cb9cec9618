package org.gatecast.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A WebSocket client that writes and reads frames one by one (RFC 6455). It may break every rule, reads only when
 * its user reads, and answers a ping only when its user does.
 */
public final class RawSpectator implements AutoCloseable {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final byte[] MASK = {1, 2, 3, 4};

    private final Socket socket;
    private final DataInputStream in;
    private final ApiResponse handshake;

    private RawSpectator(Socket socket, ApiResponse handshake) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.handshake = handshake;
    }

    /** A frame as it came; {@code null} stands for the end of the connection. */
    public static final class Frame {
        private final int opcode;
        private final ByteBuffer payload;

        private Frame(int opcode, ByteBuffer payload) {
            this.opcode = opcode;
            this.payload = payload;
        }

        public int opcode() {
            return opcode;
        }

        /** A close frame's code; 1005 without one. */
        public int closeCode() {
            return payload.remaining() < 2 ? 1005 : Short.toUnsignedInt(payload.getShort(0));
        }

        /** A close frame's reason. */
        public String closeReason() {
            return StandardCharsets.UTF_8
                    .decode(payload.slice(2, payload.limit() - 2))
                    .toString();
        }

        public JsonNode json() {
            return ApiClient.parse(
                    StandardCharsets.UTF_8.decode(payload.duplicate()).toString());
        }
    }

    /** Connects whether or not the server wants it; see {@link #handshake}. */
    public static RawSpectator connect(int port, String eventId, String... headers) {
        try {
            Socket socket = RawHttpClient.connect(port);
            var all = RawHttpClient.map(
                    "Host", "127.0.0.1:" + port,
                    "Connection", "Upgrade",
                    "Upgrade", "websocket",
                    "Sec-WebSocket-Version", "13",
                    "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
            all.putAll(RawHttpClient.map(headers));
            RawHttpClient.write(socket, RawHttpClient.head("GET", "/api/v1/events/" + eventId + "/ws", all));
            return new RawSpectator(socket, RawHttpClient.read(socket.getInputStream(), "GET"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ApiResponse handshake() {
        return handshake;
    }

    /** The next frame, waited for; {@code null} when the server has ended the connection. */
    public Frame read() {
        try {
            int opcode = in.readUnsignedByte() & 0x0F;
            long length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            return new Frame(opcode, ByteBuffer.wrap(in.readNBytes(Math.toIntExact(length))));
        } catch (EOFException | SocketException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("nothing came", e);
        }
    }

    /** The next frame of one kind, whatever comes before; {@code null} when the connection ends first. */
    public Frame readNext(int opcode) {
        Frame frame = read();
        while (frame != null && frame.opcode() != opcode) {
            frame = read();
        }
        return frame;
    }

    public void send(int opcode, byte[] payload) {
        send(opcode, payload, true);
    }

    /** Sends a masked frame; one that the server no longer takes is lost. */
    public void send(int opcode, byte[] payload, boolean last) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (opcode | (last ? 0x80 : 0)));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i % 4]));
        }
        try {
            socket.getOutputStream().write(frame.array(), 0, frame.position());
        } catch (SocketException e) {
            // What ended the connection is there to be read.
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
