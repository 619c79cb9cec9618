package org.gatecast.transport;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Negotiates permessage-deflate with a client (RFC 7692, section 7). The first acceptable offer is accepted. The server
 * sends compressed frames but accepts none.
 *
 * @param agreedFormat how messages are sent to this client
 * @param responseHeader the response's {@code Sec-WebSocket-Extensions}, {@code null} when compression was not agreed on
 */
record DeflateNegotiation(WireFormat.AgreedFormat agreedFormat, String responseHeader) {
    private static final DeflateNegotiation NONE = new DeflateNegotiation(WireFormat.AgreedFormat.PLAIN_FORMAT, null);
    private static final String SERVER_NO_CONTEXT = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT = "client_no_context_takeover";
    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final String CLIENT_WINDOW = "client_max_window_bits";
    private static final int LARGEST_WINDOW_BITS = 15;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final Pattern BLANKS = Pattern.compile("[ \t]*+");
    private static final Pattern NAME = Pattern.compile("[ \t]*+" + TOKEN + "[ \t]*+");
    private static final Pattern PARAMETER =
            Pattern.compile(NAME + "(?:=[ \t]*+(?:" + TOKEN + "|\"" + TOKEN + "\")[ \t]*+)?");

    /**
     * @param offers the request's {@code Sec-WebSocket-Extensions}, {@code null} when it has none. If it is not a list of
     *     offers (RFC 6455, section 9.1), no offer is accepted.
     */
    static DeflateNegotiation negotiate(String offers) {
        if (offers == null) {
            return NONE;
        }
        String[] list = offers.split(",", -1);
        for (String offer : list) {
            if (!isWellFormed(offer)) {
                return NONE;
            }
        }
        for (String offer : list) {
            DeflateNegotiation accepted = accept(offer);
            if (accepted != null) {
                return accepted;
            }
        }
        return NONE;
    }

    /** Whether this is one offer, or blank. A quoted value must be a token, so it has no commas. */
    private static boolean isWellFormed(String offer) {
        if (BLANKS.matcher(offer).matches()) {
            return true;
        }
        String[] parts = offer.split(";", -1);
        for (int i = 0; i < parts.length; i++) {
            if (!(i == 0 ? NAME : PARAMETER).matcher(parts[i]).matches()) {
                return false;
            }
        }
        return true;
    }

    private static DeflateNegotiation accept(String offer) {
        Map<String, String> parameters = parameters(offer);
        if (parameters == null) {
            return null;
        }
        int bits = LARGEST_WINDOW_BITS;
        StringBuilder response = new StringBuilder("permessage-deflate; " + CLIENT_NO_CONTEXT);
        boolean standalone = parameters.containsKey(SERVER_NO_CONTEXT);
        if (standalone) {
            response.append("; ").append(SERVER_NO_CONTEXT);
        }
        if (parameters.containsKey(SERVER_WINDOW)) {
            bits = windowBits(parameters.get(SERVER_WINDOW));
            if (bits < 0) {
                return null;
            }
            response.append("; ").append(SERVER_WINDOW).append('=').append(bits);
        }
        String clientWindow = parameters.get(CLIENT_WINDOW);
        if (clientWindow != null && !clientWindow.isEmpty() && windowBits(clientWindow) < 0) {
            return null;
        }
        // A message that is compressed alone refers back no further than its own length. So it fits any window as long.
        WireFormat format =
                standalone || bits < LARGEST_WINDOW_BITS ? WireFormat.STANDALONE_DEFLATE : WireFormat.SHARED_DEFLATE;
        int window = bits < LARGEST_WINDOW_BITS ? 1 << bits : Integer.MAX_VALUE;
        return new DeflateNegotiation(new WireFormat.AgreedFormat(format, window), response.toString());
    }

    /** Parameter values by name, {@code ""} for none; {@code null} if the offer is not acceptable. */
    private static Map<String, String> parameters(String offer) {
        String[] parts = offer.split(";", -1);
        if (!parts[0].strip().equalsIgnoreCase("permessage-deflate")) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] pair = parts[i].split("=", 2);
            String name = pair[0].strip().toLowerCase(Locale.ROOT);
            String value = pair.length == 1 ? "" : pair[1].strip().replace("\"", "");
            boolean flag = name.equals(SERVER_NO_CONTEXT) || name.equals(CLIENT_NO_CONTEXT);
            boolean known = flag || name.equals(SERVER_WINDOW) || name.equals(CLIENT_WINDOW);
            if (!known || (flag && !value.isEmpty()) || parameters.put(name, value) != null) {
                return null;
            }
        }
        return parameters;
    }

    /** From 8 to 15; negative if the value is anything else. */
    private static int windowBits(String value) {
        return value.matches("[89]|1[0-5]") ? Integer.parseInt(value) : -1;
    }
}
