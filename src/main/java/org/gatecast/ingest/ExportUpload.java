package org.gatecast.ingest;

import java.time.Instant;

/** An export as received, before parsing. {@code exportedAt} is {@code null} if unknown. */
public record ExportUpload(XmlDocument document, Instant exportedAt) {}
