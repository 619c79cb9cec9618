package org.gatecast.guard;

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
public final class Porter {
    private static final int SHORTEST_TURN_MILLIS = 20;
    private static final int LONGEST_TURN_MILLIS = 1_000;
    private static final int TURNS_A_TIMEOUT = 4;
    private static final double SECOND_NANOS = 1e9;
    /** As much of a head as may lie here unread; a body comes in as many pieces as it needs. */
    private static final AdaptiveRecvByteBufAllocator READS = new AdaptiveRecvByteBufAllocator(512, 2048, 16 * 1024);

    private final Limiter limiter;
    private final Settings.Limits limits;
    private final HttpServerOptions options;
    private final LongSupplier nanoTime;
    private final int mostConnections;
    private final int mostHeads;
    private final Line heads = new Line();
    /** Heads of those that are on the reserve and have shown nothing yet. */
    private final Line newcomers = new Line();

    private final Line bodies = new Line();
    private final Line sending = new Line();
    private final Line idle = new Line();
    /** Heads of those that have shown a key. */
    private final Line keyHolders = new Line();

    private final Line idleKeyHolders = new Line();
    private final Visitor nobody;
    private long turnedAt;

    /**
     * @param options those the server was made with
     * @param loops how many event loops share the connections
     */
    public Porter(
            Limiter limiter, Settings.Limits limits, HttpServerOptions options, int loops, LongSupplier nanoTime) {
        this.limiter = limiter;
        this.limits = limits;
        this.options = options;
        this.nanoTime = nanoTime;
        this.mostConnections = limits.connections() == 0
                ? Math.max(1, FileDescriptors.forConnections() - limits.reservedConnections())
                : limits.connections();
        this.mostHeads = Math.max(1, limits.halfOpenConnections() / loops);
        this.nobody = new Visitor(Rates.of(limits), nanoTime);
        this.turnedAt = nanoTime.getAsLong();
    }

    /** How often {@link #turn} is due. */
    public long turnMillis() {
        long millis = limits.headTimeout().toMillis() / TURNS_A_TIMEOUT;
        return Math.max(SHORTEST_TURN_MILLIS, Math.min(LONGEST_TURN_MILLIS, millis));
    }

    /** A connection has come; nothing of it has been read. */
    public void greet(HttpConnection connection) {
        Channel channel = ((ConnectionBase) connection).channel();
        // That clients break off is no news, and whoever breaks off often would fill the log.
        connection.exceptionHandler(broken -> {});
        int open = limiter.opened();
        channel.closeFuture().addListener(closed -> limiter.closed());
        InetAddress peer = peer(channel);
        boolean proxied = limiter.proxies().trusts(peer);
        Visitor visitor = proxied ? null : limiter.visitor(peer);
        boolean onReserve = open > mostConnections;
        if (open - mostConnections > limits.reservedConnections() && !makeRoomOnReserve(visitor)) {
            limiter.turnstile().count(Turned.FULL);
            channel.close();
            return;
        }
        Visitor.Arrival arrival = Visitor.Arrival.WELCOME;
        if (visitor != null) {
            arrival = visitor.arrive();
            channel.closeFuture().addListener(closed -> visitor.depart());
        }
        channel.config().setRecvByteBufAllocator(READS);
        holdBackUnsent(channel, limits.unsentBytesPerConnection());
        Doorman doorman = new Doorman(this, channel, peer, visitor, arrival);
        doorman.setOnReserve(onReserve);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.replace("httpDecoder", "httpDecoder", new StrictDecoder(options, limits.headers()));
        pipeline.addBefore("handler", "doorman", doorman);
        isAboutToBegin(doorman);
        if (heads.size() > mostHeads) {
            cut(heads.first(), Turned.HALF_OPEN);
        }
    }

    /** How much the system keeps of what has not yet gone out; 0 is as it likes. */
    private static void holdBackUnsent(Channel channel, long bytes) {
        if (channel instanceof EpollSocketChannel && channel.isOpen()) {
            try {
                channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, bytes);
            } catch (ChannelException gone) {
                // Closed meanwhile, or a system that does not know it: its own bounds hold.
            }
        }
    }

    /** Cuts those off that take too long. */
    public void turn() {
        long now = nanoTime.getAsLong();
        long headNanos = limits.headTimeout().toNanos();
        if (now - turnedAt > headNanos / 2) {
            // The service stood still, its process stopped or its machine: what clients sent meanwhile is unread.
            for (Line line : new Line[] {heads, newcomers, keyHolders, bodies, sending}) {
                line.beginAnew(now);
            }
        }
        turnedAt = now;
        cutSlowHeads(heads, now);
        cutSlowHeads(newcomers, now);
        cutSlowHeads(keyHolders, now);
        Doorman doorman = bodies.first();
        while (doorman != null) {
            Doorman next = doorman.after;
            if (isTooSlow(doorman, now - doorman.sinceNanos())) {
                cut(doorman, Turned.SLOW_BODY);
            }
            doorman = next;
        }
        cutUnread(now);
    }

    private void cutSlowHeads(Line line, long now) {
        long headNanos = limits.headTimeout().toNanos();
        for (Doorman doorman = line.first();
                doorman != null && now - doorman.sinceNanos() > headNanos;
                doorman = line.first()) {
            cut(doorman, Turned.SLOW_HEAD);
        }
    }

    /** Each that takes too little over the time is cut; who takes enough has it anew. */
    private void cutUnread(long now) {
        long timeout = limits.answerTimeout().toNanos();
        long least = (long) (limits.answerBytesPerSecond() * (timeout / SECOND_NANOS));
        for (Doorman doorman = sending.first();
                doorman != null && now - doorman.sinceNanos() > timeout;
                doorman = sending.first()) {
            if (doorman.takenSince() < Math.max(1, least)) {
                cut(doorman, Turned.UNREAD);
            } else {
                move(doorman, sending);
            }
        }
    }

    /** Nobody's answer is waited for any more: the service ends. */
    public void cutUnread() {
        for (Doorman doorman = sending.first(); doorman != null; doorman = sending.first()) {
            cut(doorman, Turned.UNREAD);
        }
    }

    private boolean isTooSlow(Doorman doorman, long nanos) {
        return nanos > limits.bodyTimeout().toNanos()
                || (nanos > limits.headTimeout().toNanos()
                        && doorman.bodyBytes() < limits.bodyBytesPerSecond() * (nanos / SECOND_NANOS));
    }

    void isAboutToBegin(Doorman doorman) {
        Line line = doorman.hasShownKey() ? keyHolders : doorman.isOnReserve() ? newcomers : heads;
        if (doorman.line != line) {
            move(doorman, line);
        }
    }

    void hasBegun(Doorman doorman) {
        move(doorman, bodies);
    }

    void isRead(Doorman doorman) {
        move(doorman, null);
    }

    void isSending(Doorman doorman) {
        move(doorman, sending);
    }

    void isIdle(Doorman doorman) {
        move(doorman, doorman.hasShownKey() ? idleKeyHolders : idle);
    }

    void forget(Doorman doorman) {
        move(doorman, null);
    }

    /** Its connection is over, or a spectator's, of which the system keeps as much as it is told then. */
    void leave(Doorman doorman) {
        forget(doorman);
        holdBackUnsent(doorman.channel(), 0);
    }

    /** Whether a connection on the reserve has a public place from now on. */
    boolean takesPublicPlace(Doorman doorman) {
        if (limiter.connections() > mostConnections && !makeRoom()) {
            limiter.turnstile().count(Turned.FULL);
            return false;
        }
        doorman.setOnReserve(false);
        return true;
    }

    /** Closes a connection; that it is gone from its line is certain at once. */
    void cut(Doorman doorman, Turned why) {
        limiter.turnstile().count(why);
        forget(doorman);
        doorman.cut();
    }

    Limiter limiter() {
        return limiter;
    }

    int mostUnsentBytes() {
        return limits.unsentBytesPerConnection();
    }

    int mostUnanswered() {
        return limits.pipelinedRequests();
    }

    private boolean makeRoom() {
        Line line = heads.first() == null ? idle : heads;
        if (line.first() == null) {
            return false;
        }
        cut(line.first(), line == heads ? Turned.HALF_OPEN : Turned.IDLE);
        return true;
    }

    /**
     * Closes the oldest newcomer of the address that has most of them here: the one that keeps others out.
     *
     * @return whether there was one
     */
    private boolean makeRoomOnReserve(Visitor visitor) {
        Map<Visitor, Integer> perAddress = new HashMap<>();
        perAddress.merge(known(visitor), 1, Integer::sum);
        for (Doorman doorman = newcomers.first(); doorman != null; doorman = doorman.after) {
            perAddress.merge(known(doorman.visitor()), 1, Integer::sum);
        }
        Doorman oldest = null;
        for (Doorman doorman = newcomers.first(); doorman != null; doorman = doorman.after) {
            if (oldest == null || perAddress.get(known(doorman.visitor())) > perAddress.get(known(oldest.visitor()))) {
                oldest = doorman;
            }
        }
        if (oldest == null) {
            return false;
        }
        cut(oldest, Turned.HALF_OPEN);
        return true;
    }

    /** Whoever comes through a proxy is one of many. */
    private Visitor known(Visitor visitor) {
        return visitor == null ? nobody : visitor;
    }

    private void move(Doorman doorman, Line to) {
        if (doorman.line != null) {
            doorman.line.remove(doorman);
        }
        if (to != null) {
            doorman.since(nanoTime.getAsLong());
            to.add(doorman);
        }
    }

    /** An address of any kind: one of a local socket is its own. */
    private static InetAddress peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress remote && remote.getAddress() != null
                ? remote.getAddress()
                : InetAddress.getLoopbackAddress();
    }
}
