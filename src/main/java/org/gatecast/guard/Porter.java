package org.gatecast.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import org.gatecast.config.Settings;

/**
 * Keeps the connections of one event loop moving. Each is in one of four states, three of which end by themselves only
 * if the client wants them to, and so have a line that is looked through once in a while:
 *
 * <pre>
 *   accepted ─▶ HEAD ──whole──▶ BODY ──whole──▶ being answered ──answered──▶ IDLE ──first byte──▶ HEAD
 *               deadline        pace, deadline  (the service's turn)         the server's idle timeout
 * </pre>
 *
 * When there are too many connections, those go first that have asked for nothing: the oldest in HEAD, then in IDLE. A
 * connection that became a spectator's is nobody's here.
 */
public final class Porter {
    private static final int SHORTEST_TURN_MILLIS = 20;
    private static final int LONGEST_TURN_MILLIS = 1_000;
    private static final int TURNS_A_TIMEOUT = 4;
    private static final double SECOND_NANOS = 1e9;

    private final Limiter limiter;
    private final Settings.Limits limits;
    private final HttpServerOptions options;
    private final LongSupplier nanoTime;
    private final int mostConnections;
    private final int mostHeads;
    private final Line heads = new Line();
    private final Line bodies = new Line();
    private final Line idle = new Line();
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
        this.mostConnections = limits.connections() == 0 ? FileDescriptors.forConnections() : limits.connections();
        this.mostHeads = Math.max(1, limits.halfOpenConnections() / loops);
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
        if (open > mostConnections && !makeRoom()) {
            limiter.turnstile().count(Turned.FULL);
            channel.close();
            return;
        }
        InetAddress peer = peer(channel);
        boolean proxied = limiter.proxies().trusts(peer);
        Visitor visitor = proxied ? null : limiter.visitor(peer);
        Visitor.Arrival arrival = Visitor.Arrival.WELCOME;
        if (visitor != null) {
            arrival = visitor.arrive();
            channel.closeFuture().addListener(closed -> visitor.depart());
        }
        Doorman doorman = new Doorman(this, channel, peer, visitor, arrival);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.replace("httpDecoder", "httpDecoder", new StrictDecoder(options, limits.headers()));
        pipeline.addBefore("handler", "doorman", doorman);
        isAboutToBegin(doorman);
        if (heads.size() > mostHeads) {
            cut(heads.first(), Turned.HALF_OPEN);
        }
    }

    /** Cuts those off that take too long. */
    public void turn() {
        long now = nanoTime.getAsLong();
        long headNanos = limits.headTimeout().toNanos();
        if (now - turnedAt > headNanos / 2) {
            // The service stood still, its process stopped or its machine: what clients sent meanwhile is unread.
            heads.beginAnew(now);
            bodies.beginAnew(now);
        }
        turnedAt = now;
        Doorman doorman = heads.first();
        while (doorman != null && now - doorman.sinceNanos() > headNanos) {
            cut(doorman, Turned.SLOW_HEAD);
            doorman = heads.first();
        }
        doorman = bodies.first();
        while (doorman != null) {
            Doorman next = doorman.after;
            if (isTooSlow(doorman, now - doorman.sinceNanos())) {
                cut(doorman, Turned.SLOW_BODY);
            }
            doorman = next;
        }
    }

    private boolean isTooSlow(Doorman doorman, long nanos) {
        return nanos > limits.bodyTimeout().toNanos()
                || (nanos > limits.headTimeout().toNanos()
                        && doorman.bodyBytes() < limits.bodyBytesPerSecond() * (nanos / SECOND_NANOS));
    }

    void isAboutToBegin(Doorman doorman) {
        if (doorman.line != heads) {
            move(doorman, heads);
        }
    }

    void hasBegun(Doorman doorman) {
        move(doorman, bodies);
    }

    void isRead(Doorman doorman) {
        move(doorman, null);
    }

    void isIdle(Doorman doorman) {
        move(doorman, idle);
    }

    void forget(Doorman doorman) {
        move(doorman, null);
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
