package org.gatecast.ingest;

import org.gatecast.ingest.ImageDecoder.Decoded;
import org.gatecast.ingest.ImageDecoder.Problem;
import org.gatecast.model.Image;

/**
 * The images that the timing system prints on its reports. The event shows one of them: the left one, else the right
 * one. They are base64 of tens of kilobytes.
 */
final class ReportImages {
    private static final String LEFT = "ReportImageLeft";
    private static final String RIGHT = "ReportImageRight";

    private final int maxBytes;
    private final int maxChars;
    private final WarningCollector warnings;
    private Image left;
    private Image right;

    ReportImages(int maxBytes, WarningCollector warnings) {
        this.maxBytes = maxBytes;
        this.warnings = warnings;
        // Some programs write base64 in lines of 64 characters.
        this.maxChars = ImageDecoder.maxChars(maxBytes) / 16 * 17 + 16;
    }

    /** Begins another {@code Events} element. */
    void begin() {
        left = null;
        right = null;
    }

    /** Reads the element just entered and leaves it, if it is an image; otherwise returns false. */
    boolean take(XmlCursor xml) {
        if (xml.name().equals(LEFT)) {
            left = read(xml);
            return true;
        }
        if (xml.name().equals(RIGHT) && left == null) {
            right = read(xml);
            return true;
        }
        return false;
    }

    /** The image to show, with its digest; {@code null} if there is none. */
    Image image() {
        Image image = left == null ? right : left;
        return image == null ? null : Image.withDigest(image.mediaType(), image.bytes());
    }

    private Image read(XmlCursor xml) {
        String name = xml.name();
        DocumentPosition position = xml.place();
        String text = xml.textUpTo(maxChars);
        if (text != null && text.isBlank()) {
            return null;
        }
        Decoded decoded = text == null
                ? new Decoded(null, Problem.TOO_LARGE)
                : ImageDecoder.decode(text.replaceAll("\\s+", ""), maxBytes);
        if (decoded.problem() != null) {
            warnings.note(ExportWarning.UNUSABLE_IMAGE, position, name + ' ' + describe(decoded.problem()));
        }
        return decoded.image();
    }

    private String describe(Problem problem) {
        return switch (problem) {
            case TOO_LARGE -> "of more than " + maxBytes + " bytes";
            case NOT_BASE64 -> "that is not base64";
            case UNKNOWN_TYPE -> "that is no PNG, JPEG, GIF or WebP";
        };
    }
}
