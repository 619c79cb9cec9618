package org.gatecast.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gatecast.config.CidrBlock;
import org.gatecast.config.ForwardedHeader;
import org.gatecast.config.Settings;
import org.junit.jupiter.api.Test;

/** Who is behind the proxies, and that nobody else can be passed for. */
class TrustedProxiesTest {
    private static final TrustedProxies LISTS =
            proxies(ForwardedHeader.X_FORWARDED_FOR, "10.0.0.0/8", "2001:db8:1::/48");
    private static final TrustedProxies ELEMENTS = proxies(ForwardedHeader.FORWARDED, "10.0.0.0/8", "2001:db8:1::/48");
    private static final InetAddress PROXY = CidrBlock.address("10.0.0.1");

    private static TrustedProxies proxies(ForwardedHeader header, String... trusted) {
        return new TrustedProxies(
                new Settings.Proxies(Stream.of(trusted).map(CidrBlock::parse).toList(), header));
    }

    @Test
    void withoutTrustedProxiesThePeerIsTheClient() {
        TrustedProxies nobody = proxies(ForwardedHeader.X_FORWARDED_FOR);
        assertThat(nobody.client(PROXY, List.of("192.0.2.7"))).isEqualTo(PROXY);
    }

    @Test
    void aHeaderFromAnUntrustedPeerIsIgnored() {
        InetAddress stranger = CidrBlock.address("198.51.100.1");
        assertThat(LISTS.client(stranger, List.of("192.0.2.7"))).isEqualTo(stranger);
    }

    @Test
    void theRightMostHopThatIsNotTrustedIsTheClient() {
        assertLists("192.0.2.7", "192.0.2.7");
        assertLists("192.0.2.7", "6.6.6.6, 192.0.2.7");
        assertLists("192.0.2.7", "6.6.6.6, 192.0.2.7, 10.1.2.3");
        assertLists("192.0.2.7", "6.6.6.6, 192.0.2.7", "10.1.2.3");
        assertLists("192.0.2.7", "6.6.6.6,192.0.2.7,2001:db8:1::5");
    }

    @Test
    void everyFormOfAnAddressIsUnderstood() {
        for (String form :
                List.of("192.0.2.7:4711", "\"192.0.2.7:4711\"", "::ffff:192.0.2.7", "[::ffff:192.0.2.7]:9")) {
            assertLists("192.0.2.7", form);
        }
        for (String form : List.of("2001:db8::7", "[2001:db8::7]", "[2001:db8::7]:4711", "2001:DB8:0::7")) {
            assertLists("2001:db8::7", form);
        }
        assertElements("192.0.2.7", "for=192.0.2.7");
        assertElements("192.0.2.7", "For=\"192.0.2.7:4711\" ; proto=https;by=10.0.0.1");
        assertElements("2001:db8::7", "for=6.6.6.6, proto=http;for=\"[2001:db8::7]:4711\"");
        assertElements("192.0.2.7", "for=6.6.6.6", "for=\"192.0.2\\.7\", for=10.0.0.9");
    }

    @Test
    void anUnreadableHopMakesTheHopThatReportedItTheClient() {
        for (String odd :
                List.of("", "unknown", "_hidden", "192.0.2", "192.0.2.7:x", "1.2.3.4.5", "[2001:db8::7", "%")) {
            assertThat(LISTS.client(PROXY, List.of("6.6.6.6, " + odd))).as(odd).isEqualTo(PROXY);
            assertThat(LISTS.client(PROXY, List.of("6.6.6.6, " + odd + ", 10.9.9.9")))
                    .as(odd)
                    .isEqualTo(CidrBlock.address("10.9.9.9"));
        }
        for (String odd :
                List.of("for=unknown", "for=_x", "proto=https", "for=\"192.0.2.7", "for=a for=b", "for=\"\"x")) {
            assertThat(ELEMENTS.client(PROXY, List.of("for=6.6.6.6, " + odd)))
                    .as(odd)
                    .isEqualTo(PROXY);
        }
    }

    @Test
    void aQuoteThatTheClientLeftOpenSwallowsTheProxysWordAtMost() {
        assertThat(ELEMENTS.client(PROXY, List.of("for=6.6.6.6;x=\", for=192.0.2.7")))
                .isEqualTo(PROXY);
        assertElements("192.0.2.7", "for=6.6.6.6;x=\"", "for=192.0.2.7");
    }

    /** Whatever a client writes, the proxy's own line after it decides. */
    @Property
    void whatTheClientWroteNeverMatters(@ForAll("lines") List<String> written, @ForAll("strangers") String client) {
        List<String> lists = new ArrayList<>(written);
        lists.add(client);
        assertThat(LISTS.client(PROXY, lists)).isEqualTo(CidrBlock.address(client));
        List<String> elements = new ArrayList<>(written);
        elements.add("for=\"" + (client.contains(":") ? "[" + client + "]" : client) + "\"");
        assertThat(ELEMENTS.client(PROXY, elements)).isEqualTo(CidrBlock.address(client));
    }

    /** A proxy that appends to the client's own line: the client, or at worst the proxy, never somebody else. */
    @Property
    void noClientCanPoseAsAnotherByWritingIntoTheSameLine(
            @ForAll("line") String written, @ForAll("strangers") String client) {
        assertThat(LISTS.client(PROXY, List.of(written + ", " + client))).isEqualTo(CidrBlock.address(client));
        String element = "for=\"" + (client.contains(":") ? "[" + client + "]" : client) + "\"";
        assertThat(ELEMENTS.client(PROXY, List.of(written + ", " + element))).isIn(CidrBlock.address(client), PROXY);
    }

    @Property
    void anyTextIsTaken(@ForAll("lines") List<String> lines) {
        assertThat(LISTS.client(PROXY, lines)).isNotNull();
        assertThat(ELEMENTS.client(PROXY, lines)).isNotNull();
    }

    @Provide
    static Arbitrary<String> line() {
        Arbitrary<String> pieces = Arbitraries.of(
                "for=",
                "by=",
                ",",
                ";",
                "\"",
                "\\",
                "6.6.6.6",
                "10.0.0.2",
                "[2001:db8::6]",
                ":80",
                " ",
                "unknown",
                "x=y");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(30));
    }

    @Provide
    static Arbitrary<List<String>> lines() {
        return line().list().ofMaxSize(4);
    }

    @Provide
    static Arbitrary<String> strangers() {
        return Arbitraries.of("192.0.2.7", "198.51.100.250", "2001:db8:2::7", "fe80::1");
    }

    private static void assertLists(String client, String... lines) {
        assertThat(LISTS.client(PROXY, List.of(lines))).isEqualTo(CidrBlock.address(client));
    }

    private static void assertElements(String client, String... lines) {
        assertThat(ELEMENTS.client(PROXY, List.of(lines))).isEqualTo(CidrBlock.address(client));
    }
}
