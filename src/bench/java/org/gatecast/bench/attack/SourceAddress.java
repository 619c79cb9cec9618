package org.gatecast.bench.attack;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Loopback addresses of the attackers, one for each kind. */
enum SourceAddress {
    UNREAD(2),
    HALF_OPEN(3),
    HANDSHAKES(4),
    SLOW_BODIES(5);

    private final byte last;

    SourceAddress(int last) {
        this.last = (byte) last;
    }

    InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
