package org.gatecast.limits;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Parses one line of a forwarding header into the address of each hop, from the client's side to ours, as it is written.
 * A hop without a usable address is {@code ""}. Accepts any text.
 */
final class ForwardedHeaderParser {
    private final String text;
    private int at;

    private ForwardedHeaderParser(String text) {
        this.text = text;
    }

    /** {@code X-Forwarded-For}: addresses, with or without ports, separated by commas. */
    static List<String> ofList(String line) {
        List<String> hops = new ArrayList<>();
        for (String part : line.split(",", -1)) {
            String hop = part.strip();
            boolean quoted = hop.length() > 1 && hop.startsWith("\"") && hop.endsWith("\"");
            hops.add(quoted ? hop.substring(1, hop.length() - 1) : hop);
        }
        return hops;
    }

    /** {@code Forwarded} (RFC 7239, section 4). Of a malformed line, no address is used. */
    static List<String> ofElements(String line) {
        try {
            return new ForwardedHeaderParser(line).elements();
        } catch (IllegalArgumentException malformed) {
            return Collections.singletonList("");
        }
    }

    private List<String> elements() {
        List<String> hops = new ArrayList<>();
        do {
            hops.add(element());
        } while (take(','));
        require(at == text.length());
        return hops;
    }

    private String element() {
        String hop = "";
        do {
            skipBlanks();
            String name = token();
            if (!name.isEmpty()) {
                require(take('='));
                String value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
                if (name.toLowerCase(Locale.ROOT).equals("for")) {
                    require(hop.isEmpty());
                    hop = value;
                }
            }
            skipBlanks();
        } while (take(';'));
        return hop;
    }

    private String token() {
        int start = at;
        while (at < text.length() && isTokenCharacter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (true) {
            require(at < text.length());
            char next = text.charAt(at++);
            if (next == '"') {
                return value.toString();
            }
            if (next == '\\') {
                require(at < text.length());
                next = text.charAt(at++);
            }
            value.append(next);
        }
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean take(char wanted) {
        boolean present = at < text.length() && text.charAt(at) == wanted;
        if (present) {
            at++;
        }
        return present;
    }

    /** RFC 9110, section 5.6.2, plus colons and brackets, which some proxies do not quote. */
    private static boolean isTokenCharacter(char c) {
        return c < 128 && (Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~:[]".indexOf(c) >= 0);
    }

    private static void require(boolean valid) {
        if (!valid) {
            throw new IllegalArgumentException();
        }
    }
}
