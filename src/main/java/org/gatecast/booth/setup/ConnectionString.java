package org.gatecast.booth.setup;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.booth.push.PushTarget;

/**
 * One string for an event of a Gatecast and its key, which the admin page shows and the booth's page takes:
 *
 * <pre>
 *   gatecast://results.example.org/SPRING-2026#0f3a…                https, port 443
 *   gatecast://results.example.org:8443/slalom/SPRING-2026#0f3a…    https, a port, and a path before the event
 *   gatecast://192.168.1.5:8080/SPRING-2026?tls=no#0f3a…            http
 * </pre>
 *
 * The key is the fragment, which browsers and proxies never send. Nothing is escaped: the ids of events and keys have no
 * characters that would need it.
 */
public final class ConnectionString {
    public static final String SCHEME = "gatecast://";
    private static final String PLAIN = "?tls=no";
    private static final Pattern FORM =
            Pattern.compile("gatecast://([^/?#\\s]+(?:/[^?#\\s]*)?)/([^/?#\\s]+)(\\?tls=no)?#(\\S+)");

    private ConnectionString() {}

    public static String write(PushTarget target) {
        String address = target.server().substring(target.server().indexOf("://") + 3);
        return SCHEME + address + '/' + target.eventId() + (target.isEncrypted() ? "" : PLAIN) + '#' + target.key();
    }

    /**
     * @throws IllegalArgumentException with a sentence, which does not contain the key
     */
    public static PushTarget read(String text) {
        String stripped = text.strip();
        boolean isOurs = stripped.toLowerCase(Locale.ROOT).startsWith(SCHEME);
        Matcher form = FORM.matcher(isOurs ? SCHEME + stripped.substring(SCHEME.length()) : "");
        if (!form.matches() || !PushTarget.isEventId(form.group(2)) || !PushTarget.isKey(form.group(4))) {
            throw new IllegalArgumentException(
                    "must be the whole string of the admin page, like gatecast://results.example.org/EVENT#KEY");
        }
        String scheme = form.group(3) == null ? "https://" : "http://";
        return new PushTarget(scheme + form.group(1), form.group(2), form.group(4));
    }
}
