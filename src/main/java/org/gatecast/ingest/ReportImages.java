package org.gatecast.ingest;

import org.gatecast.ingest.ImageDecoder.Decoded;
import org.gatecast.ingest.ImageDecoder.Problem;
import org.gatecast.model.Image;

/**
 * The images that the timing system prints on its reports, of which the event shows one: the left one, which is the
 * event's own, else the right one. They are base64 of tens of kilobytes.
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
        // Some programs break base64 into lines of 64 characters.
        this.maxChars = ImageDecoder.maxChars(maxBytes) / 16 * 17 + 16;
    }

    /** Starts over for another {@code Events}. */
    void begin() {
        left = null;
        right = null;
    }

    /** Takes the element just entered if it is one, and leaves it. */
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

    /** The one to show, with its digest; {@code null} without any. */
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
