package org.gatecast.canoe123.reader;

/** A host name or address, and a port. */
public record HostPort(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code HOST}, {@code HOST:PORT} or {@code [IPV6]:PORT}.
     *
     * @throws IllegalArgumentException with a sentence, if it is none of these
     */
    public static HostPort of(String text, int defaultPort) {
        int bracket = text.lastIndexOf(']');
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > bracket && (bracket >= 0 || text.indexOf(':') == colon);
        String host = hasPort ? text.substring(0, colon) : text;
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.isBlank() || bare.contains("/") || bare.contains(" ")) {
            throw new IllegalArgumentException("must be HOST or HOST:PORT, not " + text);
        }
        return new HostPort(bare, hasPort ? port(text.substring(colon + 1), text) : defaultPort);
    }

    private static int port(String digits, String text) {
        int port = digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("must have a port from 1 to " + MAX_PORT + ", not " + text);
        }
        return port;
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
