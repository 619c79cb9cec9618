/**
 * What the public sees, as immutable values, and their JSON: the one place that knows how a row, a table, an event or a
 * rider looks outside, so that REST and WebSocket cannot differ. Drawn by {@code merge}, read by {@code http} and
 * {@code live}. Knows neither Vert.x nor SQL; safe on any thread.
 */
package org.gatecast.picture;
