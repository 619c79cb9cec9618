/**
 * Bytes in, {@code model} values out: the bodies of the admin and ingest calls, and the timing system's export.
 *
 * <pre>
 *   XML   bytes → {@link org.gatecast.ingest.XmlDocument} → {@link org.gatecast.ingest.ExportParser} → Export
 *   JSON  bytes → {@code StrictJson} → {@link org.gatecast.ingest.ResultsBody}, {@link org.gatecast.ingest.OnCourseBody} …
 * </pre>
 *
 * <p>Called by the HTTP routes on worker threads, never on an event loop. Nothing here keeps state between calls, so
 * every parser is safe on any number of threads. Whatever arrives, the only exception that leaves is
 * {@link org.gatecast.model.RefusedException}, with a message that names the place: line and column in XML, a path
 * like {@code results[3].time} in JSON (contract sections 2 and 5).
 */
package org.gatecast.ingest;
