package org.gatecast.live;

import io.vertx.core.Context;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The spectators of one event on one event loop. The room speaks to it from its own thread; everything arrives on this
 * loop, in the order it was said, at the cost of one hop a message.
 */
final class Audience {
    private final Context loop;
    private final Set<Spectator> spectators = new LinkedHashSet<>();

    Audience(Context loop) {
        this.loop = loop;
    }

    /** Gives a newcomer the state to start from; from here on it hears everything. */
    void admit(Spectator spectator, Message full) {
        loop.runOnContext(v -> {
            if (spectator.isOpen()) {
                spectators.add(spectator);
                spectator.onEnd(() -> spectators.remove(spectator));
                spectator.send(full);
            }
        });
    }

    void tell(Message message) {
        loop.runOnContext(v -> {
            for (Spectator spectator : Set.copyOf(spectators)) {
                spectator.send(message);
            }
        });
    }

    void letGo(CloseReason reason) {
        loop.runOnContext(v -> Set.copyOf(spectators).forEach(spectator -> spectator.close(reason)));
    }
}
