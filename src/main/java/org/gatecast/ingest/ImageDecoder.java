package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import org.gatecast.model.Image;
import org.gatecast.model.ImageType;

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
        return ImageType.of(bytes)
                .map(type -> new Decoded(new Image(type.mediaType(), bytes), null))
                .orElseGet(() -> new Decoded(null, Problem.UNKNOWN_TYPE));
    }
}
