package org.gatecast.limits;

import java.util.HashMap;
import java.util.Map;

/**
 * Decides which connection stays when there are more than the service takes. Beyond the public connections there is a
 * reserve for callers with a key. Any new connection may use it, but must show a valid key or password with its first
 * request. Otherwise it takes the slot of a public connection without a request, the oldest in HEAD, then in IDLE, or is
 * refused. A connection that has shown a key is never closed for another. Confined to one event loop.
 */
final class ConnectionReserve {
    private final Limiter limiter;
    private final ConnectionStates states;
    private final int maxConnections;
    private final int reserved;
    /** Stands for all clients behind proxies, which are many. */
    private final AddressLimits proxied;

    /**
     * @param maxConnections how many public connections the service takes
     * @param reserved how many more may use the reserve
     * @param proxied stands for all connections of trusted proxies
     */
    ConnectionReserve(
            Limiter limiter, ConnectionStates states, int maxConnections, int reserved, AddressLimits proxied) {
        this.limiter = limiter;
        this.states = states;
        this.maxConnections = maxConnections;
        this.reserved = reserved;
        this.proxied = proxied;
    }

    /** Whether a new connection uses the reserve, with so many open now. */
    boolean isUsedBy(int open) {
        return open > maxConnections;
    }

    /**
     * Whether a new connection can be accepted. Another one on the reserve may be closed for it.
     *
     * @param address {@code null} for a trusted proxy
     */
    boolean canAccept(int open, AddressLimits address) {
        return open - maxConnections <= reserved || closeReserved(address);
    }

    /** Whether a connection on the reserve is public from now on. */
    boolean claimPublicSlot(ClientConnection connection) {
        if (limiter.connections() > maxConnections && !closePublic()) {
            limiter.rejections().count(RejectionReason.FULL);
            return false;
        }
        connection.setOnReserve(false);
        return true;
    }

    private boolean closePublic() {
        ClientConnection head = states.heads().first();
        ClientConnection oldest = head == null ? states.idle().first() : head;
        if (oldest == null) {
            return false;
        }
        states.close(oldest, head == null ? RejectionReason.IDLE : RejectionReason.HALF_OPEN);
        return true;
    }

    /** Closes the oldest reserved connection without a request, of the address with most of them; false without one. */
    private boolean closeReserved(AddressLimits address) {
        Map<AddressLimits, Integer> perAddress = new HashMap<>();
        perAddress.merge(known(address), 1, Integer::sum);
        ClientConnection first = states.reservedHeads().first();
        for (ClientConnection connection = first; connection != null; connection = connection.next()) {
            perAddress.merge(known(connection.addressLimits()), 1, Integer::sum);
        }
        ClientConnection oldest = null;
        for (ClientConnection connection = first; connection != null; connection = connection.next()) {
            if (oldest == null
                    || perAddress.get(known(connection.addressLimits()))
                            > perAddress.get(known(oldest.addressLimits()))) {
                oldest = connection;
            }
        }
        if (oldest == null) {
            return false;
        }
        states.close(oldest, RejectionReason.HALF_OPEN);
        return true;
    }

    private AddressLimits known(AddressLimits address) {
        return address == null ? proxied : address;
    }
}
