package org.gatecast.booth.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;

/**
 * Where to push.
 *
 * @param server {@code http} or {@code https}, without a path's last slash
 * @param key the event's
 */
public record PushTarget(String server, String eventId, String key) {
    private static final String EVENT_ID = "[A-Za-z0-9._-]{1,100}";
    private static final String KEY = "[!-~]{1,200}";

    public PushTarget {
        Objects.requireNonNull(key);
        Objects.requireNonNull(eventId);
        server = requireServer(server);
    }

    /** Whether a service may have an event with this id. */
    public static boolean isEventId(String text) {
        return text.matches(EVENT_ID);
    }

    /** Whether a text may be a key: visible characters of ASCII, since it is sent in a header. */
    public static boolean isKey(String text) {
        return text.matches(KEY);
    }

    /**
     * @throws IllegalArgumentException with a sentence
     */
    private static String requireServer(String server) {
        try {
            URI uri = new URI(server);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getUserInfo() == null) {
                return server.replaceAll("/+$", "");
            }
        } catch (URISyntaxException e) {
            // Said below.
        }
        throw new IllegalArgumentException("must be an address like https://results.example.org, not " + server);
    }

    public boolean isEncrypted() {
        return server.regionMatches(true, 0, "https:", 0, "https:".length());
    }

    /** Whether somebody in the network can read the key. */
    boolean isKeyReadable() {
        String host = URI.create(server).getHost();
        return !isEncrypted() && !host.equals("localhost") && !host.startsWith("127.") && !host.equals("[::1]");
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "event " + eventId + " at " + server;
    }
}
