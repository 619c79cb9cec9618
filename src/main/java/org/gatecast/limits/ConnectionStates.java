package org.gatecast.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import java.util.List;
import java.util.function.LongSupplier;
import org.gatecast.config.Settings;

/**
 * The state of each connection of one event loop, and the timeout of each state:
 *
 * <pre>
 *   accepted ─▶ HEAD ──read──▶ BODY ──read──▶ being handled ─▶ SENDING ──sent──▶ IDLE ──first byte──▶ HEAD
 *               deadline       rate,          no timeout       rate              the server's
 *                              deadline                                          idle timeout
 * </pre>
 *
 * Every state but "being handled" ends only when the client does its part, so each has a queue, which {@link #tick} looks
 * through. A connection that became a spectator's is in no queue. Confined to its event loop.
 */
final class ConnectionStates {
    private static final double SECOND_NANOS = 1e9;

    private final RejectionCounters rejections;
    private final Settings.Limits limits;
    private final LongSupplier nanoTime;
    private final ConnectionQueue<ClientConnection> heads = new ConnectionQueue<>();
    /** Heads of connections that are on the reserve and have shown no key yet. */
    private final ConnectionQueue<ClientConnection> reservedHeads = new ConnectionQueue<>();
    /** Heads of connections that have shown a key. */
    private final ConnectionQueue<ClientConnection> keyHeads = new ConnectionQueue<>();

    private final ConnectionQueue<ClientConnection> bodies = new ConnectionQueue<>();
    private final ConnectionQueue<ClientConnection> sending = new ConnectionQueue<>();
    private final ConnectionQueue<ClientConnection> idle = new ConnectionQueue<>();
    private final ConnectionQueue<ClientConnection> idleWithKey = new ConnectionQueue<>();
    private long lastTickNanos;

    ConnectionStates(RejectionCounters rejections, Settings.Limits limits, LongSupplier nanoTime) {
        this.rejections = rejections;
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.lastTickNanos = nanoTime.getAsLong();
    }

    /** Public connections that have not sent a whole head. */
    ConnectionQueue<ClientConnection> heads() {
        return heads;
    }

    /** Connections on the reserve that have not sent a whole head. */
    ConnectionQueue<ClientConnection> reservedHeads() {
        return reservedHeads;
    }

    /** Public connections without a request. */
    ConnectionQueue<ClientConnection> idle() {
        return idle;
    }

    void headStarted(ClientConnection connection) {
        ConnectionQueue<ClientConnection> queue =
                connection.hasShownKey() ? keyHeads : connection.isOnReserve() ? reservedHeads : heads;
        if (connection.queue() != queue) {
            move(connection, queue);
        }
    }

    void headRead(ClientConnection connection) {
        move(connection, bodies);
    }

    void bodyRead(ClientConnection connection) {
        leave(connection);
    }

    void responseStarted(ClientConnection connection) {
        move(connection, sending);
    }

    void responseSent(ClientConnection connection) {
        move(connection, connection.hasShownKey() ? idleWithKey : idle);
    }

    /** The connection has ended or is a spectator's from now on. */
    void remove(ClientConnection connection) {
        leave(connection);
        limitUnsentInKernel(connection.channel(), 0);
    }

    /** Closes a connection, which leaves its queue at once. */
    void close(ClientConnection connection, RejectionReason reason) {
        rejections.count(reason);
        leave(connection);
        connection.close();
    }

    void tick() {
        long now = nanoTime.getAsLong();
        if (now - lastTickNanos > limits.headTimeout().toNanos() / 2) {
            // The process or its machine was stopped. What clients sent meanwhile has not been read.
            List.of(heads, reservedHeads, keyHeads, bodies, sending).forEach(queue -> queue.restart(now));
        }
        lastTickNanos = now;
        closeSlowHeads(heads, now);
        closeSlowHeads(reservedHeads, now);
        closeSlowHeads(keyHeads, now);
        closeSlowBodies(now);
        closeSlowReaders(now);
    }

    void resumeTicks() {
        lastTickNanos = nanoTime.getAsLong();
    }

    void closeUnread() {
        for (ClientConnection connection = sending.first(); connection != null; connection = sending.first()) {
            close(connection, RejectionReason.SLOW_READER);
        }
    }

    /** Limits what the system keeps of a socket's unsent bytes; 0 is no limit. */
    static void limitUnsentInKernel(Channel channel, long bytes) {
        if (channel instanceof EpollSocketChannel && channel.isOpen()) {
            try {
                channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, bytes);
            } catch (ChannelException ignored) {
                // The channel has closed, or the system does not have this option.
            }
        }
    }

    private void closeSlowHeads(ConnectionQueue<ClientConnection> queue, long now) {
        long headNanos = limits.headTimeout().toNanos();
        for (ClientConnection connection = queue.first();
                connection != null && now - connection.stateNanos() > headNanos;
                connection = queue.first()) {
            close(connection, RejectionReason.SLOW_HEAD);
        }
    }

    private void closeSlowBodies(long now) {
        ClientConnection connection = bodies.first();
        while (connection != null) {
            ClientConnection next = connection.next();
            if (isTooSlow(connection, now - connection.stateNanos())) {
                close(connection, RejectionReason.SLOW_BODY);
            }
            connection = next;
        }
    }

    private boolean isTooSlow(ClientConnection connection, long nanos) {
        return nanos > limits.bodyTimeout().toNanos()
                || (nanos > limits.headTimeout().toNanos()
                        && connection.progress().bodyBytes() < limits.bodyBytesPerSecond() * (nanos / SECOND_NANOS));
    }

    /** Closes connections that took too few bytes of a response within the timeout. The others get the whole time again. */
    private void closeSlowReaders(long now) {
        long timeout = limits.responseTimeout().toNanos();
        long least = (long) (limits.responseBytesPerSecond() * (timeout / SECOND_NANOS));
        for (ClientConnection connection = sending.first();
                connection != null && now - connection.stateNanos() > timeout;
                connection = sending.first()) {
            if (connection.takeSentBytes() < Math.max(1, least)) {
                close(connection, RejectionReason.SLOW_READER);
            } else {
                move(connection, sending);
            }
        }
    }

    private static void leave(ClientConnection connection) {
        if (connection.queue() != null) {
            connection.queue().remove(connection);
        }
    }

    private void move(ClientConnection connection, ConnectionQueue<ClientConnection> to) {
        leave(connection);
        to.add(connection, nanoTime.getAsLong());
    }
}
