package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ChunkedBodyDecoder;
import org.gatecast.testing.Frame;
import org.gatecast.testing.MessageDecoder;
import org.gatecast.testing.ResponseHead;
import org.gatecast.testing.SpectatorModel;
import org.gatecast.testing.SpectatorRequest;

/**
 * A client on a socket of its own, by hand down to the bytes, which comes back with its cursor when it was cut.
 * Confined to the thread of its {@link ReconnectingClientPool}.
 */
final class ReconnectingClient {
    private final Form form;
    private final ApiClient api;
    private final String eventId;
    private final Set<String> races;
    private final int receiveBuffer;
    private final SpectatorModel model;
    private SocketChannel channel;
    private SelectionKey key;
    private ResponseHead head;
    private boolean connected;
    private ChunkedBodyDecoder chunks;
    private MessageDecoder decoder;
    private int applied;
    private int answeredPings;
    private int fulls;
    private int resumed;
    private int compressed;
    private int connections;

    /** How a client receives messages. */
    enum Form {
        PLAIN(null),
        BROWSER("permessage-deflate; client_max_window_bits"),
        NO_CONTEXT("permessage-deflate; server_no_context_takeover"),
        SMALL_WINDOW("permessage-deflate; server_max_window_bits=11"),
        EVENT_STREAM(null);

        private final String offer;

        Form(String offer) {
            this.offer = offer;
        }
    }

    /**
     * @param receiveBuffer in bytes; 0 leaves it to the system
     */
    ReconnectingClient(Form form, ApiClient api, String eventId, Set<String> races, int receiveBuffer) {
        this.form = form;
        this.api = api;
        this.eventId = eventId;
        this.races = races;
        this.receiveBuffer = receiveBuffer;
        this.model = new SpectatorModel(api, eventId, races);
    }

    SpectatorModel model() {
        return model;
    }

    MessageDecoder decoder() {
        return decoder;
    }

    /** How many {@code full} messages it has received. */
    int fulls() {
        return fulls;
    }

    /** How often it reconnected and received what it had missed. */
    int resumed() {
        return resumed;
    }

    int compressed() {
        return compressed + (decoder == null ? 0 : decoder.compressed());
    }

    int connections() {
        return connections;
    }

    boolean isConnected() {
        return channel.isOpen();
    }

    /** Connects or reconnects; the socket is read when the selector says so. */
    void connect(Selector selector) throws IOException {
        compressed += decoder == null ? 0 : decoder.compressed();
        decoder = null;
        applied = 0;
        answeredPings = 0;
        head = new ResponseHead();
        connected = false;
        chunks = null;
        connections++;
        channel = SocketChannel.open();
        if (receiveBuffer > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
        channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), api.port()));
        channel.write(ByteBuffer.wrap(request().getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    private String request() {
        String target = "/api/v1/events/" + eventId + (form == Form.EVENT_STREAM ? "/stream?" : "/ws?")
                + races.stream()
                        .map(race -> "race=" + URLEncoder.encode(race, StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        String cursor = model.cursor();
        if (form == Form.EVENT_STREAM) {
            return cursor == null
                    ? SpectatorRequest.eventStream(target)
                    : SpectatorRequest.eventStream(target, "Last-Event-ID", cursor);
        }
        String resuming = cursor == null ? target : target + "&since=" + cursor;
        return form.offer == null
                ? SpectatorRequest.webSocket(resuming)
                : SpectatorRequest.webSocket(resuming, "Sec-WebSocket-Extensions", form.offer);
    }

    /** Closes the connection without a close frame. */
    void disconnect() throws IOException {
        channel.close();
    }

    /** Stops reading, or reads on. */
    void reading(boolean on) {
        key.interestOps(on ? SelectionKey.OP_READ : 0);
    }

    /**
     * Reads what there is.
     *
     * @param most bytes to decode; the rest is lost, as with a connection that breaks
     */
    void read(ByteBuffer buffer, int most) throws IOException {
        buffer.clear();
        if (!readInto(buffer)) {
            channel.close();
            return;
        }
        int end = Math.min(most, buffer.position());
        int at = 0;
        while (!connected && at < end) {
            if (head.accept(buffer.get(at++))) {
                begin();
            }
        }
        if (!connected) {
            return;
        }
        byte[] bytes = new byte[end - at];
        buffer.get(at, bytes);
        decoder.decode(chunks == null ? bytes : chunks.body(bytes));
        decoder.takeMessages().forEach(this::apply);
        for (; answeredPings < decoder.controls().size(); answeredPings++) {
            if (decoder.controls().get(answeredPings).opcode() == Frame.PING) {
                writePong();
            }
        }
    }

    private void begin() {
        String extensions = head.header("Sec-WebSocket-Extensions");
        if (!head.isAccepted() || (extensions != null) != (form.offer != null)) {
            throw new AssertionError("not the expected handshake: " + head);
        }
        connected = true;
        decoder = form == Form.EVENT_STREAM ? MessageDecoder.ofEventStream() : MessageDecoder.ofWebSocket(extensions);
        chunks = "chunked".equalsIgnoreCase(head.header("Transfer-Encoding")) ? new ChunkedBodyDecoder() : null;
    }

    private void writePong() throws IOException {
        try {
            channel.write(ByteBuffer.wrap(Frame.masked(Frame.PONG)));
        } catch (IOException closed) {
            channel.close();
        }
    }

    private boolean readInto(ByteBuffer buffer) {
        try {
            return channel.read(buffer) >= 0;
        } catch (IOException closed) {
            return false;
        }
    }

    private void apply(Frame message) {
        fulls += message.type().equals("full") ? 1 : 0;
        resumed += applied == 0 && message.type().equals("diff") ? 1 : 0;
        applied++;
        if (message.id() != null) {
            assertThat(message.id()).isEqualTo(message.cursor());
        }
        assertThat(message.type()).as("the server never has to send a refresh").isNotEqualTo("refresh");
        model.apply(message.message());
    }

    @Override
    public String toString() {
        return form + " of " + races + " at " + model.cursor() + " in connection " + connections
                + (isConnected() ? ", connected" : "") + " with " + applied + " messages and "
                + (decoder == null ? "no response" : decoder.controls());
    }
}
