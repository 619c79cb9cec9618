package org.gatecast.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.ReferenceCountUtil;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The connection of one spectator: the only handler of its channel. Confined to its event loop.
 *
 * <p>At most one message waits for the socket. While it waits, the spectator receives no other message and is behind. When
 * the socket has taken it, the spectator asks for what it missed. So a slow client costs other spectators nothing, and the
 * server one buffer, which it shares with them.
 */
final class SpectatorConnection extends ChannelInboundHandlerAdapter implements ConnectionTable.Entry {
    private static final long CLOSING_SECONDS = 2;
    /** Less than any version: no message has been sent yet. */
    private static final long NO_VERSION = -1;

    private final WireFormat.AgreedFormat agreedFormat;
    private final ConnectionListener listener;
    private final TransportMetrics transportMetrics;
    /** {@code null} for an event stream, whose client sends nothing. */
    private final ClientFrameDecoder decoder;

    private final PongTimeout pongTimeout = new PongTimeout();
    private Channel channel;
    private FrameWriter writer;
    private ConnectionTable<SpectatorConnection> table;
    private int tableIndex;
    private int keepAliveSlot;
    private int joinedAtEpoch;
    private long version = NO_VERSION;
    private boolean behind = true;
    private boolean catchUpRequested;
    private boolean closing;
    private boolean ended;
    private boolean endCounted;

    /** Called on the event loop of the connection. */
    interface ConnectionListener {
        /** The connection has ended, for whatever reason. Called once. */
        void closed(SpectatorConnection connection);

        /** The connection missed messages and can take them now. It has all up to {@code version}. */
        void fellBehind(SpectatorConnection connection, long version);
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
        writer = new FrameWriter(channel, this::onDrained);
    }

    WireFormat.AgreedFormat agreedFormat() {
        return agreedFormat;
    }

    ConnectionListener listener() {
        return listener;
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

    void addedTo(ConnectionTable<SpectatorConnection> connections) {
        this.table = connections;
    }

    @Override
    public void tableIndex(int index) {
        this.tableIndex = index;
    }

    int keepAliveSlot() {
        return keepAliveSlot;
    }

    void keepAliveSlot(int slot) {
        keepAliveSlot = slot;
    }

    /** Sends the response to the request that became this connection; nothing is sent before it. */
    void sendHandshake(ByteBuf handshake) {
        writer.queue(handshake);
    }

    /** Sends a message of the group. The spectator misses it if the one before still waits for the socket. */
    void send(EncodedMessage encoded) {
        if (behind || closing) {
            return;
        }
        if (writer.isWriting()) {
            behind = true;
            transportMetrics.fellBehind();
            return;
        }
        ByteBuf frame = encoded.frameFor(agreedFormat, joinedAtEpoch);
        if (frame == null) {
            behind = true;
            requestCatchUp();
            return;
        }
        version = encoded.version();
        transportMetrics.delivered(frame.readableBytes());
        writer.write(frame);
    }

    /** Sends messages for this spectator alone. From now on it receives the messages of its group again. */
    void catchUp(List<EncodedMessage> messages, int epoch) {
        if (!isOpen()) {
            return;
        }
        behind = false;
        catchUpRequested = false;
        joinedAtEpoch = epoch;
        for (EncodedMessage encoded : messages) {
            ByteBuf frame = encoded.frameFor(agreedFormat, epoch);
            version = encoded.version();
            transportMetrics.delivered(frame.readableBytes());
            writer.write(frame);
        }
    }

    /**
     * Sends a ping and expects a pong. If a message still waits for the socket, or the client has an event stream and knows
     * no pings, the socket must take what waits instead.
     */
    void ping() {
        boolean canWrite = !writer.isWriting() && !closing;
        if (canWrite) {
            writer.write(ControlFrames.ping(agreedFormat.format()));
        }
        boolean pongRequired = canWrite && agreedFormat.format() != WireFormat.EVENT_STREAM;
        pongTimeout.pingDue(pongRequired, writer.isWriting() || closing);
    }

    void cancelPongTimeout() {
        pongTimeout.cancel();
    }

    /** Closes the connection, without a close frame, if what {@link #ping} expects did not come. */
    void closeIfSilent() {
        if (pongTimeout.isWaiting()) {
            if (!endCounted) {
                endCounted = true;
                transportMetrics.pongTimedOut();
            }
            channel.close();
        }
    }

    /** Sends a close frame, or the close event. The connection ends with the client's close frame or two seconds later. */
    void close(CloseReason reason) {
        close(reason, ControlFrames.close(agreedFormat.format(), reason));
    }

    /** The same for a restart of the service, with the time after which the client may connect again. */
    void closeForRestart(int reconnectSeconds) {
        close(CloseReason.RESTARTING, ControlFrames.closeForRestart(agreedFormat.format(), reconnectSeconds));
    }

    private void close(CloseReason reason, ByteBuf closeFrame) {
        if (closing) {
            closeFrame.release();
            return;
        }
        closing = true;
        writer.releasePendingPong();
        endCounted = true;
        transportMetrics.closed(reason);
        ChannelFuture written = channel.writeAndFlush(closeFrame);
        if (agreedFormat.format() == WireFormat.EVENT_STREAM) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
        loop().schedule(() -> channel.close(), CLOSING_SECONDS, TimeUnit.SECONDS);
    }

    private void onDrained() {
        pongTimeout.drained();
        if (!writer.sendPendingPong() && behind && version != NO_VERSION && isOpen()) {
            requestCatchUp();
        }
    }

    /** Asks once. Two catch-ups from the same version would take the client's cursor back. */
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
            case PONG -> pongTimeout.cancel();
            case PING -> writer.pong(ControlFrames.pong(payload));
            case CLOSE -> {
                closing = true;
                writer.releasePendingPong();
                channel.writeAndFlush(ControlFrames.closeReply(payload)).addListener(ChannelFutureListener.CLOSE);
            }
            case IGNORED -> {}
            case MALFORMED -> close(CloseReason.PROTOCOL_ERROR);
            case COMPRESSED -> close(CloseReason.COMPRESSED);
            case TOO_LARGE -> close(CloseReason.TOO_LARGE);
            case TOO_MANY -> close(CloseReason.FLOODING);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    /** The connection has ended; also called if it ended before this handler was added. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        closing = true;
        writer.releasePendingPong();
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
