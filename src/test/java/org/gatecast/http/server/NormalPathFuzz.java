package org.gatecast.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.internal.net.RFC3986;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;

/**
 * Paths: one that is taken is written no other way by Vert.x, which routes by it, nor by the JDK, and both read the same
 * characters from its escapes. And every text that can be a path is taken once its segments are escaped as usual.
 */
public final class NormalPathFuzz {
    private NormalPathFuzz() {}

    public static void run(byte[] input) {
        String path = new String(input, ISO_8859_1);
        // Before a path is looked at, the query is off and an address with a fragment is refused.
        if (path.indexOf('?') < 0 && path.indexOf('#') < 0 && NormalizedPath.isNormal(path)) {
            requireOneReading(path);
        }
        String text = text(input);
        if (text != null) {
            requireReachable(text);
        }
    }

    public static List<byte[]> seeds() {
        return List.of(
                bytes("/api/v1/events/CZE2.2026112000/results/K1M_ST%20BR1"),
                bytes("/api/v1/events/E/results/P%C5%99%c3%ad"),
                bytes("/e/E/r/a:b@c!$&'()*+,;=~|[]^"),
                bytes("/api/../v1//events/./E/%2e%2e/%61/%2F\\"),
                bytes("/%F0%9F%9A%80%25%3F%23%C0%AF%00"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    private static void requireOneReading(String path) {
        assertThat(path).matches("/[!-\\[\\]-~]*");
        assertThat(RFC3986.normalizePath(path)).as("as Vert.x routes it").isEqualTo(path);
        String read = RFC3986.decodeURIComponent(path, false);
        assertThat(URLDecoder.decode(path.replace("+", "%2B"), UTF_8)).isEqualTo(read);
        assertThat(read.chars().noneMatch(Character::isISOControl)).isTrue();
        assertThat(read.chars().filter(c -> c == '/').count())
                .as("segments")
                .isEqualTo(path.chars().filter(c -> c == '/').count());
        try {
            // What no URI may have is taken from clients that write it all the same.
            String legal = path.replace("|", "%7C").replace("^", "%5E").replace("`", "%60");
            legal = legal.replaceAll("[\"<>\\[\\]{}]", "_");
            assertThat(new URI("http://h" + legal).normalize().getRawPath()).isEqualTo(legal);
        } catch (URISyntaxException e) {
            throw new AssertionError(path, e);
        }
    }

    private static void requireReachable(String text) {
        List<String> segments = Arrays.asList(text.split("/", -1));
        boolean odd = text.isEmpty()
                || text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\')
                || segments.subList(0, segments.size() - 1).contains("")
                || segments.contains(".")
                || segments.contains("..");
        if (!odd) {
            StringBuilder escaped = new StringBuilder();
            segments.forEach(segment -> escaped.append('/').append(escaped(segment)));
            assertThat(NormalizedPath.isNormal(escaped.toString()))
                    .as(escaped.toString())
                    .isTrue();
        }
    }

    /** As a browser's {@code encodeURIComponent}, less its exceptions. */
    private static String escaped(String segment) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : segment.getBytes(UTF_8)) {
            boolean unreserved = b >= 0 && (Character.isLetterOrDigit(b) || "-._~".indexOf(b) >= 0);
            escaped.append(unreserved ? Character.toString(b) : String.format("%%%02X", b));
        }
        return escaped.toString();
    }

    private static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
