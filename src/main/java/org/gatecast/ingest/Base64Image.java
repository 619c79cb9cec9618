package org.gatecast.ingest;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.ingest.ImageDecoder.Decoded;
import org.gatecast.ingest.ImageDecoder.Problem;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Image;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;

/** An image within JSON: base64, or a {@code data:image/…;base64,} URI, whose media type must match the bytes. */
public final class Base64Image {
    private static final Pattern DATA_URI = Pattern.compile("data:([^,;]{0,100});base64,", Pattern.CASE_INSENSITIVE);
    private static final String SCHEME = "data:";

    private Base64Image() {}

    /**
     * Reads the image at the current value; {@code null} for {@code null} or blank text.
     *
     * @throws RefusedException {@code PayloadTooLarge} or {@code InvalidRequest}
     */
    public static Image read(StrictJson json, int limitBytes) throws IOException {
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
        Decoded decoded = ImageDecoder.decode(text.substring(start), limitBytes);
        if (decoded.problem() != null) {
            throw refusal(json, decoded.problem(), limitBytes);
        }
        Image image = decoded.image();
        if (declared != null && !declared.replace("image/jpg", "image/jpeg").equals(image.mediaType())) {
            throw json.refuse("is declared as " + QuotedText.of(declared) + " but its content is " + image.mediaType());
        }
        return image;
    }

    private static RefusedException refusal(StrictJson json, Problem problem, int limitBytes) {
        return switch (problem) {
            case TOO_LARGE ->
                new RefusedException(new Refusal(
                        ErrorCode.PayloadTooLarge,
                        "imageData must decode to at most " + limitBytes + " bytes",
                        Map.of("maxBytes", limitBytes)));
            case NOT_BASE64 -> json.refuse("is not valid base64");
            case UNKNOWN_TYPE -> json.refuse("must be a PNG, JPEG, GIF or WebP image");
        };
    }
}
