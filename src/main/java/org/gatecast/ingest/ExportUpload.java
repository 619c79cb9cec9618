package org.gatecast.ingest;

import java.time.Instant;

/**
 * An export as a call brings it.
 *
 * @param exportedAt when the timing system wrote it, {@code null} if the caller did not say
 */
public record ExportUpload(XmlDocument document, Instant exportedAt) {}
