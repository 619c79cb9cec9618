/**
 * The routes of spectators: public reads, encoded once per version from the
 * {@link org.gatecast.snapshot.SnapshotRegistry}, and the WebSocket and event stream.
 */
package org.gatecast.http.spectators;
