package org.gatecast.model;

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
}
