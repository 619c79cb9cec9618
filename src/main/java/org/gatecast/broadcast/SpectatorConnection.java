package org.gatecast.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One connection that listens: the last handler of its channel and all there is of it. Confined to its event loop.
 *
 * <p>A frame goes to the socket by one system call, nothing queued and nothing allocated. What the socket does not take
 * waits, one frame at the most; while it waits, the spectator hears nothing, is behind, and asks for what it missed once
 * the socket is free again. So a slow client costs its neighbours nothing and the server one buffer it shares.
 */
final class SpectatorConnection extends ChannelInboundHandlerAdapter {
    private static final long CLOSING_SECONDS = 2;

    /** Less than any version: nothing has been heard yet. */
    private static final long NO_VERSION = -1;

    private final WireFormat.AgreedFormat agreedFormat;
    private final SubscriberGroup.Membership membership = new SubscriberGroup.Membership();
    private final ConnectionListener listener;
    private final ClientFrameDecoder decoder;
    private final TransportMetrics transportMetrics;
    private Channel channel;
    private FileDescriptor socket;
    private ConnectionTable table;
    private int tableIndex;
    private int epoch;
    private long version = NO_VERSION;
    private boolean writing;
    private boolean behind = true;
    /** What passed by has been asked for, and is on its way. */
    private boolean catchUpRequested;

    private boolean closing;
    private boolean ended;
    private boolean endCounted;
    private boolean awaitingPong;
    private boolean pinged;
    private int keepAliveSlot;
    /** The answer to the newest ping that came while something was on its way; {@code null} when there is none. */
    private ByteBuf pendingPong;

    /** Who looks after spectators that come to an end or fall behind; called on the spectator's loop. */
    interface ConnectionListener {
        /** The connection is over, however it ended. */
        void closed(SpectatorConnection spectator);

        /** The socket is free again after messages passed the spectator by; it has all up to {@code version}. */
        void fellBehind(SpectatorConnection spectator, long version);
    }

    SpectatorConnection(
            WireFormat.AgreedFormat agreedFormat,
            ConnectionListener listener,
            ClientFrameDecoder.FrameLimits frameLimits,
            TransportMetrics transportMetrics) {
        this.agreedFormat = agreedFormat;
        this.listener = listener;
        this.decoder = agreedFormat.format() == WireFormat.EVENT_STREAM ? null : new ClientFrameDecoder(frameLimits);
        this.transportMetrics = transportMetrics;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
        socket = channel instanceof UnixChannel unix ? unix.fd() : null;
    }

    WireFormat.AgreedFormat agreedFormat() {
        return agreedFormat;
    }

    SubscriberGroup.Membership membership() {
        return membership;
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    boolean isOpen() {
        return channel.isActive() && !closing;
    }

    boolean isConnected() {
        return channel.isActive();
    }

    void addedTo(ConnectionTable connections) {
        this.table = connections;
    }

    void tableIndex(int seat) {
        this.tableIndex = seat;
    }

    int keepAliveSlot() {
        return keepAliveSlot;
    }

    void keepAliveSlot(int slot) {
        keepAliveSlot = slot;
    }

    /** Answers the request that made this connection a spectator's; the first thing to be sent. */
    void sendHandshake(ByteBuf handshake) {
        queue(handshake);
    }

    /** A message for the whole group; passes by when the one before is still on its way. */
    void send(EncodedMessage encoded) {
        if (behind || closing) {
            return;
        }
        if (writing) {
            behind = true;
            transportMetrics.fellBehind();
            return;
        }
        ByteBuf frame = encoded.frameFor(agreedFormat, epoch);
        if (frame == null) {
            behind = true;
            requestCatchUp();
            return;
        }
        version = encoded.version();
        transportMetrics.delivered(frame.readableBytes());
        write(frame);
    }

    /** Messages for this spectator alone, after which it hears everything again. */
    void catchUp(List<EncodedMessage> messages, int joinedAtEpoch) {
        if (!isOpen()) {
            return;
        }
        behind = false;
        catchUpRequested = false;
        epoch = joinedAtEpoch;
        for (EncodedMessage encoded : messages) {
            ByteBuf frame = encoded.frameFor(agreedFormat, joinedAtEpoch);
            version = encoded.version();
            transportMetrics.delivered(frame.readableBytes());
            write(frame);
        }
    }

    /**
     * Asks for a sign of life (FR-017): a pong; or, where none can be had because the connection is busy with a message
     * or knows no pings, that the socket takes what waits for it.
     */
    void ping() {
        pinged = !writing && !closing && agreedFormat.format() != WireFormat.EVENT_STREAM;
        if (!writing && !closing) {
            write(agreedFormat.format() == WireFormat.EVENT_STREAM ? ControlFrames.COMMENT : ControlFrames.PING);
        }
        awaitingPong = pinged || writing || closing;
    }

    /** Waits for no sign any more, until the next ping. */
    void cancelPongWait() {
        awaitingPong = false;
    }

    /** Cuts the connection if there has been no sign since the last ping: nobody is there to say goodbye to. */
    void cutIfSilent() {
        if (awaitingPong) {
            if (!endCounted) {
                endCounted = true;
                transportMetrics.pongTimedOut();
            }
            channel.close();
        }
    }

    /** Says goodbye, and hangs up when the client has said so too, or a little later. */
    void close(CloseReason reason) {
        close(
                reason,
                agreedFormat.format() == WireFormat.EVENT_STREAM
                        ? ControlFrames.closeEvent(reason)
                        : ControlFrames.close(reason));
    }

    /** The same because the service restarts: the spectator does well to come back after so long, and not before. */
    void closeForRestart(int awaySeconds) {
        close(
                CloseReason.RESTARTING,
                agreedFormat.format() == WireFormat.EVENT_STREAM
                        ? ControlFrames.closeEventForRestart(awaySeconds)
                        : ControlFrames.closeForRestart(awaySeconds));
    }

    private void close(CloseReason reason, ByteBuf goodbye) {
        if (closing) {
            goodbye.release();
            return;
        }
        closing = true;
        endCounted = true;
        transportMetrics.closed(reason);
        ChannelFuture said = channel.writeAndFlush(goodbye);
        if (agreedFormat.format() == WireFormat.EVENT_STREAM) {
            said.addListener(ChannelFutureListener.CLOSE);
        }
        loop().schedule(() -> channel.close(), CLOSING_SECONDS, TimeUnit.SECONDS);
    }

    private void write(ByteBuf frame) {
        if (socket == null ? !channel.isOpen() : !socket.isOpen()) {
            // The number of its socket may be another's by now, and the system call would not know.
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

    /** Sends a buffer by way of Netty; until it is through, so must be whatever comes after it. */
    private void queue(ByteBuf own) {
        writing = true;
        channel.writeAndFlush(own).addListener((ChannelFuture rest) -> onDrained());
    }

    /** Everything that waited is gone; several frames may have, after a catch-up. */
    private void onDrained() {
        if (channel.unsafe().outboundBuffer() != null
                && !channel.unsafe().outboundBuffer().isEmpty()) {
            return;
        }
        writing = false;
        awaitingPong &= pinged;
        if (pendingPong != null && isOpen()) {
            ByteBuf answer = pendingPong;
            pendingPong = null;
            queue(answer);
            return;
        }
        if (behind && version != NO_VERSION && isOpen()) {
            requestCatchUp();
        }
    }

    /** Once: a second answer from the same version would take the client's cursor back. */
    private void requestCatchUp() {
        if (!catchUpRequested) {
            catchUpRequested = true;
            listener.fellBehind(this, version);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (decoder != null && message instanceof ByteBuf bytes) {
                decoder.read(bytes, this::onFrame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void onFrame(ClientFrameDecoder.FrameEvent frameEvent, ByteBuf payload) {
        if (closing) {
            if (frameEvent == ClientFrameDecoder.FrameEvent.CLOSE) {
                channel.close();
            }
            return;
        }
        switch (frameEvent) {
            case PONG -> awaitingPong = false;
            case PING -> {
                if (writing) {
                    releasePendingPong();
                    pendingPong = ControlFrames.pong(payload);
                } else {
                    queue(ControlFrames.pong(payload));
                }
            }
            case CLOSE -> {
                closing = true;
                channel.writeAndFlush(ControlFrames.closeReply(payload)).addListener(ChannelFutureListener.CLOSE);
            }
            case IGNORED -> {}
            case MALFORMED -> close(CloseReason.PROTOCOL_ERROR);
            case COMPRESSED -> close(CloseReason.COMPRESSED);
            case TOO_LARGE -> close(CloseReason.TOO_LARGE);
            case TOO_MANY -> close(CloseReason.FLOODING);
        }
    }

    /** One answer to several pings is enough (RFC 6455, section 5.5.3). */
    private void releasePendingPong() {
        if (pendingPong != null) {
            pendingPong.release();
            pendingPong = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    /** The connection is over; also for one that was over before it was taken over. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        closing = true;
        releasePendingPong();
        if (!endCounted) {
            transportMetrics.closedByClient();
        }
        if (table != null) {
            table.remove(tableIndex);
            table = null;
        }
        if (decoder != null) {
            decoder.stop();
        }
        listener.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        channel.close();
    }
}
