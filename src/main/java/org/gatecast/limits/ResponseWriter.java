package org.gatecast.limits;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Writes the responses of a connection to its socket in pieces, the next piece when the socket has taken one. So what is
 * copied for the socket is bounded, however long a response is. Confined to the event loop of the connection.
 */
final class ResponseWriter {
    private static final int PIECES_PER_LIMIT = 4;

    private final int maxUnsentBytes;
    private final int pieceBytes;
    private final Queue<Waiting> waiting = new ArrayDeque<>(0);
    /** The response that is written in pieces; {@code null} while none is. */
    private Waiting splitting;

    private ByteBuf rest;
    private int handedOver;
    private long sentBytes;
    private boolean writing;

    private record Waiting(Object message, ChannelPromise promise) {}

    ResponseWriter(int maxUnsentBytes) {
        this.maxUnsentBytes = maxUnsentBytes;
        this.pieceBytes = Math.max(1, maxUnsentBytes / PIECES_PER_LIMIT);
    }

    void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (splitting == null && waiting.isEmpty() && !isLarge(message)) {
            pass(context, message, promise);
            return;
        }
        waiting.add(new Waiting(message, promise));
        continueWriting(context);
    }

    /** How many bytes the socket has taken so far. */
    long sentBytes(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return sentBytes + (buffer == null ? 0 : buffer.currentProgress());
    }

    /** Drops what is left to write, since the connection has ended. */
    void releaseAll() {
        ClosedChannelException closed = new ClosedChannelException();
        if (splitting != null) {
            rest.release();
            splitting.promise.tryFailure(closed);
            splitting = null;
        }
        for (Waiting next = waiting.poll(); next != null; next = waiting.poll()) {
            ReferenceCountUtil.release(next.message);
            next.promise.tryFailure(closed);
        }
    }

    private boolean isLarge(Object message) {
        return message instanceof HttpContent content && content.content().readableBytes() > maxUnsentBytes;
    }

    private void continueWriting(ChannelHandlerContext context) {
        if (writing) {
            return;
        }
        writing = true;
        boolean wrote = false;
        while (handedOver < maxUnsentBytes && (splitting != null || !waiting.isEmpty())) {
            if (splitting != null) {
                writePiece(context);
            } else if (isLarge(waiting.peek().message)) {
                begin(context, waiting.poll());
            } else {
                Waiting next = waiting.poll();
                pass(context, next.message, next.promise);
            }
            wrote = true;
        }
        writing = false;
        if (wrote) {
            context.flush();
        }
    }

    private void pass(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        int bytes = message instanceof HttpContent content ? content.content().readableBytes() : 0;
        context.write(message, bytes == 0 ? promise : promise.unvoid().addListener(sent -> sentBytes += bytes));
    }

    private void begin(ChannelHandlerContext context, Waiting response) {
        splitting = response;
        rest = ((HttpContent) response.message).content();
        if (response.message instanceof HttpResponse head) {
            context.write(new DefaultHttpResponse(head.protocolVersion(), head.status(), head.headers()));
        }
    }

    private void writePiece(ChannelHandlerContext context) {
        int bytes = Math.min(pieceBytes, rest.readableBytes());
        ByteBuf piece = rest.readRetainedSlice(bytes);
        handedOver += bytes;
        if (rest.isReadable()) {
            write(context, new DefaultHttpContent(piece), context.newPromise(), bytes);
            return;
        }
        boolean last = splitting.message instanceof LastHttpContent;
        ChannelPromise promise = splitting.promise.unvoid();
        splitting = null;
        rest.release();
        rest = null;
        write(context, last ? new DefaultLastHttpContent(piece) : new DefaultHttpContent(piece), promise, bytes);
    }

    private void write(ChannelHandlerContext context, HttpContent piece, ChannelPromise promise, int bytes) {
        context.write(piece, promise.addListener(sent -> {
            handedOver -= bytes;
            if (sent.isSuccess()) {
                sentBytes += bytes;
                continueWriting(context);
            } else {
                releaseAll();
            }
        }));
    }
}
