package org.gatecast.broadcast;

import io.netty.channel.EventLoop;
import java.util.List;

/**
 * A group's spectators on one event loop. The room speaks to it from its own thread; everything arrives on this loop,
 * in the order it was said, at the cost of one hop a message.
 */
final class LoopSubscribers {
    private final EventLoop loop;
    private final ConnectionTable spectators = new ConnectionTable();

    LoopSubscribers(EventLoop loop) {
        this.loop = loop;
    }

    /** Gives a newcomer the state to start from; from here on it hears everything. */
    void join(SpectatorConnection spectator, int epoch, List<EncodedMessage> start) {
        loop.execute(() -> {
            if (spectator.isOpen()) {
                spectators.add(spectator);
                spectator.addedTo(spectators);
                spectator.catchUp(start, epoch);
            }
            start.forEach(EncodedMessage::release);
        });
    }

    /** Gives a spectator what it missed; from here on it hears everything again. */
    void catchUp(SpectatorConnection spectator, int epoch, List<EncodedMessage> missed) {
        loop.execute(() -> {
            spectator.catchUp(missed, epoch);
            missed.forEach(EncodedMessage::release);
        });
    }

    void send(EncodedMessage encoded) {
        encoded.retain();
        loop.execute(() -> {
            for (int i = 0; i < spectators.size(); i++) {
                spectators.get(i).send(encoded);
            }
            encoded.release();
        });
    }

    void close(CloseReason reason) {
        loop.execute(() -> {
            for (int i = spectators.size() - 1; i >= 0; i--) {
                spectators.get(i).close(reason);
            }
        });
    }
}
