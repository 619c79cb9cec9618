package org.gatecast.limits;

import java.net.InetAddress;
import java.util.List;
import org.gatecast.config.CidrBlock;
import org.gatecast.config.ForwardedHeader;
import org.gatecast.config.Settings;

/**
 * Finds the client behind proxies. A hop is believed only about the hop before it, and only if it is trusted itself. So the
 * client is the right-most hop that is not trusted; the client may have made up everything left of it.
 */
public final class TrustedProxies {
    private final List<CidrBlock> trusted;
    private final ForwardedHeader header;

    public TrustedProxies(Settings.Proxies settings) {
        this.trusted = settings.trusted();
        this.header = settings.header();
    }

    public String header() {
        return header.header();
    }

    public boolean isTrusted(InetAddress address) {
        for (CidrBlock block : trusted) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The client's address. If a hop cannot be parsed, the one that reported it counts as the client.
     *
     * @param peer the address of the connection
     * @param lines of the header, in the order in which they arrived
     */
    public InetAddress client(InetAddress peer, List<String> lines) {
        InetAddress known = peer;
        for (int line = lines.size() - 1; line >= 0; line--) {
            String text = lines.get(line);
            List<String> hops = header == ForwardedHeader.FORWARDED
                    ? ForwardedHeaderParser.ofElements(text)
                    : ForwardedHeaderParser.ofList(text);
            for (int hop = hops.size() - 1; hop >= 0; hop--) {
                if (!isTrusted(known)) {
                    return known;
                }
                InetAddress next = address(hops.get(hop));
                if (next == null) {
                    return known;
                }
                known = next;
            }
        }
        return known;
    }

    /** {@code 192.0.2.7}, {@code 192.0.2.7:4711}, {@code 2001:db8::7}, {@code [2001:db8::7]}, {@code [2001:db8::7]:4711}. */
    private static InetAddress address(String hop) {
        if (hop.startsWith("[")) {
            int end = hop.indexOf(']');
            return end > 0 && isPort(hop.substring(end + 1)) && hop.indexOf(':') < end
                    ? CidrBlock.address(hop.substring(1, end))
                    : null;
        }
        int colon = hop.indexOf(':');
        if (colon >= 0 && colon == hop.lastIndexOf(':')) {
            return isPort(hop.substring(colon)) ? CidrBlock.address(hop.substring(0, colon)) : null;
        }
        return CidrBlock.address(hop);
    }

    private static boolean isPort(String text) {
        return text.isEmpty() || text.matches(":[0-9]{1,5}");
    }
}
