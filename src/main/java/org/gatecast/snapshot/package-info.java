/**
 * What the public sees of an event, as immutable values, and their JSON. REST and WebSocket both use this JSON, so they
 * cannot differ. Created by {@code merge}, read by {@code http} and {@code broadcast}. Uses neither Vert.x nor SQL. Any
 * thread.
 */
package org.gatecast.snapshot;
