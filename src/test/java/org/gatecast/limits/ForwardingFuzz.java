package org.gatecast.limits;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.config.CidrBlock;
import org.gatecast.config.ForwardedHeader;
import org.gatecast.config.Settings;

/**
 * The headers in which proxies say whom they speak for; the input's lines are the header's. Whatever a client writes
 * there, the proxy's own word after it decides, nobody who is not a proxy is believed, and whom a header names stands in
 * it. RFC 7239's header is read as its grammar reads it.
 */
public final class ForwardingFuzz {
    private static final InetAddress PROXY = CidrBlock.address("10.0.0.1");
    private static final InetAddress STRANGER = CidrBlock.address("198.51.100.1");
    private static final InetAddress CLIENT = CidrBlock.address("192.0.2.7");
    private static final TrustedProxies LISTS = proxies(ForwardedHeader.X_FORWARDED_FOR);
    private static final TrustedProxies ELEMENTS = proxies(ForwardedHeader.FORWARDED);

    /** A name and its value; of the value the text within quotes, or the bare one. */
    private static final Pattern PAIR = Pattern.compile(
            "([!#$%&'*+.^_`|~:\\[\\]0-9A-Za-z-]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([!#$%&'*+.^_`|~:\\[\\]0-9A-Za-z-]*))",
            Pattern.DOTALL);

    private ForwardingFuzz() {}

    public static void run(byte[] input) {
        List<String> lines = Arrays.asList(new String(input, ISO_8859_1).split("\n", -1));
        String all = String.join("\n", lines).toLowerCase(Locale.ROOT);
        for (TrustedProxies proxies : List.of(LISTS, ELEMENTS)) {
            assertThat(proxies.client(STRANGER, lines)).isEqualTo(STRANGER);
            InetAddress found = proxies.client(PROXY, lines);
            assertThat(found).isNotNull();
            if (found.getAddress().length == 4 && !found.equals(PROXY)) {
                requireNamed(found, all);
            }
        }
        List<String> ownLine = new ArrayList<>(lines);
        ownLine.add("192.0.2.7");
        assertThat(LISTS.client(PROXY, ownLine)).isEqualTo(CLIENT);
        ownLine.set(lines.size(), "for=192.0.2.7");
        assertThat(ELEMENTS.client(PROXY, ownLine)).isEqualTo(CLIENT);
        String last = lines.get(lines.size() - 1);
        assertThat(LISTS.client(PROXY, List.of(last + ", 192.0.2.7"))).isEqualTo(CLIENT);
        assertThat(ELEMENTS.client(PROXY, List.of(last + ", for=192.0.2.7"))).isIn(CLIENT, PROXY);
        assertThat(ForwardedHeaderParser.ofElements(last)).isEqualTo(elements(last));
    }

    public static List<byte[]> seeds() {
        return List.of(
                bytes("6.6.6.6, 192.0.2.7, 10.1.2.3\n10.9.9.9"),
                bytes("2001:db8::7, [2001:db8:1::7]:4711,\"192.0.2.7:80\", ::ffff:192.0.2.7"),
                bytes("for=192.0.2.60;proto=http;by=203.0.113.43, For=\"[2001:db8:cafe::17]:4711\""),
                bytes("for=\"_gazonk\" ; x=\"a, \\\"b\" ,, for=unknown\nfor=10.0.0.2:9"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static TrustedProxies proxies(ForwardedHeader header) {
        return new TrustedProxies(new Settings.Proxies(
                List.of(CidrBlock.parse("10.0.0.0/8"), CidrBlock.parse("2001:db8:1::/48")), header));
    }

    /** In decimal, or behind IPv6's colons in hexadecimal. */
    private static void requireNamed(InetAddress address, String header) {
        String plain = header.replace("\\", "");
        assertThat(plain.contains(address.getHostAddress()) || plain.contains("::") || plain.contains(":ffff:"))
                .as("%s in %s", address, header)
                .isTrue();
    }

    /** The grammar with a pattern for each pair; nothing but one that says nothing when it does not fit. */
    private static List<String> elements(String line) {
        List<String> hops = new ArrayList<>();
        int at = 0;
        String hop = "";
        while (true) {
            at = blanks(line, at);
            Matcher pair = PAIR.matcher(line).region(at, line.length());
            if (pair.lookingAt()) {
                String value = pair.group(2) == null
                        ? pair.group(3)
                        : Pattern.compile("\\\\(.)", Pattern.DOTALL)
                                .matcher(pair.group(2))
                                .replaceAll("$1");
                if (pair.group(1).equalsIgnoreCase("for")) {
                    if (!hop.isEmpty()) {
                        return List.of("");
                    }
                    hop = value;
                }
                at = blanks(line, pair.end());
            }
            if (at == line.length() || line.charAt(at) == ',') {
                hops.add(hop);
                hop = "";
            }
            if (at == line.length()) {
                return hops;
            }
            if (line.charAt(at) != ',' && line.charAt(at) != ';') {
                return List.of("");
            }
            at++;
        }
    }

    private static int blanks(String line, int from) {
        int at = from;
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
