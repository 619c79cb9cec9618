package org.gatecast.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An event's picture. Its bytes are handed over, not copied: nobody changes them. Two are equal when type and bytes are.
 */
public final class Image {
    private final String mediaType;
    private final byte[] bytes;
    private final String digest;

    /** An image that nobody compares with another. */
    public Image(String mediaType, byte[] bytes) {
        this(mediaType, bytes, null);
    }

    private Image(String mediaType, byte[] bytes, String digest) {
        this.mediaType = mediaType;
        this.bytes = bytes;
        this.digest = digest;
    }

    /** An image with its {@link #digest}: about 3 ms for the largest, so not for an event loop. */
    public static Image withDigest(String mediaType, byte[] bytes) {
        return new Image(mediaType, bytes, sha256(bytes));
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** SHA-256 of the bytes in hex, {@code null} where it was not asked for. */
    public String digest() {
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Image that && mediaType.equals(that.mediaType) && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
