package org.gatecast.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** An image of an event. Immutable: the bytes are copied in and out. Equal if media type and bytes are equal. */
public final class Image {
    private final String mediaType;
    private final byte[] bytes;
    private final String digest;

    public Image(String mediaType, byte[] bytes) {
        this(mediaType, bytes, null);
    }

    private Image(String mediaType, byte[] bytes, String digest) {
        this.mediaType = mediaType;
        this.bytes = bytes.clone();
        this.digest = digest;
    }

    /** An image with its {@link #digest}. Takes about 3 ms for the largest image, so not on an event loop. */
    public static Image withDigest(String mediaType, byte[] bytes) {
        return new Image(mediaType, bytes, sha256(bytes));
    }

    public String mediaType() {
        return mediaType;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** SHA-256 of the bytes in hex, {@code null} if the image was made without it. */
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
