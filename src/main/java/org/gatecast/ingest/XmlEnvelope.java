package org.gatecast.ingest;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/**
 * The two forms of an export in {@code POST /api/v1/ingest/xml} (contract section 2): within JSON, as
 * {@code {"xml": "…", "exportedAt": "…"}}, or as the body itself with the header {@code X-Exported-At}.
 */
public final class XmlEnvelope {
    private static final int MAX_DATE = 64;

    private XmlEnvelope() {}

    /**
     * The export within a JSON body.
     *
     * @throws RefusedException {@code InvalidRequest}, naming the path
     */
    public static ExportUpload ofJson(byte[] json) {
        return JsonBody.read(json, body -> new Envelope().read(body));
    }

    /**
     * A body that is the export itself.
     *
     * @param exportedAt the header {@code X-Exported-At}, {@code null} without one
     * @throws RefusedException {@code InvalidRequest}, naming the header
     */
    public static ExportUpload ofXml(byte[] xml, String exportedAt) {
        return new ExportUpload(XmlDocument.encoded(xml), exportedAtHeader(exportedAt));
    }

    /**
     * The time in the header {@code X-Exported-At}; {@code null} if it is missing or blank.
     *
     * @throws RefusedException {@code InvalidRequest}, naming the header
     */
    public static Instant exportedAtHeader(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Instant instant = instant(text.strip());
        if (instant == null) {
            throw new RefusedException(ErrorCode.InvalidRequest, "X-Exported-At " + mustBeInstant(text));
        }
        return instant;
    }

    private static final class Envelope {
        private String xml;
        private Instant exportedAt;

        ExportUpload read(StrictJson json) throws IOException {
            json.object(this::field);
            if (xml == null) {
                throw json.refuseField("xml", "is required");
            }
            return new ExportUpload(XmlDocument.decoded(xml), exportedAt);
        }

        private void field(String name, StrictJson json) throws IOException {
            switch (name) {
                case "xml" -> xml = export(json);
                case "exportedAt" -> exportedAt = exportedAt(json);
                default -> json.skip();
            }
        }

        /** JSON can contain unpaired surrogates, which are no characters. */
        private static String export(StrictJson json) throws IOException {
            String text = json.verbatimText();
            if (text != null && hasHalfCharacter(text)) {
                throw json.refuse("must not contain halves of characters");
            }
            return text;
        }

        private static boolean hasHalfCharacter(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isSurrogate(c)) {
                    boolean whole = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
                    if (!whole) {
                        return true;
                    }
                    i++;
                }
            }
            return false;
        }

        private static Instant exportedAt(StrictJson json) throws IOException {
            String text = json.text(MAX_DATE);
            if (text == null) {
                return null;
            }
            Instant instant = instant(text);
            if (instant == null) {
                throw json.refuse(mustBeInstant(text));
            }
            return instant;
        }
    }

    private static Instant instant(String text) {
        try {
            OffsetDateTime dateTime = OffsetDateTime.parse(text);
            return IsoDate.isSaneYear(dateTime.getYear()) ? dateTime.toInstant() : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String mustBeInstant(String text) {
        return "must be an ISO 8601 date and time with offset, like 2026-11-20T09:15:00Z, not " + QuotedText.of(text);
    }
}
