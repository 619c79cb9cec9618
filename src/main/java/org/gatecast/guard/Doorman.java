package org.gatecast.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;

/**
 * Watches over one connection for as long as it speaks HTTP: how far its requests are, and whose they are. Sits behind
 * the decoder, confined to the connection's event loop.
 */
public final class Doorman extends ChannelDuplexHandler {
    private static final int CONTINUE = 100;

    private final Porter porter;
    private final Channel channel;
    private final InetAddress peer;
    /** Of whoever is connected; {@code null} for a proxy, which is nobody itself. */
    private final Visitor visitor;

    private final Visitor.Arrival arrival;
    Line line;
    Doorman before;
    Doorman after;
    private long sinceNanos;
    private long bodyBytes;
    private int unanswered;
    private boolean readSomething;
    private boolean inBody;
    private boolean isBodyBroken;
    private Runnable onBrokenBody;

    Doorman(Porter porter, Channel channel, InetAddress peer, Visitor visitor, Visitor.Arrival arrival) {
        this.porter = porter;
        this.channel = channel;
        this.peer = peer;
        this.visitor = visitor;
        this.arrival = arrival;
    }

    /** The one who watches over the connection on which a request came. */
    public static Doorman of(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel().pipeline().get(Doorman.class);
    }

    /** Why this connection should not be here; {@code null} when it may. */
    public Turned reproach() {
        return reproach(arrival);
    }

    private static Turned reproach(Visitor.Arrival arrival) {
        return switch (arrival) {
            case WELCOME -> null;
            case TOO_MANY -> Turned.CONNECTIONS;
            case TOO_FAST -> Turned.ARRIVALS;
        };
    }

    /** Where a body has to find room. */
    public BodyMemory bodies() {
        return porter.limiter().bodies();
    }

    /** Whether the peer is a proxy whose word is believed. */
    public boolean isProxied() {
        return visitor == null;
    }

    /** Whose request it is. */
    public Visitor visitor(HttpServerRequest request) {
        if (visitor != null) {
            return visitor;
        }
        Limiter limiter = porter.limiter();
        TrustedProxies proxies = limiter.proxies();
        return limiter.visitor(proxies.client(peer, request.headers().getAll(proxies.header())));
    }

    /**
     * A request that becomes a connection of its own, to whoever is behind the proxy; to be called when nothing else
     * stands in its way. On a connection without a proxy between it was counted when it came.
     *
     * @return why it may not, {@code null} when it may
     */
    public Turned stay(Visitor client) {
        if (!isProxied()) {
            return null;
        }
        Visitor.Arrival arrived = client.arrive();
        if (arrived == Visitor.Arrival.WELCOME) {
            channel.closeFuture().addListener(closed -> client.depart());
        } else {
            client.depart();
        }
        return reproach(arrived);
    }

    long sinceNanos() {
        return sinceNanos;
    }

    void since(long nanos) {
        sinceNanos = nanos;
    }

    long bodyBytes() {
        return bodyBytes;
    }

    void cut() {
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        readSomething = true;
        if (message instanceof HttpRequest) {
            begin();
        }
        if (message instanceof HttpContent content && isBroken(content)) {
            breakBody(content);
            return;
        }
        if (message instanceof HttpContent content) {
            bodyBytes += content.content().readableBytes();
            if (message instanceof LastHttpContent) {
                inBody = false;
                porter.isRead(this);
            }
        }
        super.channelRead(context, message);
    }

    /** Of a request that is broken as a whole the server itself tells. */
    private static boolean isBroken(HttpContent content) {
        return !(content instanceof HttpRequest) && content.decoderResult().isFailure();
    }

    /** The server would hang up without a word. Nothing comes after it, so that the connection ends with its answer. */
    private void breakBody(HttpContent content) {
        content.release();
        isBodyBroken = true;
        inBody = false;
        porter.isRead(this);
        porter.limiter().turnstile().count(Turned.MALFORMED);
        if (unanswered == 0) {
            cut();
        } else if (unanswered == 1 && onBrokenBody != null) {
            onBrokenBody.run();
        }
    }

    /** What is to happen when the body of the request that is being handled turns out to be no body; it may have already. */
    public void onBrokenBody(Runnable action) {
        onBrokenBody = action;
        if (isBodyBroken && unanswered == 1) {
            channel.eventLoop().execute(action);
        }
    }

    private void begin() {
        unanswered++;
        inBody = true;
        bodyBytes = 0;
        if (unanswered > porter.mostUnanswered()) {
            porter.cut(this, Turned.PIPELINE);
        }
        porter.hasBegun(this);
    }

    /** Bytes that made up nothing whole are the beginning of a head. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (!readSomething && !inBody && unanswered == 0) {
            porter.isAboutToBegin(this);
        }
        readSomething = false;
        super.channelReadComplete(context);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            unanswered--;
            onBrokenBody = null;
            if (isBodyBroken && unanswered == 0) {
                promise.addListener(ChannelFutureListener.CLOSE);
            }
            if (unanswered == 0 && !inBody) {
                porter.isIdle(this);
            }
        }
        super.write(context, message, promise);
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response && response.status().code() == CONTINUE;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        porter.forget(this);
    }
}
