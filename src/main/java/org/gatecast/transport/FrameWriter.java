package org.gatecast.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;

/**
 * Writes frames to one socket. A frame goes to the socket by one system call, without a queue and without an allocation.
 * What the socket does not take waits in Netty's queue. Confined to the event loop of the connection.
 */
final class FrameWriter {
    private final Channel channel;
    private final Runnable onDrained;
    /** {@code null} if the transport is not native; then all frames go through Netty. */
    private final FileDescriptor socket;

    private boolean writing;
    /** The reply to the client's newest ping, if that came while a frame waited; else {@code null}. */
    private ByteBuf pendingPong;

    /**
     * @param onDrained called when the socket has taken everything that waited
     */
    FrameWriter(Channel channel, Runnable onDrained) {
        this.channel = channel;
        this.onDrained = onDrained;
        this.socket = channel instanceof UnixChannel unix ? unix.fd() : null;
    }

    /** Whether a frame waits for the socket. Then no other one may be written, or it would come into its middle. */
    boolean isWriting() {
        return writing;
    }

    /** Writes a frame, which stays the caller's; queues what the socket does not take. */
    void write(ByteBuf frame) {
        if (socket == null ? !channel.isOpen() : !socket.isOpen()) {
            // The system may have given the descriptor's number to another connection.
            return;
        }
        int from = frame.readerIndex();
        int length = frame.readableBytes();
        int written = 0;
        if (!writing && socket != null && frame.hasMemoryAddress()) {
            try {
                written = socket.writeAddress(frame.memoryAddress(), from, from + length);
            } catch (IOException broken) {
                channel.close();
                return;
            }
            if (written == length) {
                return;
            }
        }
        queue(frame.retainedSlice(from + written, length - written));
    }

    /** Writes a buffer through Netty's queue, and takes it over. */
    void queue(ByteBuf own) {
        writing = true;
        channel.writeAndFlush(own).addListener((ChannelFuture written) -> written());
    }

    /** Replies to a ping of the client. Only the newest of several pings gets a pong (RFC 6455, section 5.5.3). */
    void pong(ByteBuf pong) {
        if (writing) {
            releasePendingPong();
            pendingPong = pong;
        } else {
            queue(pong);
        }
    }

    /** Whether there was a pong to send. */
    boolean sendPendingPong() {
        if (pendingPong == null || !channel.isActive()) {
            return false;
        }
        ByteBuf pong = pendingPong;
        pendingPong = null;
        queue(pong);
        return true;
    }

    void releasePendingPong() {
        if (pendingPong != null) {
            pendingPong.release();
            pendingPong = null;
        }
    }

    /** Several frames may wait after a catch-up; the last one ends the wait. */
    private void written() {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        if (queue == null || queue.isEmpty()) {
            writing = false;
            onDrained.run();
        }
    }
}
