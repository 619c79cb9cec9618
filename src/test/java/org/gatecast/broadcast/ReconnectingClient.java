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
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.SpectatorModel;
import org.gatecast.transport.ChunkedBodyDecoder;
import org.gatecast.transport.IndependentInflater;
import org.gatecast.transport.MessageDecoder;

/**
 * A client on a socket of its own, by hand down to the bytes, which comes back with its cursor when it was cut.
 * Confined to the thread of its {@link ReconnectingClientPool}.
 */
final class ReconnectingClient {
    private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

    private final Form form;
    private final ApiClient api;
    private final String eventId;
    private final Set<String> races;
    private final int receiveBuffer;
    private final SpectatorModel model;
    private SocketChannel channel;
    private SelectionKey key;
    private byte[] head = new byte[0];
    private boolean welcomed;
    private ChunkedBodyDecoder chunkedBodyDecoder;
    private MessageDecoder messageDecoder;
    private int applied;
    private int answeredPings;
    private int fulls;
    private int resumed;
    private int compressed;
    private int connections;

    /** How a client listens. */
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

        private MessageDecoder ear() {
            return switch (this) {
                case PLAIN -> MessageDecoder.plain();
                case BROWSER -> MessageDecoder.inflating(IndependentInflater.LARGEST_WINDOW_BITS, true);
                case NO_CONTEXT -> MessageDecoder.inflating(IndependentInflater.LARGEST_WINDOW_BITS, false);
                case SMALL_WINDOW -> MessageDecoder.inflating(11, true);
                case EVENT_STREAM -> MessageDecoder.ofEventStream();
            };
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

    MessageDecoder ear() {
        return messageDecoder;
    }

    /** How often it was told everything. */
    int fulls() {
        return fulls;
    }

    /** How often it came back and was told what it had missed. */
    int resumed() {
        return resumed;
    }

    int compressed() {
        return compressed + messageDecoder.compressed();
    }

    int connections() {
        return connections;
    }

    boolean isConnected() {
        return channel.isOpen();
    }

    /** Comes, or comes back; the socket is read when the selector says so. */
    void connect(Selector selector) throws IOException {
        compressed += messageDecoder == null ? 0 : messageDecoder.compressed();
        messageDecoder = form.ear();
        applied = 0;
        answeredPings = 0;
        head = new byte[0];
        welcomed = false;
        chunkedBodyDecoder = null;
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
        String query = races.stream()
                .map(race -> "race=" + URLEncoder.encode(race, StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        boolean events = form == Form.EVENT_STREAM;
        if (model.cursor() != null && !events) {
            query += "&since=" + model.cursor();
        }
        StringBuilder request = new StringBuilder("GET /api/v1/events/" + eventId + (events ? "/stream?" : "/ws?")
                + query + " HTTP/1.1\r\nHost: fan\r\n");
        if (events) {
            request.append("Accept: text/event-stream\r\n");
            request.append(model.cursor() == null ? "" : "Last-Event-ID: " + model.cursor() + "\r\n");
        } else {
            request.append("Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n");
            request.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
            request.append(form.offer == null ? "" : "Sec-WebSocket-Extensions: " + form.offer + "\r\n");
        }
        return request.append("\r\n").toString();
    }

    /** Leaves without a word. */
    void cut() throws IOException {
        channel.close();
    }

    /** Reads no more, or reads on. */
    void reading(boolean on) {
        key.interestOps(on ? SelectionKey.OP_READ : 0);
    }

    /**
     * Reads what there is.
     *
     * @param most bytes to make something of; the rest is lost, as with a connection that breaks
     */
    void read(ByteBuffer buffer, int most) throws IOException {
        buffer.clear();
        if (!readInto(buffer)) {
            channel.close();
            return;
        }
        byte[] bytes = new byte[Math.min(most, buffer.position())];
        buffer.get(0, bytes);
        if (!welcomed) {
            bytes = afterHead(bytes);
        }
        messageDecoder.hear(chunkedBodyDecoder == null ? bytes : chunkedBodyDecoder.body(bytes));
        messageDecoder.takeSaid().forEach(this::apply);
        for (; answeredPings < messageDecoder.controls().size(); answeredPings++) {
            if (messageDecoder.controls().get(answeredPings).opcode() == 9) {
                writePong();
            }
        }
    }

    private void writePong() throws IOException {
        try {
            channel.write(ByteBuffer.wrap(PONG));
        } catch (IOException cut) {
            channel.close();
        }
    }

    private boolean readInto(ByteBuffer buffer) {
        try {
            return channel.read(buffer) >= 0;
        } catch (IOException cut) {
            return false;
        }
    }

    private void apply(MessageDecoder.Said said) {
        fulls += said.type().equals("full") ? 1 : 0;
        resumed += applied == 0 && said.type().equals("diff") ? 1 : 0;
        applied++;
        if (said.id() != null) {
            assertThat(said.id()).isEqualTo(said.cursor());
        }
        assertThat(said.type()).as("the server never has to ask for a fetch").isNotEqualTo("refresh");
        model.apply(said.message());
    }

    private byte[] afterHead(byte[] bytes) {
        byte[] all = Arrays.copyOf(head, head.length + bytes.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        head = all;
        for (int i = 0; i + END_OF_HEAD.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                String answer = new String(all, 0, i, StandardCharsets.US_ASCII);
                if (!answer.startsWith(form == Form.EVENT_STREAM ? "HTTP/1.1 200" : "HTTP/1.1 101")
                        || answer.contains("permessage-deflate") != (form.offer != null)) {
                    throw new AssertionError("not the welcome that was hoped for: " + answer);
                }
                welcomed = true;
                chunkedBodyDecoder = answer.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")
                        ? new ChunkedBodyDecoder()
                        : null;
                return Arrays.copyOfRange(all, i + END_OF_HEAD.length, all.length);
            }
        }
        return new byte[0];
    }

    @Override
    public String toString() {
        return form + " of " + races + " at " + model.cursor() + " in connection " + connections
                + (isConnected() ? ", connected" : "") + " with " + applied + " messages";
    }
}
