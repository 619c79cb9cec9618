package org.gatecast.limits;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A connection as the limits see it while it speaks HTTP: whose it is, whether it counts as public, and the memory of its
 * response. {@code http} asks it about each request. Confined to the event loop of the connection.
 */
public final class ClientConnection extends ConnectionQueue.Entry<ClientConnection> {
    /** The name of the channel handler that has the connection. */
    static final String HANDLER = "requestMonitor";

    private final Limiter limiter;
    private final Channel channel;
    private final InetAddress peer;
    /** Of the peer; {@code null} for a trusted proxy, which is no client itself. */
    private final AddressLimits address;

    private final AddressLimits.ConnectResult connectResult;
    private final int maxUnsentBytes;
    private final Predicate<ClientConnection> publicSlots;
    private final ResponseWriter writer;
    private final RequestProgress progress = new RequestProgress();
    private boolean onReserve;
    private boolean hasShownKey;
    /** The same for the current request, since many clients share the connection of a proxy. */
    private boolean requestShowsKey;

    private MemoryReservation reservation;
    private long sentBytes;

    /** A channel handler that has the connection of its channel. */
    interface Holder {
        ClientConnection connection();
    }

    /**
     * @param address {@code null} for a trusted proxy
     * @param maxUnsentBytes how many bytes of a response may be with the socket at a time
     * @param publicSlots gives a connection on the reserve a public slot, if it can
     */
    ClientConnection(
            Limiter limiter,
            Channel channel,
            InetAddress peer,
            AddressLimits address,
            AddressLimits.ConnectResult connectResult,
            int maxUnsentBytes,
            Predicate<ClientConnection> publicSlots) {
        this.limiter = limiter;
        this.channel = channel;
        this.peer = peer;
        this.address = address;
        this.connectResult = connectResult;
        this.maxUnsentBytes = maxUnsentBytes;
        this.publicSlots = publicSlots;
        this.writer = new ResponseWriter(maxUnsentBytes);
    }

    /** The connection of a request; {@code null} after it has ended. */
    public static ClientConnection of(HttpServerRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        return channel.pipeline().get(HANDLER) instanceof Holder holder ? holder.connection() : null;
    }

    /** Why the connection is beyond a limit of its address; {@code null} if it is not. */
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

    public BodyMemoryBudget bodies() {
        return limiter.bodies();
    }

    public boolean isProxied() {
        return address == null;
    }

    /** The limits of the client's address, behind trusted proxies too. */
    public AddressLimits addressLimits(HttpServerRequest request) {
        if (address != null) {
            return address;
        }
        TrustedProxies proxies = limiter.proxies();
        return limiter.addressLimits(proxies.client(peer, request.headers().getAll(proxies.header())));
    }

    /**
     * Counts a connection of a client behind a proxy that becomes a spectator. Called when nothing else speaks against it.
     * A connection without a proxy was counted when it was accepted.
     *
     * @return why it is beyond a limit, {@code null} if it is not
     */
    public RejectionReason admitSpectator(AddressLimits client) {
        if (!isProxied()) {
            return null;
        }
        AddressLimits.ConnectResult result = client.connect();
        if (result == AddressLimits.ConnectResult.ACCEPTED) {
            channel.closeFuture().addListener(closed -> client.disconnect());
        } else {
            client.disconnect();
        }
        return rejection(result);
    }

    /** The request has shown a valid key or password. */
    public void keyAccepted() {
        hasShownKey = true;
        requestShowsKey = true;
    }

    /**
     * Whether the connection counts as public, now that a request needs nothing of the reserve. For a connection on the
     * reserve, a public slot may be made free.
     */
    public boolean claimPublicSlot() {
        return !onReserve || publicSlots.test(this);
    }

    /** The same, but a connection that has shown a key may stay on the reserve. */
    public boolean mayUseReserve() {
        return hasShownKey || claimPublicSlot();
    }

    public ReservationResult reserve(HttpServerRequest request, ResponseMemory memory) {
        if (memory.bytes() <= UnsentBytesBudget.SMALL_BYTES || reservation != null) {
            return ReservationResult.TAKEN;
        }
        long inFlight = Math.min(memory.bytes(), maxUnsentBytes);
        MemoryReservation wanted = new MemoryReservation(limiter.unsent(), addressLimits(request), memory, inFlight);
        ReservationResult result = ReservationResult.TAKEN;
        if (requestShowsKey) {
            wanted.takeUnbounded();
        } else {
            result = wanted.take();
        }
        if (result == ReservationResult.TAKEN) {
            reservation = wanted;
        } else {
            limiter.rejections().count(RejectionReason.UNSENT);
        }
        return result;
    }

    /** What is to happen if the body of the current request turns out to be malformed; it may have done so already. */
    public void onBrokenBody(Runnable action) {
        progress.onBrokenBody(action, channel.eventLoop());
    }

    /**
     * Runs an action on the event loop after it has read once more what has arrived, the end of this connection too. That
     * costs microseconds.
     */
    public void afterNextRead(Runnable action) {
        // The event loop reads, runs its tasks, reads again. What a task schedules runs after that next read.
        channel.eventLoop().execute(() -> channel.eventLoop().schedule(action, 0, TimeUnit.NANOSECONDS));
    }

    void releaseReservation() {
        if (reservation != null) {
            reservation.release();
            reservation = null;
        }
    }

    void requestStarted() {
        requestShowsKey = false;
    }

    RequestProgress progress() {
        return progress;
    }

    ResponseWriter writer() {
        return writer;
    }

    /** How many bytes of responses the socket took since this was last called. */
    long takeSentBytes() {
        long now = writer.sentBytes(channel);
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

    /** Whether one response is all that the connection may have: it is on the reserve and has shown no key. */
    boolean endsWithResponse() {
        return onReserve && !hasShownKey;
    }

    Channel channel() {
        return channel;
    }

    /** {@code null} for a trusted proxy. */
    AddressLimits addressLimits() {
        return address;
    }

    /** Closes at once. The server's own handler would first send all that was written. */
    void close() {
        if (channel.pipeline().context(HANDLER) == null) {
            channel.close();
        } else {
            channel.pipeline().context(HANDLER).close();
        }
    }
}
