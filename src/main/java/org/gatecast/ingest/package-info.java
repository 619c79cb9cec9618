/**
 * Parses the bodies of calls, and the timing system's export, into {@code model} values.
 *
 * <pre>
 *   XML   bytes → {@link org.gatecast.ingest.XmlDocument} → {@link org.gatecast.ingest.ExportParser} → Export
 *   JSON  bytes → {@code JsonBody}, {@code StrictJson} → {@link org.gatecast.ingest.ResultsBody}, {@link org.gatecast.ingest.OnCourseBody} …
 * </pre>
 *
 * <p>The HTTP routes and the reader of Canoe123 call these parsers on worker threads, never on an event loop. No parser keeps state between calls,
 * so any number of threads may use them. Whatever arrives, they throw only {@link org.gatecast.model.RefusedException},
 * with a message that contains the position: line and column in XML, a path like {@code results[3].time} in JSON
 * (contract sections 2 and 5).
 */
package org.gatecast.ingest;
