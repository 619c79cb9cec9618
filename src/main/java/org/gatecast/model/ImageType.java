package org.gatecast.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * The image types that every browser shows and none executes, by their first bytes. SVG is not among them, because it can
 * contain scripts.
 */
public enum ImageType {
    PNG("image/png", "\u0089PNG\r\n\u001a\n"),
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
    GIF_87("image/gif", "GIF87a"),
    GIF_89("image/gif", "GIF89a"),
    WEBP("image/webp", "RIFF????WEBP");

    private static final char ANY = '?';
    private final String mediaType;
    private final String signature;

    ImageType(String mediaType, String signature) {
        this.mediaType = mediaType;
        this.signature = signature;
    }

    /** The type of a file with this content; empty if it is none of these. */
    public static Optional<ImageType> of(byte[] bytes) {
        return Arrays.stream(values()).filter(type -> type.matches(bytes)).findFirst();
    }

    public String mediaType() {
        return mediaType;
    }

    private boolean matches(byte[] bytes) {
        if (bytes.length < signature.length()) {
            return false;
        }
        for (int i = 0; i < signature.length(); i++) {
            if (signature.charAt(i) != ANY && (bytes[i] & 0xFF) != signature.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
