package org.gatecast.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.function.BooleanSupplier;

/**
 * A spectator over a WebSocket or an event stream that sends the bytes its user chooses. It may break every rule, reads
 * only when its user reads, and sends a pong only when its user does. For one thread.
 */
public final class RawSpectator implements AutoCloseable {
    private final RawConnection connection;
    private final ApiResponse handshake;
    private final MessageDecoder decoder;

    private RawSpectator(RawConnection connection, String request) {
        this.connection = connection;
        connection.send(request);
        ApiResponse response = connection.read();
        while (response.status() == 200 && !isEventStream(response)) {
            response = connection.read();
        }
        handshake = response;
        decoder = isEventStream(response)
                ? MessageDecoder.ofEventStream()
                : MessageDecoder.ofWebSocket(response.header("Sec-WebSocket-Extensions"));
    }

    private static boolean isEventStream(ApiResponse response) {
        String type = response.header("Content-Type");
        return type != null && type.startsWith("text/event-stream");
    }

    /** Connects to an event's WebSocket whether or not the server accepts it; see {@link #handshake}. */
    public static RawSpectator connect(int port, String eventId, String... headers) {
        return send(port, SpectatorRequest.ofEvent(eventId, headers));
    }

    /**
     * Sends the request on a connection of its own.
     *
     * @param request see {@link SpectatorRequest}; may stand behind requests for JSON, whose responses are skipped
     */
    public static RawSpectator send(int port, String request) {
        return new RawSpectator(RawConnection.open(port), request);
    }

    public ApiResponse handshake() {
        return handshake;
    }

    /** What has been read so far. */
    public MessageDecoder decoder() {
        return decoder;
    }

    /** Waits for the next frame; {@code null} when the server has closed the connection. */
    public Frame read() {
        try {
            for (int next = connection.in().read();
                    next >= 0;
                    next = connection.in().read()) {
                Frame frame = decoder.decode((byte) next);
                if (frame != null) {
                    return frame;
                }
            }
            return null;
        } catch (SocketException closed) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("no frame came", e);
        }
    }

    /** Waits for the next frame of one kind; {@code null} when the connection is closed first. */
    public Frame readNext(int opcode) {
        Frame frame = read();
        while (frame != null && frame.opcode() != opcode) {
            frame = read();
        }
        return frame;
    }

    public RawSpectator readFirstMessage() {
        readUntil(() -> !decoder.messages().isEmpty());
        return this;
    }

    public void readUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (read() == null) {
                throw new AssertionError("the connection was closed with "
                        + decoder.messages().size() + " messages and " + decoder.controls() + " after " + handshake);
            }
        }
    }

    /** Reads to the end of the connection, and returns the last frame that was no message. */
    public Frame readToTheEnd() {
        while (read() != null) {
            // The decoder keeps them.
        }
        return decoder.lastControl();
    }

    /** Sends a whole frame; it is lost if the server has closed the connection. */
    public void send(int opcode, byte... payload) {
        sendBytes(Frame.masked(opcode, payload));
    }

    /** Sends bytes, which need not be a frame. */
    public void sendBytes(byte... bytes) {
        connection.send(bytes);
    }

    @Override
    public void close() {
        connection.close();
    }
}
