package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Image;
import org.gatecast.model.RefusedException;

/**
 * An image inside JSON: base64, or a {@code data:image/…;base64,} URI. What it is, its own bytes say; it will be
 * served to browsers, so a type that is not recognised, or not what was declared, does not get in. Neither does SVG,
 * which can carry script.
 */
final class EncodedImage {
    private static final Pattern DATA_URI = Pattern.compile("data:([^,;]{0,100});base64,", Pattern.CASE_INSENSITIVE);
    private static final String SCHEME = "data:";

    private EncodedImage() {}

    /**
     * The image that the parser stands on, {@code null} for {@code null} or nothing.
     *
     * @throws RefusedException {@code PayloadTooLarge} or {@code InvalidRequest}
     */
    static Image read(StrictJson json, int limitBytes) throws IOException {
        String text = json.verbatimText();
        if (text == null || text.isBlank()) {
            return null;
        }
        String declared = null;
        int start = 0;
        if (text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            Matcher uri = DATA_URI.matcher(text);
            if (!uri.lookingAt()) {
                throw json.refuse("must be base64 or a data:image/…;base64, URI");
            }
            declared = uri.group(1).toLowerCase(Locale.ROOT);
            start = uri.end();
        }
        byte[] bytes = decode(json, text, start, limitBytes);
        String actual =
                Type.of(bytes).orElseThrow(() -> json.refuse("must be a PNG, JPEG, GIF or WebP image")).mediaType;
        if (declared != null && !declared.replace("image/jpg", "image/jpeg").equals(actual)) {
            throw json.refuse("is declared as " + Quote.of(declared) + " but its content is " + actual);
        }
        return new Image(actual, bytes);
    }

    private static byte[] decode(StrictJson json, String text, int start, int limitBytes) {
        // Four characters hold three bytes; padding makes it two less at most.
        if ((text.length() - start) / 4L * 3 - 2 > limitBytes) {
            throw tooLarge(limitBytes);
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.substring(start).getBytes(ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw json.refuse("is not valid base64");
        }
        if (bytes.length > limitBytes) {
            throw tooLarge(limitBytes);
        }
        return bytes;
    }

    private static RefusedException tooLarge(int limitBytes) {
        return new RefusedException(
                ErrorCode.PayloadTooLarge, "imageData must decode to at most " + limitBytes + " bytes");
    }

    /** The image types that every browser shows and none executes, by the bytes they begin with. */
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
                if (type.begins(bytes)) {
                    return Optional.of(type);
                }
            }
            return Optional.empty();
        }

        private boolean begins(byte[] bytes) {
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
