package org.gatecast.broadcast;

import org.gatecast.transport.Spectator;

/** A spectator and the group that it is in. Confined to the broadcaster's event loop. */
final class Subscriber {
    private final Spectator spectator;
    private SubscriberGroup group;

    Subscriber(Spectator spectator) {
        this.spectator = spectator;
    }

    Spectator spectator() {
        return spectator;
    }

    /** {@code null} before it has joined and after it has left. */
    SubscriberGroup group() {
        return group;
    }

    void group(SubscriberGroup joined) {
        group = joined;
    }
}
