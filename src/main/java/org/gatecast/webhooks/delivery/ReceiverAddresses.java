package org.gatecast.webhooks.delivery;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gatecast.config.CidrBlock;

/**
 * Which addresses a delivery may go to: public ones, so that nobody can make the service reach what only it can reach, and with
 * a setting those of private networks. The caller connects to the address that was checked, so a name that leads elsewhere a
 * moment later changes nothing.
 */
final class ReceiverAddresses {
    /** Allowed with the setting. */
    private static final List<CidrBlock> PRIVATE = blocks(
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "fc00::/7", "::1/128");

    /** Special addresses (IANA's registry), among them the link-local one with a cloud's metadata. */
    private static final List<CidrBlock> NEVER = blocks(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20");

    /** Among IPv6 addresses, only these are public. */
    private static final CidrBlock GLOBAL_UNICAST = CidrBlock.parse("2000::/3");

    /** IPv6 addresses that lead to the IPv4 address in their last four bytes. */
    private static final CidrBlock NAT64 = CidrBlock.parse("64:ff9b::/96");

    /** The same, in bytes 2 to 5. */
    private static final CidrBlock SIX_TO_FOUR = CidrBlock.parse("2002::/16");

    private final boolean privateAllowed;

    /** @param privateAllowed the setting {@code webhooks.private-addresses} */
    ReceiverAddresses(boolean privateAllowed) {
        this.privateAllowed = privateAllowed;
    }

    private static List<CidrBlock> blocks(String... blocks) {
        return Stream.of(blocks).map(CidrBlock::parse).toList();
    }

    /** Looks a name up; blocks. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /** A delivery is not even tried, for this reason. */
    static final class RefusedReceiverException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedReceiverException(String message) {
            super(message);
        }
    }

    /**
     * All of a host's addresses; blocks.
     *
     * @param secure whether the connection uses TLS; without it, only private addresses are allowed
     * @throws RefusedReceiverException if one of the addresses is not allowed
     */
    List<InetAddress> of(String host, boolean secure, Lookup lookup)
            throws UnknownHostException, RefusedReceiverException {
        InetAddress[] addresses = lookup.find(host);
        for (InetAddress address : addresses) {
            if (!isAllowed(address, secure)) {
                throw new RefusedReceiverException(
                        secure
                                ? host + " has an address that is not public, " + address.getHostAddress()
                                        + "; nothing is sent there"
                                : host + " has the address " + address.getHostAddress()
                                        + ", which is in no private network; nothing is sent there without https");
            }
        }
        return Arrays.asList(addresses);
    }

    private boolean isAllowed(InetAddress address, boolean secure) {
        InetAddress target = target(address);
        boolean inPrivate = isIn(PRIVATE, target);
        return inPrivate ? privateAllowed : secure && isPublic(target);
    }

    /** Whether an address belongs to no private network and is not special otherwise. */
    static boolean isPublic(InetAddress address) {
        InetAddress target = target(address);
        return !isIn(PRIVATE, target)
                && !isIn(NEVER, target)
                && (!(target instanceof Inet6Address) || GLOBAL_UNICAST.contains(target));
    }

    /** The IPv4 address that an IPv6 address stands for, or the address itself. Java does this for mapped ones. */
    private static InetAddress target(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NAT64.contains(address)) {
            return fourBytes(bytes, 12);
        }
        return SIX_TO_FOUR.contains(address) ? fourBytes(bytes, 2) : address;
    }

    private static InetAddress fourBytes(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean isIn(List<CidrBlock> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
