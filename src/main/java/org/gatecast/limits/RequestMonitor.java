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
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;

/**
 * Watches over one connection for as long as it speaks HTTP: how far its requests are, whose they are, and whether their
 * answers leave. One request is handled at a time; the next is passed on when the answer before it is with the socket.
 * Sits behind the decoder, confined to the connection's event loop.
 */
public final class RequestMonitor extends ChannelDuplexHandler {
    private static final int CONTINUE = 100;

    private final ConnectionReaper reaper;
    private final Channel channel;
    private final InetAddress peer;
    /** Of whoever is connected; {@code null} for a proxy, which is nobody itself. */
    private final AddressLimits address;

    private final AddressLimits.ConnectResult connectResult;
    private final ResponseWriter writer;
    private final PipelinedRequests pipelined;
    private ChannelHandlerContext context;
    ConnectionQueue queue;
    RequestMonitor previous;
    RequestMonitor next;
    private long stateNanos;
    private long bodyBytes;
    private long sentBytes;
    /** From a request's head to the end of its answer. */
    private boolean responding;

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
    private MemoryReservation reservation;

    RequestMonitor(
            ConnectionReaper reaper,
            Channel channel,
            InetAddress peer,
            AddressLimits address,
            AddressLimits.ConnectResult connectResult) {
        this.reaper = reaper;
        this.channel = channel;
        this.peer = peer;
        this.address = address;
        this.connectResult = connectResult;
        this.writer = new ResponseWriter(reaper.maxUnsentBytes());
        this.pipelined = new PipelinedRequests(reaper.limiter().unsent());
    }

    /** The one who watches over the connection on which a request came; {@code null} once that has ended. */
    public static RequestMonitor of(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel().pipeline().get(RequestMonitor.class);
    }

    /** Why this connection should not be here; {@code null} when it may. */
    public RejectionReason rejection() {
        return rejection(connectResult);
    }

    private static RejectionReason rejection(AddressLimits.ConnectResult connectResult) {
        return switch (connectResult) {
            case ACCEPTED -> null;
            case TOO_MANY -> RejectionReason.CONNECTIONS;
            case TOO_FAST -> RejectionReason.CONNECT_RATE;
        };
    }

    /** Where a body has to find room. */
    public BodyMemoryBudget bodies() {
        return reaper.limiter().bodies();
    }

    /** Whether the peer is a proxy whose word is believed. */
    public boolean isProxied() {
        return address == null;
    }

    /** Whose request it is. */
    public AddressLimits addressLimits(HttpServerRequest request) {
        if (address != null) {
            return address;
        }
        Limiter limiter = reaper.limiter();
        TrustedProxies proxies = limiter.proxies();
        return limiter.addressLimits(proxies.client(peer, request.headers().getAll(proxies.header())));
    }

    /**
     * A request that becomes a connection of its own, to whoever is behind the proxy; to be called when nothing else
     * stands in its way. On a connection without a proxy between it was counted when it came.
     *
     * @return why it may not, {@code null} when it may
     */
    public RejectionReason admitSpectator(AddressLimits client) {
        if (!isProxied()) {
            return null;
        }
        AddressLimits.ConnectResult arrived = client.connect();
        if (arrived == AddressLimits.ConnectResult.ACCEPTED) {
            channel.closeFuture().addListener(closed -> client.disconnect());
        } else {
            client.disconnect();
        }
        return rejection(arrived);
    }

    /** The request has shown a key or password that is right: the connection is the booth's or an organiser's. */
    public void keyAccepted() {
        hasShownKey = true;
        showsKey = true;
    }

    /**
     * Whether the connection has one of the places that are there for everybody, now that it asks for what needs none of
     * the reserve; on the reserve, one may be made free for it.
     */
    public boolean claimPublicSlot() {
        return !onReserve || reaper.claimPublicSlot(this);
    }

    /** The same, but that a connection which has shown a key may keep its place on the reserve. */
    public boolean mayUseReserve() {
        return hasShownKey || claimPublicSlot();
    }

    /** Takes room for the answer to a request, which need not be read, until it has left. */
    public ReservationResult reserve(HttpServerRequest request, ResponseMemory memory) {
        if (memory.bytes() <= UnsentBytesBudget.SMALL_BYTES || reservation != null) {
            return ReservationResult.TAKEN;
        }
        long inFlight = Math.min(memory.bytes(), reaper.maxUnsentBytes());
        MemoryReservation wanted =
                new MemoryReservation(reaper.limiter().unsent(), addressLimits(request), memory, inFlight);
        ReservationResult result = ReservationResult.TAKEN;
        if (showsKey) {
            wanted.takeUnbounded();
        } else {
            result = wanted.take();
        }
        if (result == ReservationResult.TAKEN) {
            reservation = wanted;
        } else {
            reaper.limiter().rejections().count(RejectionReason.UNSENT);
        }
        return result;
    }

    long stateNanos() {
        return stateNanos;
    }

    void enteredState(long nanos) {
        stateNanos = nanos;
    }

    long bodyBytes() {
        return bodyBytes;
    }

    /** How many bytes of answers the socket took since this was last asked. */
    long takeSentBytes() {
        long now = writer.sentBytes(context);
        long taken = now - sentBytes;
        sentBytes = now;
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
    AddressLimits addressLimits() {
        return address;
    }

    /** At once: the server's own handler would wait until all it has written has left. */
    void close() {
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
        } else if (pipelined.isEmpty() && !(responding && message instanceof HttpRequest)) {
            pass(message);
        } else if (!pipelined.add(channel, message) || pipelined.requests() >= reaper.maxPipelined()) {
            reaper.close(this, RejectionReason.PIPELINE);
        }
    }

    private void pass(Object message) {
        if (message instanceof HttpRequest) {
            responding = true;
            showsKey = false;
            inBody = true;
            bodyBytes = 0;
            reaper.headRead(this);
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
        reaper.limiter().rejections().count(RejectionReason.MALFORMED);
        if (!responding) {
            close();
        } else if (onBrokenBody != null) {
            onBrokenBody.run();
        }
    }

    private void endBody() {
        inBody = false;
        if (sending) {
            reaper.responseStarted(this);
        } else if (responding) {
            reaper.bodyRead(this);
        } else {
            reaper.responseSent(this);
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
        if (!readSomething && !inBody && !responding) {
            reaper.headStarted(this);
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
        takeSentBytes();
        if (!inBody) {
            reaper.responseStarted(this);
        }
        ChannelPromise sent = promise.unvoid();
        if (ends || isBodyBroken) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
        writer.write(writing, message, sent.addListener((ChannelFuture done) -> responseSent()));
    }

    /** Whether all that the connection may have is one answer. */
    private boolean isUnproven() {
        return onReserve && !hasShownKey;
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response && response.status().code() == CONTINUE;
    }

    private void responseSent() {
        sending = false;
        responding = false;
        releaseReservation();
        if (!channel.isActive()) {
            return;
        }
        if (!inBody) {
            reaper.responseSent(this);
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
        while (!pipelined.isEmpty() && channel.isActive() && !(responding && pipelined.peek() instanceof HttpRequest)) {
            pass(pipelined.poll(channel));
        }
        if (!context.isRemoved()) {
            context.fireChannelReadComplete();
        }
    }

    private void releaseReservation() {
        if (reservation != null) {
            reservation.release();
            reservation = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        reaper.remove(this);
        releaseReservation();
        writer.releaseAll();
        pipelined.releaseAll();
    }
}
