package org.gatecast.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client offers in {@code Sec-WebSocket-Extensions}: the offer that is met is the first that can be, of those which
 * the grammar finds (RFC 6455, section 9.1; RFC 7692, section 7.1), and the response promises what it asked for.
 */
public final class ExtensionOffersFuzz {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PARAMETER =
            Pattern.compile("[ \t]*;[ \t]*(" + TOKEN + ")(?:[ \t]*=[ \t]*(?:(" + TOKEN + ")|\"(" + TOKEN + ")\"))?");
    private static final Pattern NAME = Pattern.compile("[ \t]*(" + TOKEN + ")");
    private static final Pattern ANSWER = Pattern.compile("permessage-deflate; client_no_context_takeover"
            + "(; server_no_context_takeover)?(; server_max_window_bits=([89]|1[0-5]))?");

    private ExtensionOffersFuzz() {}

    public static void run(byte[] input) {
        String header = new String(input, ISO_8859_1);
        DeflateNegotiation deflateNegotiation = DeflateNegotiation.negotiate(header);
        if (deflateNegotiation.responseHeader() == null) {
            assertThat(deflateNegotiation.agreedFormat()).isEqualTo(WireFormat.AgreedFormat.PLAIN_FORMAT);
        } else {
            requireKept(deflateNegotiation);
        }
        List<Map<String, String>> offers = offers(header);
        if (offers != null) {
            String expected = offers.stream()
                    .map(ExtensionOffersFuzz::response)
                    .filter(response -> response != null)
                    .findFirst()
                    .orElse(null);
            assertThat(deflateNegotiation.responseHeader()).isEqualTo(expected);
        } else {
            assertThat(deflateNegotiation.responseHeader())
                    .as("to what is no list of offers")
                    .isNull();
        }
    }

    public static List<byte[]> seeds() {
        return List.of(
                bytes("permessage-deflate; client_max_window_bits"),
                bytes("permessage-deflate; server_no_context_takeover; client_no_context_takeover"),
                bytes(
                        "x-webkit-deflate-frame, permessage-deflate;server_max_window_bits=\"10\"; client_max_window_bits=15"),
                bytes(
                        "permessage-deflate; server_max_window_bits=7, permessage-deflate; mystery=\"a, b\", permessage-deflate"),
                bytes(";"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static void requireKept(DeflateNegotiation deflateNegotiation) {
        Matcher response = ANSWER.matcher(deflateNegotiation.responseHeader());
        assertThat(response.matches()).as(deflateNegotiation.responseHeader()).isTrue();
        int bits = response.group(3) == null ? 15 : Integer.parseInt(response.group(3));
        boolean alone = response.group(1) != null || bits < 15;
        assertThat(deflateNegotiation.agreedFormat())
                .isEqualTo(new WireFormat.AgreedFormat(
                        alone ? WireFormat.STANDALONE_DEFLATE : WireFormat.SHARED_DEFLATE,
                        bits < 15 ? 1 << bits : Integer.MAX_VALUE));
    }

    /** Each offer's parameters, its name under {@code ""}; one that has a name twice says it under {@code "twice"}. */
    private static List<Map<String, String>> offers(String header) {
        List<Map<String, String>> offers = new ArrayList<>();
        int at = 0;
        while (true) {
            Matcher name = NAME.matcher(header).region(at, header.length());
            Map<String, String> offer = new LinkedHashMap<>();
            if (name.lookingAt()) {
                offer.put("", name.group(1).toLowerCase(Locale.ROOT));
                at = name.end();
                Matcher parameter = PARAMETER.matcher(header).region(at, header.length());
                while (parameter.lookingAt()) {
                    String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
                    String before = offer.put(parameter.group(1).toLowerCase(Locale.ROOT), value == null ? "" : value);
                    if (before != null) {
                        offer.put("twice", "");
                    }
                    at = parameter.end();
                    parameter.region(at, header.length());
                }
                offers.add(offer);
            }
            while (at < header.length() && " \t".indexOf(header.charAt(at)) >= 0) {
                at++;
            }
            if (at == header.length()) {
                return offers;
            }
            if (header.charAt(at++) != ',') {
                return null;
            }
        }
    }

    private static String response(Map<String, String> offer) {
        Map<String, String> rest = new LinkedHashMap<>(offer);
        boolean ours = "permessage-deflate".equals(rest.remove(""));
        String noServerContext = rest.remove("server_no_context_takeover");
        String noClientContext = rest.remove("client_no_context_takeover");
        String server = rest.remove("server_max_window_bits");
        String client = rest.remove("client_max_window_bits");
        boolean understood = ours
                && rest.isEmpty()
                && (noServerContext == null || noServerContext.isEmpty())
                && (noClientContext == null || noClientContext.isEmpty())
                && (server == null || server.matches("[89]|1[0-5]"))
                && (client == null || client.matches("|[89]|1[0-5]"));
        if (!understood) {
            return null;
        }
        return "permessage-deflate; client_no_context_takeover"
                + (noServerContext == null ? "" : "; server_no_context_takeover")
                + (server == null ? "" : "; server_max_window_bits=" + server);
    }
}
