package org.gatecast.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;

/**
 * A frame that a spectator received (RFC 6455, 5.2), or an event of an event stream: one with a name is a {@link #CLOSE},
 * a comment has opcode 0.
 *
 * @param text the payload, inflated
 * @param message the payload as JSON; {@code null} in a control frame
 * @param closeCode of a close frame, else 0
 * @param id of an event stream's event, else {@code null}
 */
public record Frame(int opcode, String text, JsonNode message, int closeCode, String id) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    private static final byte[] MASK = {1, 2, 3, 4};

    public String type() {
        return message.get("type").asText();
    }

    public JsonNode data() {
        return message.path("data");
    }

    public String cursor() {
        return message.get("cursor").asText();
    }

    /** A whole frame as a client sends it. */
    public static byte[] masked(int opcode, byte... payload) {
        return masked(opcode, payload, true);
    }

    /**
     * A frame as a client sends it.
     *
     * @param payload at most 65,535 bytes
     * @param last whether no continuation follows
     */
    public static byte[] masked(int opcode, byte[] payload, boolean last) {
        boolean small = payload.length < 126;
        ByteBuffer frame = ByteBuffer.allocate(payload.length + (small ? 6 : 8));
        frame.put((byte) (opcode | (last ? 0x80 : 0)));
        frame.put((byte) (0x80 | (small ? payload.length : 126)));
        if (!small) {
            frame.putShort((short) payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
        }
        return frame.array();
    }
}
