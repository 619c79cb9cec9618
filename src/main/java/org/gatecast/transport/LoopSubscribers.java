package org.gatecast.transport;

import io.netty.channel.EventLoop;
import java.util.List;

final class LoopSubscribers {
    private final EventLoop loop;
    private final ConnectionTable<SpectatorConnection> connections = new ConnectionTable<>();

    LoopSubscribers(EventLoop loop) {
        this.loop = loop;
    }

    /** Adds a new spectator, which first receives {@code initial}. Releases those messages. */
    void join(SpectatorConnection connection, int epoch, List<EncodedMessage> initial) {
        loop.execute(() -> {
            if (connection.isOpen()) {
                connections.add(connection);
                connection.addedTo(connections);
                connection.catchUp(initial, epoch);
            }
            initial.forEach(EncodedMessage::release);
        });
    }

    /** Sends a spectator what it missed. Releases those messages. */
    void catchUp(SpectatorConnection connection, int epoch, List<EncodedMessage> missed) {
        loop.execute(() -> {
            connection.catchUp(missed, epoch);
            missed.forEach(EncodedMessage::release);
        });
    }

    void send(EncodedMessage encoded) {
        encoded.retain();
        loop.execute(() -> {
            for (int i = 0; i < connections.size(); i++) {
                connections.get(i).send(encoded);
            }
            encoded.release();
        });
    }

    void close(CloseReason reason) {
        loop.execute(() -> {
            for (int i = connections.size() - 1; i >= 0; i--) {
                connections.get(i).close(reason);
            }
        });
    }
}
