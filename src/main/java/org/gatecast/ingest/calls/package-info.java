/**
 * What ingest calls have in common, whether they come over HTTP or from the timing program that the service itself reads: how
 * riders on course are shown, and the part of each event's journal that is in memory.
 */
package org.gatecast.ingest.calls;
