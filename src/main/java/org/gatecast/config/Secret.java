package org.gatecast.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A password's digest, so that nothing can log the password.
 *
 * @param digest SHA-256 of the password's UTF-8 bytes, in hex
 */
public record Secret(String digest) {
    static Secret of(String password) {
        return new Secret(sha256(password));
    }

    /** Compares in constant time. */
    public boolean matches(String candidate) {
        return MessageDigest.isEqual(bytes(digest), bytes(sha256(candidate)));
    }

    @Override
    public String toString() {
        return "***";
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
