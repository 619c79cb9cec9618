package org.gatecast.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decodes the bytes of one connection as its client would, and fails on whatever a client would object to. Not
 * thread-safe.
 */
public final class MessageDecoder {
    private static final int FINAL = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final Pattern WINDOW_BITS = Pattern.compile("server_max_window_bits=(\\d+)");

    private final boolean events;
    private final IndependentInflater inflater;
    private final FrameHeader header = new FrameHeader();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final List<Frame> messages = new ArrayList<>();
    private final List<Frame> controls = new ArrayList<>();
    private boolean inPayload;
    private byte previous;
    private int compressed;
    private long payloadBytes;

    private MessageDecoder(boolean events, IndependentInflater inflater) {
        this.events = events;
        this.inflater = inflater;
    }

    public static MessageDecoder plain() {
        return new MessageDecoder(false, null);
    }

    /**
     * Of a WebSocket.
     *
     * @param extensions what the server agreed to in {@code Sec-WebSocket-Extensions}; {@code null} without compression
     */
    public static MessageDecoder ofWebSocket(String extensions) {
        if (extensions == null) {
            return plain();
        }
        Matcher bits = WINDOW_BITS.matcher(extensions);
        return new MessageDecoder(
                false,
                new IndependentInflater(
                        bits.find() ? Integer.parseInt(bits.group(1)) : IndependentInflater.LARGEST_WINDOW_BITS,
                        !extensions.contains("server_no_context_takeover")));
    }

    public static MessageDecoder ofEventStream() {
        return new MessageDecoder(true, null);
    }

    public List<Frame> messages() {
        return messages;
    }

    public Frame lastMessage() {
        return messages.get(messages.size() - 1);
    }

    /** Returns the messages since the last call, and forgets them. */
    public List<Frame> takeMessages() {
        List<Frame> taken = List.copyOf(messages);
        messages.clear();
        return taken;
    }

    /** The frames that are no messages. */
    public List<Frame> controls() {
        return controls;
    }

    public Frame lastControl() {
        return controls.get(controls.size() - 1);
    }

    /** How many messages came compressed. */
    public int compressed() {
        return compressed;
    }

    /** Bytes of messages on the wire, without frames around them. */
    public long payloadBytes() {
        return payloadBytes;
    }

    /** Whether what has come so far ends with a whole frame. */
    public boolean isBetweenFrames() {
        return !inPayload && !header.isBegun() && pending.size() == 0;
    }

    public void decode(byte[] bytes) {
        for (byte next : bytes) {
            decode(next);
        }
    }

    /** Takes the next byte and returns the frame that it completes, or {@code null}. */
    public Frame decode(byte next) {
        return events ? decodeEvent(next) : decodeFrame(next);
    }

    private Frame decodeFrame(byte next) {
        if (inPayload) {
            pending.write(next);
        } else {
            inPayload = header.accept(next);
        }
        if (!inPayload || pending.size() < header.length()) {
            return null;
        }
        inPayload = false;
        byte[] payload = takePending();
        return header.opcode() >= Frame.CLOSE ? control(payload) : message(payload);
    }

    private byte[] takePending() {
        byte[] bytes = pending.toByteArray();
        pending.reset();
        return bytes;
    }

    private Frame control(byte[] payload) {
        if (header.flags() != FINAL || payload.length > 125) {
            throw new AssertionError("no control frame: " + header.flags() + " with " + payload.length + " bytes");
        }
        if (header.opcode() != Frame.CLOSE) {
            return addControl(header.opcode(), 0, payload);
        }
        int code = payload.length < 2 ? 1005 : ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
        return addControl(Frame.CLOSE, code, payload);
    }

    private Frame addControl(int opcode, int closeCode, byte[] payload) {
        int reasonAt = opcode == Frame.CLOSE ? Math.min(2, payload.length) : 0;
        String text = new String(payload, reasonAt, payload.length - reasonAt, StandardCharsets.UTF_8);
        return addControl(new Frame(opcode, text, null, closeCode, null));
    }

    private Frame addControl(Frame frame) {
        controls.add(frame);
        return frame;
    }

    private Frame message(byte[] payload) {
        boolean deflated = (header.flags() & COMPRESSED) != 0;
        if ((header.flags() & ~COMPRESSED) != FINAL
                || header.opcode() != Frame.TEXT
                || (deflated && inflater == null)) {
            throw new AssertionError("no message to this client: " + header.flags() + " " + header.opcode());
        }
        payloadBytes += payload.length;
        compressed += deflated ? 1 : 0;
        return addMessage(deflated ? inflater.inflate(payload) : payload, null);
    }

    private Frame addMessage(byte[] json, String id) {
        String text = new String(json, StandardCharsets.UTF_8);
        try {
            messages.add(new Frame(Frame.TEXT, text, ApiClient.MAPPER.readTree(text), 0, id));
            return lastMessage();
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    private Frame decodeEvent(byte next) {
        pending.write(next);
        boolean complete = next == '\n' && previous == '\n';
        previous = complete ? 0 : next;
        return complete ? event(new String(takePending(), StandardCharsets.UTF_8).stripTrailing()) : null;
    }

    private Frame event(String event) {
        if (event.startsWith(":")) {
            return addControl(new Frame(Frame.CONTINUATION, event, null, 0, null));
        }
        String name = null;
        String id = null;
        String data = null;
        for (String line : event.split("\n", -1)) {
            int colon = line.indexOf(": ");
            String value = line.substring(colon + 2);
            switch (line.substring(0, colon)) {
                case "event" -> name = value;
                case "id" -> id = value;
                case "data" -> data = value;
                case "retry" -> Integer.parseInt(value);
                default -> throw new AssertionError("no event stream: " + event);
            }
        }
        if (name != null) {
            return addControl(new Frame(Frame.CLOSE, name + " " + data, null, 0, null));
        }
        if (data == null) {
            return null;
        }
        payloadBytes += data.length();
        return addMessage(data.getBytes(StandardCharsets.UTF_8), id);
    }
}
