/**
 * The routes of the timing program. A request is admitted by its headers, its body is parsed on a worker, the change goes to
 * the store or to the broadcaster over the bus, and the outcome is recorded.
 */
package org.gatecast.http.ingest;
