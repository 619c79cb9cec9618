package org.gatecast.limits;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.gatecast.config.Settings;

/**
 * Applies the connection limits on one event loop: accepts connections or closes them, watches each with a
 * {@link RequestMonitor}, and closes those that are too slow. Confined to that event loop.
 */
public final class ConnectionReaper {
    private static final int MIN_TICK_MILLIS = 20;
    private static final int MAX_TICK_MILLIS = 1_000;
    private static final int TICKS_PER_TIMEOUT = 4;

    /** Bounds what is read of a head at once. A body comes in as many pieces as it needs. */
    private static final AdaptiveRecvByteBufAllocator READ_BUFFERS =
            new AdaptiveRecvByteBufAllocator(512, 2048, 16 * 1024);

    private static final long HALF_OPEN_CHECK_MILLIS = 100;

    private final Limiter limiter;
    private final Settings.Limits limits;
    private final HttpServerOptions options;
    private final int maxHalfOpen;
    private final ConnectionStates states;
    private final ConnectionReserve reserve;
    private int open;
    private boolean halfOpenCheckPending;

    /**
     * @param options of the server
     * @param loops how many event loops share the connections
     * @param nanoTime monotonic, as {@link System#nanoTime}
     */
    public ConnectionReaper(
            Limiter limiter, Settings.Limits limits, HttpServerOptions options, int loops, LongSupplier nanoTime) {
        this.limiter = limiter;
        this.limits = limits;
        this.options = options;
        this.maxHalfOpen = Math.max(1, limits.halfOpenConnections() / loops);
        this.states = new ConnectionStates(limiter.rejections(), limits, nanoTime);
        int maxConnections = limits.connections() == 0
                ? Math.max(1, FileDescriptorLimit.forConnections() - limits.reservedConnections())
                : limits.connections();
        this.reserve = new ConnectionReserve(
                limiter,
                states,
                maxConnections,
                limits.reservedConnections(),
                new AddressLimits(AddressRateLimits.of(limits), nanoTime));
    }

    /** How often {@link #tick} is due while there are connections, in milliseconds. */
    public long tickMillis() {
        long millis = limits.headTimeout().toMillis() / TICKS_PER_TIMEOUT;
        return Math.max(MIN_TICK_MILLIS, Math.min(MAX_TICK_MILLIS, millis));
    }

    public void tick() {
        states.tick();
    }

    /** The next tick is due one interval from now, after a time without connections and ticks. */
    public void resumeTicks() {
        states.resumeTicks();
    }

    /** Whether this event loop has any connection, a spectator's included. */
    public boolean hasConnections() {
        return open > 0;
    }

    /** Closes all connections whose response is not sent yet, since the service stops. */
    public void closeUnread() {
        states.closeUnread();
    }

    /** Takes a new connection, of which nothing has been read yet. */
    public void accept(HttpConnection accepted) {
        Channel channel = ((ConnectionBase) accepted).channel();
        // A broken connection is not worth a log line, and a client could fill the log with them.
        accepted.exceptionHandler(broken -> {});
        open++;
        int openOnAllLoops = limiter.opened();
        channel.closeFuture().addListener(closed -> {
            open--;
            limiter.closed();
        });
        InetAddress peer = peer(channel);
        AddressLimits address = limiter.proxies().isTrusted(peer) ? null : limiter.addressLimits(peer);
        if (!reserve.canAccept(openOnAllLoops, address)) {
            limiter.rejections().count(RejectionReason.FULL);
            channel.close();
            return;
        }
        AddressLimits.ConnectResult connectResult = AddressLimits.ConnectResult.ACCEPTED;
        if (address != null) {
            connectResult = address.connect();
            channel.closeFuture().addListener(closed -> address.disconnect());
        }
        channel.config().setRecvByteBufAllocator(READ_BUFFERS);
        ConnectionStates.limitUnsentInKernel(channel, limits.unsentBytesPerConnection());
        ClientConnection connection = connection(channel, peer, address, connectResult);
        connection.setOnReserve(reserve.isUsedBy(openOnAllLoops));
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.replace("httpDecoder", "httpDecoder", new StrictHttpDecoder(options, limits.headers()));
        pipeline.addBefore("handler", ClientConnection.HANDLER, monitor(connection));
        states.headStarted(connection);
        if (states.heads().size() > maxHalfOpen && !halfOpenCheckPending) {
            halfOpenCheckPending = true;
            channel.eventLoop().schedule(this::closeHalfOpen, HALF_OPEN_CHECK_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Closes the connections that are too many without a request, the oldest first. Not at once: when thousands connect
     * together, their requests are there but have not been read yet. The event loop runs what is scheduled only after it
     * has read.
     */
    private void closeHalfOpen() {
        halfOpenCheckPending = false;
        while (states.heads().size() > maxHalfOpen) {
            states.close(states.heads().first(), RejectionReason.HALF_OPEN);
        }
    }

    /** Watches a channel as if it had been accepted. */
    void watch(Channel channel, InetAddress peer, AddressLimits address) {
        ClientConnection connection = connection(channel, peer, address, AddressLimits.ConnectResult.ACCEPTED);
        channel.pipeline().addLast(ClientConnection.HANDLER, monitor(connection));
        states.headStarted(connection);
    }

    private ClientConnection connection(
            Channel channel, InetAddress peer, AddressLimits address, AddressLimits.ConnectResult connectResult) {
        return new ClientConnection(
                limiter,
                channel,
                peer,
                address,
                connectResult,
                limits.unsentBytesPerConnection(),
                reserve::claimPublicSlot);
    }

    private RequestMonitor monitor(ClientConnection connection) {
        return new RequestMonitor(connection, states, limiter, limits.pipelinedRequests());
    }

    /** The address of the other end; loopback for a local socket. */
    private static InetAddress peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null
                ? remote.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
