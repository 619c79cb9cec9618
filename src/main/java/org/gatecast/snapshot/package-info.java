/**
 * What the public sees of an event, as immutable values, and their JSON. REST and WebSocket use the same JSON, so they
 * cannot differ. {@code merge} calculates the snapshots; the store puts them into the
 * {@link org.gatecast.snapshot.SnapshotRegistry}; {@code http} and {@code broadcast} read them there. Uses neither
 * Vert.x nor SQL. Any thread.
 */
package org.gatecast.snapshot;
