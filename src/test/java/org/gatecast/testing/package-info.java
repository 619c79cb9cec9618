/**
 * What the integration tests stand on: a real server on a free port and a database of its own, a client for its calls,
 * a spectator that keeps its own copy of what it was told, the recorded race, and a watch over the event loops.
 *
 * <p>Every HTTP exchange and every WebSocket message of the suite passes through {@link
 * org.gatecast.testing.ExchangeListener}: name one in {@code META-INF/services} to hold the whole suite to a
 * specification.
 */
package org.gatecast.testing;
