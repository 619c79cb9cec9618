package org.gatecast.transport;

import io.netty.buffer.ByteBuf;
import org.gatecast.snapshot.PublicJson;

/**
 * One message for spectators. Its JSON is encoded before; each frame that does not depend on the group is made at most
 * once, when the first group needs it. Confined to the broadcaster's event loop.
 *
 * <p>The creator of a message calls {@link #release} when it is sent. The buffers that are on their way to sockets stay
 * valid, since each delivery holds a reference of its own.
 */
public final class SpectatorMessage {
    private final String cursor;
    private final long version;
    private final PublicJson.Document json;
    private ByteBuf plainFrame;
    private ByteBuf standaloneDeflateFrame;
    private ByteBuf sseFrame;

    /**
     * @param cursor the cursor of a client that has received this message
     * @param version the event's version at that cursor
     * @param json the message in UTF-8; must not change any more
     */
    public SpectatorMessage(String cursor, long version, PublicJson.Document json) {
        this.cursor = cursor;
        this.version = version;
        this.json = json;
    }

    public int length() {
        return json.length();
    }

    /** Frees the frames made so far. If one is needed later, it is made again. */
    public void release() {
        plainFrame = release(plainFrame);
        standaloneDeflateFrame = release(standaloneDeflateFrame);
        sseFrame = release(sseFrame);
    }

    long version() {
        return version;
    }

    /** The array that holds the JSON from its start, possibly longer. */
    byte[] jsonArray() {
        return json.array();
    }

    /** A WebSocket frame without compression. The caller gets a reference of its own, as from the others. */
    ByteBuf plainFrame() {
        if (plainFrame == null) {
            plainFrame = MessageFrames.text(json.array(), json.length(), false);
        }
        return plainFrame.retain();
    }

    /** A WebSocket frame that is compressed without regard to earlier messages. Resets the compressor. */
    ByteBuf standaloneDeflateFrame(MessageCompressor compressor) {
        if (standaloneDeflateFrame == null) {
            compressor.resetContext();
            standaloneDeflateFrame = compressor.compressedFrame(json.array(), json.length());
        }
        return standaloneDeflateFrame.retain();
    }

    /** A server-sent event whose id is the cursor. */
    ByteBuf sseFrame() {
        if (sseFrame == null) {
            sseFrame = MessageFrames.event(cursor, json.array(), json.length());
        }
        return sseFrame.retain();
    }

    private static ByteBuf release(ByteBuf frame) {
        if (frame != null) {
            frame.release();
        }
        return null;
    }
}
