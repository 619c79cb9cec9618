package org.gatecast.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Follows the requests and responses of one connection for as long as it speaks HTTP, and reports each state to the
 * {@link ConnectionStates}. One request is handled at a time; the next is passed on when the socket has taken the response
 * before it. The channel handler behind the decoder; confined to the event loop of the connection.
 */
final class RequestMonitor extends ChannelDuplexHandler implements ClientConnection.Holder {
    private static final int CONTINUE = 100;

    private final ClientConnection connection;
    private final RequestProgress progress;
    private final ConnectionStates states;
    private final RejectionCounters rejections;
    private final int maxPipelined;
    private final Channel channel;
    private final ResponseWriter writer;
    private final PipelinedRequests pipelined;
    private ChannelHandlerContext context;
    /** A response announced the end of the connection. Requests behind it are not handled (RFC 9112, section 9.6). */
    private boolean closing;

    private boolean readSomething;

    /**
     * @param maxPipelined how many requests may wait for the response to an earlier one
     */
    RequestMonitor(ClientConnection connection, ConnectionStates states, Limiter limiter, int maxPipelined) {
        this.connection = connection;
        this.progress = connection.progress();
        this.states = states;
        this.rejections = limiter.rejections();
        this.maxPipelined = maxPipelined;
        this.channel = connection.channel();
        this.writer = connection.writer();
        this.pipelined = new PipelinedRequests(limiter.unsent());
    }

    @Override
    public ClientConnection connection() {
        return connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        readSomething = true;
        if (closing && !progress.isInBody()) {
            ReferenceCountUtil.release(message);
        } else if (pipelined.isEmpty() && !(progress.isResponding() && message instanceof HttpRequest)) {
            pass(message);
        } else if (!pipelined.add(channel, message) || pipelined.requests() >= maxPipelined) {
            states.close(connection, RejectionReason.PIPELINE);
        }
    }

    private void pass(Object message) {
        if (message instanceof HttpRequest) {
            progress.headRead();
            connection.requestStarted();
            states.headRead(connection);
        }
        if (message instanceof HttpContent content && isBroken(content)) {
            breakBody(content);
            return;
        }
        if (message instanceof HttpContent content) {
            progress.bodyBytesRead(content.content().readableBytes());
            if (message instanceof LastHttpContent) {
                endBody();
            }
        }
        context.fireChannelRead(message);
    }

    /** The server itself handles a request whose head is malformed. */
    private static boolean isBroken(HttpContent content) {
        return !(content instanceof HttpRequest) && content.decoderResult().isFailure();
    }

    /** The server would close without a response. Nothing after a broken body can be read, so the response is the last. */
    private void breakBody(HttpContent content) {
        content.release();
        progress.bodyBroken();
        endBody();
        rejections.count(RejectionReason.MALFORMED);
        if (progress.isResponding()) {
            progress.runOnBrokenBody();
        } else {
            connection.close();
        }
    }

    private void endBody() {
        progress.bodyRead();
        if (progress.isSending()) {
            states.responseStarted(connection);
        } else if (progress.isResponding()) {
            states.bodyRead(connection);
        } else {
            states.responseSent(connection);
        }
    }

    /** Bytes that did not complete any message are the beginning of a head. */
    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        if (!readSomething && !progress.isInBody() && !progress.isResponding()) {
            states.headStarted(connection);
        }
        readSomething = false;
        reading.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        boolean ends = connection.endsWithResponse();
        if (message instanceof HttpResponse response && !isInterim(message)) {
            if (ends) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
            closing |= response.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        }
        if (!(message instanceof LastHttpContent) || isInterim(message)) {
            writer.write(writing, message, promise);
            return;
        }
        progress.responseWritten();
        connection.takeSentBytes();
        if (!progress.isInBody()) {
            states.responseStarted(connection);
        }
        ChannelPromise sent = promise.unvoid();
        if (ends || progress.isBodyBroken()) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
        writer.write(writing, message, sent.addListener((ChannelFuture done) -> responseSent()));
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response && response.status().code() == CONTINUE;
    }

    private void responseSent() {
        progress.responseSent();
        connection.releaseReservation();
        if (!channel.isActive()) {
            return;
        }
        if (!progress.isInBody()) {
            states.responseSent(connection);
        }
        if (!pipelined.isEmpty()) {
            channel.eventLoop().execute(this::passNext);
        }
    }

    private void passNext() {
        if (closing) {
            pipelined.releaseAll();
            return;
        }
        while (!pipelined.isEmpty()
                && channel.isActive()
                && !(progress.isResponding() && pipelined.peek() instanceof HttpRequest)) {
            pass(pipelined.poll(channel));
        }
        if (!context.isRemoved()) {
            context.fireChannelReadComplete();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        states.remove(connection);
        connection.releaseReservation();
        writer.releaseAll();
        pipelined.releaseAll();
    }
}
