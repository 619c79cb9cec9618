package org.gatecast.broadcast;

import java.util.List;
import org.gatecast.transport.CloseReason;
import org.gatecast.transport.GroupDelivery;
import org.gatecast.transport.Spectator;
import org.gatecast.transport.SpectatorMessage;

/** The spectators of one event with the same subscription. All receive the same. Confined to the broadcaster's event loop. */
final class SubscriberGroup {
    private final Subscription subscription;
    private final GroupDelivery delivery;

    SubscriberGroup(Subscription subscription, GroupDelivery delivery) {
        this.subscription = subscription;
        this.delivery = delivery;
    }

    Subscription subscription() {
        return subscription;
    }

    boolean isEmpty() {
        return delivery.isEmpty();
    }

    int size() {
        return delivery.size();
    }

    int eventStreams() {
        return delivery.eventStreams();
    }

    /** Adds a spectator. It receives {@code initial} and then every message from now on. */
    void join(Spectator spectator, List<SpectatorMessage> initial) {
        delivery.join(spectator, initial);
    }

    /** Sends a spectator what it missed. Then it receives every message from now on. */
    void catchUp(Spectator spectator, List<SpectatorMessage> missed) {
        delivery.catchUp(spectator, missed);
    }

    void leave(Spectator spectator) {
        delivery.leave(spectator);
    }

    /** Messages that belong together. */
    void send(List<SpectatorMessage> messages) {
        delivery.send(messages);
    }

    void closeAll(CloseReason reason) {
        delivery.closeAll(reason);
    }

    /** Frees what the group holds. Its spectators receive nothing any more. */
    void close() {
        delivery.close();
    }
}
