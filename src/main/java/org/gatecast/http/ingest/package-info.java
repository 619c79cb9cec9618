/**
 * The routes of the timing program. A request is admitted by its headers ({@link org.gatecast.http.ingest.IngestRoutes}), its
 * body is parsed on a worker, the change goes to the store or to the broadcaster over the bus, and the outcome is recorded.
 * {@link org.gatecast.http.ingest.RecentIngestCalls} keeps the journal entries that the store does not keep.
 */
package org.gatecast.http.ingest;
