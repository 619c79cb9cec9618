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
    private static final String EXPORT = "xml";

    private XmlEnvelope() {}

    /**
     * The export within a JSON body, which is kept: the export is read from its bytes.
     *
     * @throws RefusedException {@code InvalidRequest}, naming the path
     */
    public static ExportUpload ofJson(byte[] json) {
        return JsonBody.read(json, body -> new Envelope(json).read(body));
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
        private final byte[] bytes;
        private XmlDocument export;
        private Instant exportedAt;

        Envelope(byte[] bytes) {
            this.bytes = bytes;
        }

        ExportUpload read(StrictJson json) throws IOException {
            json.object(this::field);
            if (export == null) {
                throw json.refuseField(EXPORT, "is required");
            }
            return new ExportUpload(export, exportedAt);
        }

        private void field(String name, StrictJson json) throws IOException {
            switch (name) {
                case EXPORT -> export = json.isNull() ? null : export(json);
                case "exportedAt" -> exportedAt = exportedAt(json);
                default -> json.skip();
            }
        }

        /** The parser reads UTF-16 and UTF-32 as well, but knows no place in their bytes. */
        private XmlDocument export(StrictJson json) {
            int start = json.textOffset();
            if (start < 1 || bytes[start - 1] != '"') {
                throw StrictJson.refusal("the body is not JSON text in UTF-8");
            }
            return XmlDocument.inJson(bytes, start, EXPORT);
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
