package org.gatecast.guard;

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
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;

/**
 * Watches over one connection for as long as it speaks HTTP: how far its requests are, whose they are, and whether their
 * answers leave. One request is handled at a time; the next is passed on when the answer before it is with the socket.
 * Sits behind the decoder, confined to the connection's event loop.
 */
public final class Doorman extends ChannelDuplexHandler {
    private static final int CONTINUE = 100;

    private final Porter porter;
    private final Channel channel;
    private final InetAddress peer;
    /** Of whoever is connected; {@code null} for a proxy, which is nobody itself. */
    private final Visitor visitor;

    private final Visitor.Arrival arrival;
    private final AnswerWriter writer;
    private final HeldRequests held;
    private ChannelHandlerContext context;
    Line line;
    Doorman before;
    Doorman after;
    private long sinceNanos;
    private long bodyBytes;
    private long takenBefore;
    /** From a request's head to the end of its answer. */
    private boolean answering;

    private boolean sending;
    /** An answer said that the connection ends with it: nothing that comes behind its request is done (RFC 9112, 9.6). */
    private boolean closing;

    private boolean readSomething;
    private boolean inBody;
    private boolean isBodyBroken;
    private boolean onReserve;
    private boolean hasShownKey;
    /** The same of the request that is being handled: a proxy's connection is everybody's. */
    private boolean showsKey;

    private Runnable onBrokenBody;
    private Charge charge;

    Doorman(Porter porter, Channel channel, InetAddress peer, Visitor visitor, Visitor.Arrival arrival) {
        this.porter = porter;
        this.channel = channel;
        this.peer = peer;
        this.visitor = visitor;
        this.arrival = arrival;
        this.writer = new AnswerWriter(porter.mostUnsentBytes());
        this.held = new HeldRequests(porter.limiter().unsent());
    }

    /** The one who watches over the connection on which a request came; {@code null} once that has ended. */
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

    /** The request has shown a key or password that is right: the connection is the booth's or an organiser's. */
    public void showedKey() {
        hasShownKey = true;
        showsKey = true;
    }

    /**
     * Whether the connection has one of the places that are there for everybody, now that it asks for what needs none of
     * the reserve; on the reserve, one may be made free for it.
     */
    public boolean takesPublicPlace() {
        return !onReserve || porter.takesPublicPlace(this);
    }

    /** The same, but that a connection which has shown a key may keep its place on the reserve. */
    public boolean mayAsk() {
        return hasShownKey || takesPublicPlace();
    }

    /** Takes room for the answer to a request, which need not be read, until it has left. */
    public AnswerRoom reserve(HttpServerRequest request, AnswerMemory memory) {
        if (memory.bytes() <= UnsentBytes.SMALL_BYTES || charge != null) {
            return AnswerRoom.TAKEN;
        }
        long inFlight = Math.min(memory.bytes(), porter.mostUnsentBytes());
        Charge wanted = new Charge(porter.limiter().unsent(), visitor(request), memory, inFlight);
        AnswerRoom room = AnswerRoom.TAKEN;
        if (showsKey) {
            wanted.takeAnyway();
        } else {
            room = wanted.take();
        }
        if (room == AnswerRoom.TAKEN) {
            charge = wanted;
        } else {
            porter.limiter().turnstile().count(Turned.UNSENT);
        }
        return room;
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

    /** How many bytes of answers the socket took since this was last asked. */
    long takenSince() {
        long now = writer.taken(context);
        long taken = now - takenBefore;
        takenBefore = now;
        return taken;
    }

    void setOnReserve(boolean onReserve) {
        this.onReserve = onReserve;
    }

    boolean isOnReserve() {
        return onReserve;
    }

    boolean hasShownKey() {
        return hasShownKey;
    }

    Channel channel() {
        return channel;
    }

    /** {@code null} for a proxy. */
    Visitor visitor() {
        return visitor;
    }

    /** At once: the server's own handler would wait until all it has written has left. */
    void cut() {
        if (context == null) {
            channel.close();
        } else {
            context.close();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext reading, Object message) {
        readSomething = true;
        if (closing && !inBody) {
            ReferenceCountUtil.release(message);
        } else if (held.isEmpty() && !(answering && message instanceof HttpRequest)) {
            pass(message);
        } else if (!held.add(channel, message) || held.requests() >= porter.mostUnanswered()) {
            porter.cut(this, Turned.PIPELINE);
        }
    }

    private void pass(Object message) {
        if (message instanceof HttpRequest) {
            answering = true;
            showsKey = false;
            inBody = true;
            bodyBytes = 0;
            porter.hasBegun(this);
        }
        if (message instanceof HttpContent content && isBroken(content)) {
            breakBody(content);
            return;
        }
        if (message instanceof HttpContent content) {
            bodyBytes += content.content().readableBytes();
            if (message instanceof LastHttpContent) {
                endBody();
            }
        }
        context.fireChannelRead(message);
    }

    /** Of a request that is broken as a whole the server itself tells. */
    private static boolean isBroken(HttpContent content) {
        return !(content instanceof HttpRequest) && content.decoderResult().isFailure();
    }

    /** The server would hang up without a word. Nothing comes after it, so that the connection ends with its answer. */
    private void breakBody(HttpContent content) {
        content.release();
        isBodyBroken = true;
        endBody();
        porter.limiter().turnstile().count(Turned.MALFORMED);
        if (!answering) {
            cut();
        } else if (onBrokenBody != null) {
            onBrokenBody.run();
        }
    }

    private void endBody() {
        inBody = false;
        if (sending) {
            porter.isSending(this);
        } else if (answering) {
            porter.isRead(this);
        } else {
            porter.isIdle(this);
        }
    }

    /** What is to happen when the body of the request that is being handled turns out to be no body; it may have already. */
    public void onBrokenBody(Runnable action) {
        onBrokenBody = action;
        if (isBodyBroken) {
            channel.eventLoop().execute(action);
        }
    }

    /** Bytes that made up nothing whole are the beginning of a head. */
    @Override
    public void channelReadComplete(ChannelHandlerContext reading) {
        if (!readSomething && !inBody && !answering) {
            porter.isAboutToBegin(this);
        }
        readSomething = false;
        reading.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise) {
        boolean ends = isUnproven();
        if (ends && message instanceof HttpResponse response && !isInterim(message)) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        if (message instanceof HttpResponse response && !isInterim(message)) {
            closing |= response.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        }
        if (!(message instanceof LastHttpContent) || isInterim(message)) {
            writer.write(writing, message, promise);
            return;
        }
        onBrokenBody = null;
        sending = true;
        takenSince();
        if (!inBody) {
            porter.isSending(this);
        }
        ChannelPromise sent = promise.unvoid();
        if (ends || isBodyBroken) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
        writer.write(writing, message, sent.addListener((ChannelFuture done) -> sent()));
    }

    /** Whether all that the connection may have is one answer. */
    private boolean isUnproven() {
        return onReserve && !hasShownKey;
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response && response.status().code() == CONTINUE;
    }

    private void sent() {
        sending = false;
        answering = false;
        release();
        if (!channel.isActive()) {
            return;
        }
        if (!inBody) {
            porter.isIdle(this);
        }
        if (!held.isEmpty()) {
            channel.eventLoop().execute(this::passNext);
        }
    }

    private void passNext() {
        if (closing) {
            held.drop();
            return;
        }
        while (!held.isEmpty() && channel.isActive() && !(answering && held.peek() instanceof HttpRequest)) {
            pass(held.poll(channel));
        }
        if (!context.isRemoved()) {
            context.fireChannelReadComplete();
        }
    }

    private void release() {
        if (charge != null) {
            charge.release();
            charge = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        porter.leave(this);
        release();
        writer.abandon();
        held.drop();
    }
}
