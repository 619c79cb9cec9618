package org.gatecast.transport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatecast.testing.ApiClient;

/**
 * Makes messages of the bytes of one connection as its client would, and objects to whatever a client would object to.
 * Not thread-safe.
 */
public final class MessageDecoder {
    private static final int FINAL = 0x80;
    private static final int COMPRESSED = 0x40;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;

    private final boolean events;
    private final IndependentInflater zlib;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final List<Said> said = new ArrayList<>();
    private final List<Control> controls = new ArrayList<>();
    private int compressed;
    private long payloadBytes;

    /**
     * A message.
     *
     * @param text the message as it was sent
     * @param id of an event stream's event, {@code null} in a WebSocket
     */
    public record Said(String text, JsonNode message, String id) {
        public String type() {
            return message.get("type").asText();
        }

        public JsonNode data() {
            return message.path("data");
        }

        public String cursor() {
            return message.get("cursor").asText();
        }
    }

    /**
     * A frame that is no message; in an event stream an event with a name, or a comment, which has opcode 0.
     *
     * @param closeCode of a close frame, else 0
     */
    public record Control(int opcode, int closeCode, String text) {}

    private MessageDecoder(boolean events, IndependentInflater zlib) {
        this.events = events;
        this.zlib = zlib;
    }

    public static MessageDecoder plain() {
        return new MessageDecoder(false, null);
    }

    public static MessageDecoder inflating(int windowBits, boolean keepsContext) {
        return new MessageDecoder(false, new IndependentInflater(windowBits, keepsContext));
    }

    public static MessageDecoder ofEventStream() {
        return new MessageDecoder(true, null);
    }

    public List<Said> said() {
        return said;
    }

    /** What was said since this was last asked, which is kept no longer. */
    public List<Said> takeSaid() {
        List<Said> taken = List.copyOf(said);
        said.clear();
        return taken;
    }

    public List<Control> controls() {
        return controls;
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
        return pending.size() == 0;
    }

    public void hear(byte[] bytes) {
        pending.writeBytes(bytes);
        byte[] all = pending.toByteArray();
        int at = 0;
        for (int end = end(all, at); end >= 0; end = end(all, at)) {
            if (events) {
                takeEvent(new String(all, at, end - at - 2, StandardCharsets.UTF_8));
            } else {
                takeFrame(Arrays.copyOfRange(all, at, end));
            }
            at = end;
        }
        pending.reset();
        pending.write(all, at, all.length - at);
    }

    /** Where the frame, or event, that begins at {@code at} ends; negative when it is not all there. */
    private int end(byte[] all, int at) {
        if (events) {
            for (int i = at + 2; i <= all.length; i++) {
                if (all[i - 1] == '\n' && all[i - 2] == '\n') {
                    return i;
                }
            }
            return -1;
        }
        int head = headerBytes(all, at);
        return head < 0 || all.length - at < head + length(all, at) ? -1 : at + head + length(all, at);
    }

    private static int headerBytes(byte[] all, int at) {
        if (all.length - at < 2) {
            return -1;
        }
        if (all[at + 1] < 0) {
            throw new AssertionError("a masked frame from a server");
        }
        int head = all[at + 1] == 126 ? 4 : all[at + 1] == 127 ? 10 : 2;
        return all.length - at < head ? -1 : head;
    }

    private static int length(byte[] all, int at) {
        int bytes = all[at + 1] == 126 ? 2 : all[at + 1] == 127 ? 8 : 0;
        long length = bytes == 0 ? all[at + 1] : 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | (all[at + 2 + i] & 0xFF);
        }
        return Math.toIntExact(length);
    }

    private void takeFrame(byte[] frame) {
        int first = frame[0] & 0xFF;
        byte[] payload = Arrays.copyOfRange(frame, headerBytes(frame, 0), frame.length);
        int opcode = first & 0x0F;
        if (opcode >= 8) {
            if (first != (FINAL | opcode) || payload.length > 125) {
                throw new AssertionError("no control frame: " + first + " with " + payload.length + " bytes");
            }
            int code = opcode == CLOSE ? ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF) : 0;
            controls.add(new Control(opcode, code, new String(payload, StandardCharsets.UTF_8)));
            return;
        }
        boolean deflated = (first & COMPRESSED) != 0;
        if ((first & ~COMPRESSED) != (FINAL | TEXT) || (deflated && zlib == null)) {
            throw new AssertionError("no message to this client: " + first);
        }
        payloadBytes += payload.length;
        compressed += deflated ? 1 : 0;
        take(deflated ? zlib.inflate(payload) : payload, null);
    }

    private void takeEvent(String event) {
        if (event.startsWith(":")) {
            controls.add(new Control(0, 0, event));
            return;
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
            controls.add(new Control(CLOSE, 0, name + " " + data));
        } else if (data != null) {
            payloadBytes += data.length();
            take(data.getBytes(StandardCharsets.UTF_8), id);
        }
    }

    private void take(byte[] json, String id) {
        String text = new String(json, StandardCharsets.UTF_8);
        try {
            said.add(new Said(text, ApiClient.MAPPER.readTree(text), id));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
