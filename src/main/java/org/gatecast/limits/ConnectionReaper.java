package org.gatecast.limits;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.gatecast.config.Settings;

/**
 * Keeps the connections of one event loop moving. Each is in one of these states, all but one of which end by themselves
 * only if the client wants them to, and so have a line that is looked through once in a while:
 *
 * <pre>
 *   accepted ─▶ HEAD ──whole──▶ BODY ──whole──▶ being answered ─▶ SENDING ──taken──▶ IDLE ──first byte──▶ HEAD
 *               deadline        pace, deadline  (the service's    pace               the server's
 *                                               turn)                                idle timeout
 * </pre>
 *
 * Beyond the most connections there is a reserve for the booth and organisers. Whoever comes then gets a place on it, and
 * keeps it by showing a key or password that is right with the first request; who asks for anything else takes the place
 * of a connection that has asked for nothing, the oldest in HEAD, then in IDLE, or is refused. A connection that has shown
 * a key gives way to nobody. One that became a spectator's is nobody's here.
 */
public final class ConnectionReaper {
    private static final int MIN_TICK_MILLIS = 20;
    private static final int MAX_TICK_MILLIS = 1_000;
    private static final int TICKS_PER_TIMEOUT = 4;
    private static final double SECOND_NANOS = 1e9;
    /** As much of a head as may lie here unread; a body comes in as many pieces as it needs. */
    private static final AdaptiveRecvByteBufAllocator READ_BUFFERS =
            new AdaptiveRecvByteBufAllocator(512, 2048, 16 * 1024);

    private final Limiter limiter;
    private final Settings.Limits limits;
    private final HttpServerOptions options;
    private final LongSupplier nanoTime;
    private final int maxConnections;
    private final int maxHalfOpen;
    private final ConnectionQueue heads = new ConnectionQueue();
    /** Heads of those that are on the reserve and have shown nothing yet. */
    private final ConnectionQueue reservedHeads = new ConnectionQueue();

    private final ConnectionQueue bodies = new ConnectionQueue();
    private final ConnectionQueue sending = new ConnectionQueue();
    private final ConnectionQueue idle = new ConnectionQueue();
    /** Heads of those that have shown a key. */
    private final ConnectionQueue keyHeads = new ConnectionQueue();

    private final ConnectionQueue idleWithKey = new ConnectionQueue();
    private final AddressLimits unlimitedAddress;
    private long lastTickNanos;

    /**
     * @param options those the server was made with
     * @param loops how many event loops share the connections
     */
    public ConnectionReaper(
            Limiter limiter, Settings.Limits limits, HttpServerOptions options, int loops, LongSupplier nanoTime) {
        this.limiter = limiter;
        this.limits = limits;
        this.options = options;
        this.nanoTime = nanoTime;
        this.maxConnections = limits.connections() == 0
                ? Math.max(1, FileDescriptorLimit.forConnections() - limits.reservedConnections())
                : limits.connections();
        this.maxHalfOpen = Math.max(1, limits.halfOpenConnections() / loops);
        this.unlimitedAddress = new AddressLimits(AddressRateLimits.of(limits), nanoTime);
        this.lastTickNanos = nanoTime.getAsLong();
    }

    /** How often {@link #tick} is due. */
    public long tickMillis() {
        long millis = limits.headTimeout().toMillis() / TICKS_PER_TIMEOUT;
        return Math.max(MIN_TICK_MILLIS, Math.min(MAX_TICK_MILLIS, millis));
    }

    /** A connection has come; nothing of it has been read. */
    public void accept(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        // That clients break off is no news, and whoever breaks off often would fill the log.
        connection.exceptionHandler(broken -> {});
        int open = limiter.opened();
        channel.closeFuture().addListener(closed -> limiter.closed());
        InetAddress peer = peer(channel);
        boolean proxied = limiter.proxies().isTrusted(peer);
        AddressLimits address = proxied ? null : limiter.addressLimits(peer);
        boolean onReserve = open > maxConnections;
        if (open - maxConnections > limits.reservedConnections() && !evictFromReserve(address)) {
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
        limitUnsentInKernel(channel, limits.unsentBytesPerConnection());
        RequestMonitor monitor = new RequestMonitor(this, channel, peer, address, connectResult);
        monitor.setOnReserve(onReserve);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.replace("httpDecoder", "httpDecoder", new StrictHttpDecoder(options, limits.headers()));
        pipeline.addBefore("handler", "doorman", monitor);
        headStarted(monitor);
        if (heads.size() > maxHalfOpen) {
            close(heads.first(), RejectionReason.HALF_OPEN);
        }
    }

    /** How much the system keeps of what has not yet gone out; 0 is as it likes. */
    private static void limitUnsentInKernel(Channel channel, long bytes) {
        if (channel instanceof EpollSocketChannel && channel.isOpen()) {
            try {
                channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, bytes);
            } catch (ChannelException gone) {
                // Closed meanwhile, or a system that does not know it: its own bounds hold.
            }
        }
    }

    /** Cuts those off that take too long. */
    public void tick() {
        long now = nanoTime.getAsLong();
        long headNanos = limits.headTimeout().toNanos();
        if (now - lastTickNanos > headNanos / 2) {
            // The service stood still, its process stopped or its machine: what clients sent meanwhile is unread.
            for (ConnectionQueue queue : new ConnectionQueue[] {heads, reservedHeads, keyHeads, bodies, sending}) {
                queue.restart(now);
            }
        }
        lastTickNanos = now;
        closeSlowHeads(heads, now);
        closeSlowHeads(reservedHeads, now);
        closeSlowHeads(keyHeads, now);
        RequestMonitor monitor = bodies.first();
        while (monitor != null) {
            RequestMonitor next = monitor.next;
            if (isTooSlow(monitor, now - monitor.stateNanos())) {
                close(monitor, RejectionReason.SLOW_BODY);
            }
            monitor = next;
        }
        closeUnread(now);
    }

    private void closeSlowHeads(ConnectionQueue queue, long now) {
        long headNanos = limits.headTimeout().toNanos();
        for (RequestMonitor monitor = queue.first();
                monitor != null && now - monitor.stateNanos() > headNanos;
                monitor = queue.first()) {
            close(monitor, RejectionReason.SLOW_HEAD);
        }
    }

    /** Each that takes too little over the time is cut; who takes enough has it anew. */
    private void closeUnread(long now) {
        long timeout = limits.responseTimeout().toNanos();
        long least = (long) (limits.responseBytesPerSecond() * (timeout / SECOND_NANOS));
        for (RequestMonitor monitor = sending.first();
                monitor != null && now - monitor.stateNanos() > timeout;
                monitor = sending.first()) {
            if (monitor.takeSentBytes() < Math.max(1, least)) {
                close(monitor, RejectionReason.SLOW_READER);
            } else {
                move(monitor, sending);
            }
        }
    }

    /** Nobody's answer is waited for any more: the service ends. */
    public void closeUnread() {
        for (RequestMonitor monitor = sending.first(); monitor != null; monitor = sending.first()) {
            close(monitor, RejectionReason.SLOW_READER);
        }
    }

    private boolean isTooSlow(RequestMonitor monitor, long nanos) {
        return nanos > limits.bodyTimeout().toNanos()
                || (nanos > limits.headTimeout().toNanos()
                        && monitor.bodyBytes() < limits.bodyBytesPerSecond() * (nanos / SECOND_NANOS));
    }

    void headStarted(RequestMonitor monitor) {
        ConnectionQueue queue = monitor.hasShownKey() ? keyHeads : monitor.isOnReserve() ? reservedHeads : heads;
        if (monitor.queue != queue) {
            move(monitor, queue);
        }
    }

    void headRead(RequestMonitor monitor) {
        move(monitor, bodies);
    }

    void bodyRead(RequestMonitor monitor) {
        move(monitor, null);
    }

    void responseStarted(RequestMonitor monitor) {
        move(monitor, sending);
    }

    void responseSent(RequestMonitor monitor) {
        move(monitor, monitor.hasShownKey() ? idleWithKey : idle);
    }

    void forget(RequestMonitor monitor) {
        move(monitor, null);
    }

    /** Its connection is over, or a spectator's, of which the system keeps as much as it is told then. */
    void remove(RequestMonitor monitor) {
        forget(monitor);
        limitUnsentInKernel(monitor.channel(), 0);
    }

    /** Whether a connection on the reserve has a public place from now on. */
    boolean claimPublicSlot(RequestMonitor monitor) {
        if (limiter.connections() > maxConnections && !evictFor()) {
            limiter.rejections().count(RejectionReason.FULL);
            return false;
        }
        monitor.setOnReserve(false);
        return true;
    }

    /** Closes a connection; that it is gone from its line is certain at once. */
    void close(RequestMonitor monitor, RejectionReason reason) {
        limiter.rejections().count(reason);
        forget(monitor);
        monitor.close();
    }

    Limiter limiter() {
        return limiter;
    }

    int maxUnsentBytes() {
        return limits.unsentBytesPerConnection();
    }

    int maxPipelined() {
        return limits.pipelinedRequests();
    }

    private boolean evictFor() {
        ConnectionQueue queue = heads.first() == null ? idle : heads;
        if (queue.first() == null) {
            return false;
        }
        close(queue.first(), queue == heads ? RejectionReason.HALF_OPEN : RejectionReason.IDLE);
        return true;
    }

    /**
     * Closes the oldest newcomer of the address that has most of them here: the one that keeps others out.
     *
     * @return whether there was one
     */
    private boolean evictFromReserve(AddressLimits address) {
        Map<AddressLimits, Integer> perAddress = new HashMap<>();
        perAddress.merge(known(address), 1, Integer::sum);
        for (RequestMonitor monitor = reservedHeads.first(); monitor != null; monitor = monitor.next) {
            perAddress.merge(known(monitor.addressLimits()), 1, Integer::sum);
        }
        RequestMonitor oldest = null;
        for (RequestMonitor monitor = reservedHeads.first(); monitor != null; monitor = monitor.next) {
            if (oldest == null
                    || perAddress.get(known(monitor.addressLimits())) > perAddress.get(known(oldest.addressLimits()))) {
                oldest = monitor;
            }
        }
        if (oldest == null) {
            return false;
        }
        close(oldest, RejectionReason.HALF_OPEN);
        return true;
    }

    /** Whoever comes through a proxy is one of many. */
    private AddressLimits known(AddressLimits address) {
        return address == null ? unlimitedAddress : address;
    }

    private void move(RequestMonitor monitor, ConnectionQueue to) {
        if (monitor.queue != null) {
            monitor.queue.remove(monitor);
        }
        if (to != null) {
            monitor.enteredState(nanoTime.getAsLong());
            to.add(monitor);
        }
    }

    /** An address of any kind: one of a local socket is its own. */
    private static InetAddress peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null
                ? remote.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
