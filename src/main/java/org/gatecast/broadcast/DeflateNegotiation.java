package org.gatecast.broadcast;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Agrees on permessage-deflate with a client (RFC 7692, section 7): takes the first offer that can be met. Never
 * promises to take compressed frames with context, and the server takes none at all.
 *
 * @param agreedFormat what the client will be sent
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
     * @param offers the request's {@code Sec-WebSocket-Extensions}, {@code null} when it has none; of one that is no list
     *     of offers (RFC 6455, section 9.1) nothing is taken
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
            DeflateNegotiation met = accept(offer);
            if (met != null) {
                return met;
            }
        }
        return NONE;
    }

    /** Whether this is one offer, or none at all between two commas. A quoted value is a token too: it has no commas. */
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
        StringBuilder answer = new StringBuilder("permessage-deflate; " + CLIENT_NO_CONTEXT);
        boolean alone = parameters.containsKey(SERVER_NO_CONTEXT);
        if (alone) {
            answer.append("; ").append(SERVER_NO_CONTEXT);
        }
        if (parameters.containsKey(SERVER_WINDOW)) {
            bits = windowBits(parameters.get(SERVER_WINDOW));
            if (bits < 0) {
                return null;
            }
            answer.append("; ").append(SERVER_WINDOW).append('=').append(bits);
        }
        String clientWindow = parameters.get(CLIENT_WINDOW);
        if (clientWindow != null && !clientWindow.isEmpty() && windowBits(clientWindow) < 0) {
            return null;
        }
        // A message compressed alone reaches back no further than its own length, so it suits any window that holds it.
        WireFormat format =
                alone || bits < LARGEST_WINDOW_BITS ? WireFormat.STANDALONE_DEFLATE : WireFormat.SHARED_DEFLATE;
        int window = bits < LARGEST_WINDOW_BITS ? 1 << bits : Integer.MAX_VALUE;
        return new DeflateNegotiation(new WireFormat.AgreedFormat(format, window), answer.toString());
    }

    /** Parameter values by name, {@code ""} for none; {@code null} when this is not an offer that may be met. */
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

    /** 8 to 15; negative for anything else. */
    private static int windowBits(String value) {
        return value.matches("[89]|1[0-5]") ? Integer.parseInt(value) : -1;
    }
}
