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
    private static final long NONE = -1;

    private final WireFormat.Agreed agreed;
    private final SubscriberGroup.Ticket ticket = new SubscriberGroup.Ticket();
    private final Doorkeeper doorkeeper;
    private final ClientFrameDecoder decoder;
    private final TransportMetrics transportMetrics;
    private Channel channel;
    private FileDescriptor socket;
    private ConnectionTable connections;
    private int seat;
    private int epoch;
    private long version = NONE;
    private boolean waiting;
    private boolean behind = true;
    /** What passed by has been asked for, and is on its way. */
    private boolean asked;

    private boolean closing;
    private boolean ended;
    private boolean counted;
    private boolean awaitingSign;
    private boolean pinged;
    private int pulseSlot;
    /** The answer to the newest ping that came while something was on its way; {@code null} when there is none. */
    private ByteBuf pong;

    /** Who looks after spectators that come to an end or fall behind; called on the spectator's loop. */
    interface Doorkeeper {
        /** The connection is over, however it ended. */
        void gone(SpectatorConnection spectator);

        /** The socket is free again after messages passed the spectator by; it has all up to {@code version}. */
        void behind(SpectatorConnection spectator, long version);
    }

    SpectatorConnection(
            WireFormat.Agreed agreed,
            Doorkeeper doorkeeper,
            ClientFrameDecoder.Limits limits,
            TransportMetrics transportMetrics) {
        this.agreed = agreed;
        this.doorkeeper = doorkeeper;
        this.decoder = agreed.format() == WireFormat.EVENTS ? null : new ClientFrameDecoder(limits);
        this.transportMetrics = transportMetrics;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        channel = context.channel();
        socket = channel instanceof UnixChannel unix ? unix.fd() : null;
    }

    WireFormat.Agreed agreed() {
        return agreed;
    }

    SubscriberGroup.Ticket ticket() {
        return ticket;
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

    void belongTo(ConnectionTable connections) {
        this.connections = connections;
    }

    void seatedAt(int seat) {
        this.seat = seat;
    }

    int pulseSlot() {
        return pulseSlot;
    }

    void pulseSlot(int slot) {
        pulseSlot = slot;
    }

    /** Answers the request that made this connection a spectator's; the first thing to be sent. */
    void answer(ByteBuf handshake) {
        queue(handshake);
    }

    /** A message for the whole group; passes by when the one before is still on its way. */
    void hear(EncodedMessage encoded) {
        if (behind || closing) {
            return;
        }
        if (waiting) {
            behind = true;
            transportMetrics.fellBehind();
            return;
        }
        ByteBuf frame = encoded.of(agreed, epoch);
        if (frame == null) {
            behind = true;
            askForWhatPassedBy();
            return;
        }
        version = encoded.version();
        transportMetrics.delivered(frame.readableBytes());
        write(frame);
    }

    /** Messages for this spectator alone, after which it hears everything again. */
    void bringUpToDate(List<EncodedMessage> messages, int joinedAtEpoch) {
        if (!isOpen()) {
            return;
        }
        behind = false;
        asked = false;
        epoch = joinedAtEpoch;
        for (EncodedMessage encoded : messages) {
            ByteBuf frame = encoded.of(agreed, joinedAtEpoch);
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
        pinged = !waiting && !closing && agreed.format() != WireFormat.EVENTS;
        if (!waiting && !closing) {
            write(agreed.format() == WireFormat.EVENTS ? ControlFrames.COMMENT : ControlFrames.PING);
        }
        awaitingSign = pinged || waiting || closing;
    }

    /** Waits for no sign any more, until the next ping. */
    void excuse() {
        awaitingSign = false;
    }

    /** Cuts the connection if there has been no sign since the last ping: nobody is there to say goodbye to. */
    void cutIfSilent() {
        if (awaitingSign) {
            if (!counted) {
                counted = true;
                transportMetrics.foundSilent();
            }
            channel.close();
        }
    }

    /** Says goodbye, and hangs up when the client has said so too, or a little later. */
    void close(CloseReason reason) {
        close(
                reason,
                agreed.format() == WireFormat.EVENTS ? ControlFrames.closeEvent(reason) : ControlFrames.close(reason));
    }

    /** The same because the service restarts: the spectator does well to come back after so long, and not before. */
    void closeForNow(int awaySeconds) {
        close(
                CloseReason.RESTARTING,
                agreed.format() == WireFormat.EVENTS
                        ? ControlFrames.closeEventForNow(awaySeconds)
                        : ControlFrames.closeForNow(awaySeconds));
    }

    private void close(CloseReason reason, ByteBuf goodbye) {
        if (closing) {
            goodbye.release();
            return;
        }
        closing = true;
        counted = true;
        transportMetrics.closed(reason);
        ChannelFuture said = channel.writeAndFlush(goodbye);
        if (agreed.format() == WireFormat.EVENTS) {
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
        if (!waiting && socket != null && frame.hasMemoryAddress()) {
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
        waiting = true;
        channel.writeAndFlush(own).addListener((ChannelFuture rest) -> drained());
    }

    /** Everything that waited is gone; several frames may have, after a catch-up. */
    private void drained() {
        if (channel.unsafe().outboundBuffer() != null
                && !channel.unsafe().outboundBuffer().isEmpty()) {
            return;
        }
        waiting = false;
        awaitingSign &= pinged;
        if (pong != null && isOpen()) {
            ByteBuf answer = pong;
            pong = null;
            queue(answer);
            return;
        }
        if (behind && version != NONE && isOpen()) {
            askForWhatPassedBy();
        }
    }

    /** Once: a second answer from the same version would take the client's cursor back. */
    private void askForWhatPassedBy() {
        if (!asked) {
            asked = true;
            doorkeeper.behind(this, version);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (decoder != null && message instanceof ByteBuf bytes) {
                decoder.read(bytes, this::take);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void take(ClientFrameDecoder.Event event, ByteBuf payload) {
        if (closing) {
            if (event == ClientFrameDecoder.Event.CLOSE) {
                channel.close();
            }
            return;
        }
        switch (event) {
            case PONG -> awaitingSign = false;
            case PING -> {
                if (waiting) {
                    dropPong();
                    pong = ControlFrames.pong(payload);
                } else {
                    queue(ControlFrames.pong(payload));
                }
            }
            case CLOSE -> {
                closing = true;
                channel.writeAndFlush(ControlFrames.closeAnswer(payload)).addListener(ChannelFutureListener.CLOSE);
            }
            case IGNORED -> {}
            case MALFORMED -> close(CloseReason.PROTOCOL_ERROR);
            case COMPRESSED -> close(CloseReason.COMPRESSED);
            case TOO_BIG -> close(CloseReason.TOO_BIG);
            case FLOOD -> close(CloseReason.FLOODING);
        }
    }

    /** One answer to several pings is enough (RFC 6455, section 5.5.3). */
    private void dropPong() {
        if (pong != null) {
            pong.release();
            pong = null;
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
        dropPong();
        if (!counted) {
            transportMetrics.left();
        }
        if (connections != null) {
            connections.remove(seat);
            connections = null;
        }
        if (decoder != null) {
            decoder.forget();
        }
        doorkeeper.gone(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        channel.close();
    }
}
