package org.gatecast.config;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of addresses, as {@code 10.0.0.0/8} or {@code 2001:db8::/32}; one address is a block of its own.
 *
 * @param base any address of it
 * @param bits how many leading bits all its addresses share
 */
public record CidrBlock(InetAddress base, int bits) {

    /** In an IPv4 address: octal for some readers, decimal for others. */
    private static final Pattern LEADING_ZERO = Pattern.compile("(?:^|:)0[0-9]+\\.|\\.0[0-9]");

    public CidrBlock {
        if (bits < 0 || bits > base.getAddress().length * 8) {
            throw new IllegalArgumentException(base.getHostAddress() + "/" + bits);
        }
    }

    /**
     * @throws IllegalArgumentException when the text is neither an address nor a block of them
     */
    public static CidrBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress base = address(slash < 0 ? text : text.substring(0, slash));
        if (base == null) {
            throw new IllegalArgumentException(text);
        }
        int all = base.getAddress().length * 8;
        return new CidrBlock(base, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
    }

    /** The address that a literal stands for, {@code null} when it is none; names are never looked up. */
    public static InetAddress address(String literal) {
        if (literal.indexOf('%') >= 0
                || literal.indexOf('[') >= 0
                || LEADING_ZERO.matcher(literal).find()) {
            return null;
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(literal);
        try {
            // An IPv4 address in IPv6 clothes comes out as what it is.
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] ours = base.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xFF) >> (8 - rest) == 0;
    }
}
