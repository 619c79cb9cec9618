package org.gatecast.transport;

import io.netty.buffer.ByteBuf;

/** Shows whether the frames of a message are still in memory. */
public final class FrameReferences {
    private final ByteBuf plainFrame;

    private FrameReferences(ByteBuf plainFrame) {
        this.plainFrame = plainFrame;
    }

    /** Has the plain frame of a message made, as a delivery does. */
    public static FrameReferences of(SpectatorMessage message) {
        ByteBuf frame = message.plainFrame();
        frame.release();
        return new FrameReferences(frame);
    }

    /** How many hold the frame. */
    public int count() {
        return plainFrame.refCnt();
    }
}
