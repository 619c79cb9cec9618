package org.gatecast.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** An event's picture. Its bytes are handed over, not copied: nobody changes them. */
public final class Image {
    private final String mediaType;
    private final byte[] bytes;

    public Image(String mediaType, byte[] bytes) {
        this.mediaType = mediaType;
        this.bytes = bytes;
    }

    public String mediaType() {
        return mediaType;
    }

    public byte[] bytes() {
        return bytes;
    }

    /** SHA-256 of the bytes in hex: about 3 ms for the largest image, so not for an event loop. */
    public String digest() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
