package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.Optional;
import org.gatecast.model.Image;

/**
 * Decodes a base64 image. The media type is found from the bytes. Unknown types are refused, since images are served to
 * browsers; so is SVG, which can contain scripts.
 */
final class ImageDecoder {
    private ImageDecoder() {}

    enum Problem {
        TOO_LARGE,
        NOT_BASE64,
        UNKNOWN_TYPE
    }

    /** An image without digest, or a problem. */
    record Decoded(Image image, Problem problem) {}

    /** The maximum number of base64 characters of {@code limitBytes}, without white space. */
    static int maxChars(int limitBytes) {
        return (int) Math.min(Integer.MAX_VALUE, (limitBytes + 2L) / 3 * 4);
    }

    static Decoded decode(String base64, int limitBytes) {
        if (base64.length() > maxChars(limitBytes)) {
            return new Decoded(null, Problem.TOO_LARGE);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.getBytes(ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return new Decoded(null, Problem.NOT_BASE64);
        }
        if (bytes.length > limitBytes) {
            return new Decoded(null, Problem.TOO_LARGE);
        }
        return Type.of(bytes)
                .map(type -> new Decoded(new Image(type.mediaType, bytes), null))
                .orElseGet(() -> new Decoded(null, Problem.UNKNOWN_TYPE));
    }

    /** The image types that every browser shows and none executes, by their first bytes. */
    private enum Type {
        PNG("image/png", "\u0089PNG\r\n\u001a\n"),
        JPEG("image/jpeg", "\u00ff\u00d8\u00ff"),
        GIF_87("image/gif", "GIF87a"),
        GIF_89("image/gif", "GIF89a"),
        WEBP("image/webp", "RIFF????WEBP");

        private static final char ANY = '?';
        private final String mediaType;
        private final String signature;

        Type(String mediaType, String signature) {
            this.mediaType = mediaType;
            this.signature = signature;
        }

        static Optional<Type> of(byte[] bytes) {
            for (Type type : values()) {
                if (type.matches(bytes)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
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
}
