package org.gatecast.ingest;

import java.time.Instant;

/**
 * An export as received, before parsing.
 *
 * @param exportedAt when the timing system wrote it, {@code null} if unknown
 */
public record ExportUpload(XmlDocument document, Instant exportedAt) {}
