/**
 * Pushes what the timing program says to a Gatecast over its ingest API: the lanes of {@code canoe123.push} with a connection each.
 * They are open while the service accepts the event's key.
 *
 * <p>Tables and exports wait on disk until the service has accepted them ({@link org.gatecast.booth.push.SpoolDirectory}).
 * Everything but the disk runs on one event loop. {@code specs/booth.md} says what is repeated and what is not.
 */
package org.gatecast.booth.push;
