package org.gatecast.testing;

/** Reads the head of the response to a spectator's request byte by byte. Not thread-safe. */
public final class ResponseHead {
    private static final String END = "\r\n\r\n";

    private final StringBuilder text = new StringBuilder();

    /** Takes the next byte and returns whether the head is complete. */
    public boolean accept(byte next) {
        text.append((char) next);
        return next == '\n' && text.length() >= END.length() && text.indexOf(END, text.length() - END.length()) >= 0;
    }

    /** Whether the server accepts the WebSocket or begins the event stream. */
    public boolean isAccepted() {
        return text.indexOf("HTTP/1.1 101") == 0 || text.indexOf("HTTP/1.1 200") == 0;
    }

    /** The value of a header, or {@code null}. */
    public String header(String name) {
        return text.toString()
                .lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse(null);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
