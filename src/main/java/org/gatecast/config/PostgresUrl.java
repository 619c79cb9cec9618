package org.gatecast.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where a PostgreSQL database is, and with which password. {@link #toString} has neither user nor password, so that
 * nothing can log them.
 *
 * @param sslMode one of {@link #SSL_MODES}, with the meanings of libpq
 */
public record PostgresUrl(String user, String password, String host, int port, String database, String sslMode) {
    /** From no TLS at all to a certificate that is checked for its issuer and its host name. */
    static final List<String> SSL_MODES = List.of("disable", "prefer", "require", "verify-ca", "verify-full");

    private static final int DEFAULT_PORT = 5432;
    private static final String SSL_MODE = "sslmode=";

    /**
     * @throws IllegalArgumentException if it is not {@code postgresql://user:password@host:port/name}, perhaps with
     *     {@code ?sslmode=}. The message does not have the text
     */
    static PostgresUrl parse(String text) {
        URI uri = uri(text);
        String userInfo = uri.getRawUserInfo();
        String path = uri.getRawPath();
        boolean complete = ("postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme()))
                && uri.getHost() != null
                && userInfo != null
                && userInfo.indexOf(':') > 0
                && path.matches("/[^/]+")
                && uri.getRawFragment() == null;
        if (!complete) {
            throw new IllegalArgumentException();
        }
        int colon = userInfo.indexOf(':');
        return new PostgresUrl(
                decoded(userInfo.substring(0, colon)),
                decoded(userInfo.substring(colon + 1)),
                uri.getHost(),
                uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort(),
                decoded(path.substring(1)),
                sslMode(uri.getRawQuery()));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Without the cause, whose message has the password.
            throw new IllegalArgumentException();
        }
    }

    private static String sslMode(String query) {
        if (query == null) {
            return "prefer";
        }
        String mode = query.startsWith(SSL_MODE) ? query.substring(SSL_MODE.length()) : "";
        if (!SSL_MODES.contains(mode)) {
            throw new IllegalArgumentException();
        }
        return mode;
    }

    /** A plus sign is itself, unlike in forms. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Whether the server's certificate is checked. */
    public boolean isVerified() {
        return sslMode.startsWith("verify");
    }

    @Override
    public String toString() {
        return "postgresql://" + host + ":" + port + "/" + database;
    }
}
