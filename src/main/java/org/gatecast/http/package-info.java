/**
 * The HTTP server: routes for ingest, administration, public reads, spectators and pages; keys and errors. Handlers run on
 * the event loop of their connection. Bodies are parsed on workers. Changes are sent to the store over the event bus. Reads
 * come from the {@link org.gatecast.snapshot.SnapshotRegistry}, encoded once per version.
 * {@link org.gatecast.http.ingest.RecentIngestCalls} keeps those ingest calls for the journal that the store does not.
 */
package org.gatecast.http;
