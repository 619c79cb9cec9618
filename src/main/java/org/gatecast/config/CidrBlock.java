package org.gatecast.config;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A block of addresses, such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}, or one address.
 *
 * @param base any address of the block
 * @param bits the leading bits that all its addresses share
 */
public record CidrBlock(InetAddress base, int bits) {

    /** In an IPv4 address. Some programs read such a number as octal, others as decimal. */
    private static final Pattern LEADING_ZERO = Pattern.compile("(?:^|:)0[0-9]+\\.|\\.0[0-9]");

    public CidrBlock {
        if (bits < 0 || bits > base.getAddress().length * 8) {
            throw new IllegalArgumentException(base.getHostAddress() + "/" + bits);
        }
    }

    /**
     * @throws IllegalArgumentException if the text is neither an address nor a block
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

    /** The address of a literal, {@code null} if it is none. Names are not looked up. */
    public static InetAddress address(String literal) {
        if (literal.indexOf('%') >= 0
                || literal.indexOf('[') >= 0
                || LEADING_ZERO.matcher(literal).find()) {
            return null;
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(literal);
        try {
            // An IPv4-mapped IPv6 address becomes the IPv4 address.
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
