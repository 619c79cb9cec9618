package org.gatecast.transport;

/** Why the server closes the connection of a spectator. {@code specs/close-codes.md} is this table. */
public enum CloseReason {
    OFFICIAL(1000, "Event results are official", false),
    WITHDRAWN(1000, "Event was withdrawn", false),
    DELETED(1000, "Event was deleted", false),
    PROTOCOL_ERROR(1002, "Not a WebSocket frame", true),
    COMPRESSED(1008, "Compressed frames are not accepted", false),
    FLOODING(1008, "Spectators only listen", false),
    TOO_LARGE(1009, "Spectators only listen", false),
    RESTARTING(1012, "Restarting", true),
    BEHIND(1013, "Newer results are elsewhere", true),
    SURPLUS(1013, "Other nodes have taken the slots", true),
    CUT_OFF(1013, "This node has lost the database", true);

    private final int code;
    private final String text;
    private final boolean reconnect;

    CloseReason(int code, String text, boolean reconnect) {
        this.code = code;
        this.text = text;
        this.reconnect = reconnect;
    }

    /** The WebSocket close code (RFC 6455). */
    public int code() {
        return code;
    }

    public String text() {
        return text;
    }

    /** Whether the client should connect again, after a random delay. */
    public boolean reconnect() {
        return reconnect;
    }
}
