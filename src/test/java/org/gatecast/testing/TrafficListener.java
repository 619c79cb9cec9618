package org.gatecast.testing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Receives every exchange and message between tests and server, on any thread. What it throws fails the test: at
 * once for an exchange, when the spectator is next asked for something for a message. Found by {@link
 * java.util.ServiceLoader}.
 */
public interface TrafficListener {

    default void received(HttpExchange exchange) {}

    /** A message that a spectator received; before the spectator makes anything of it. */
    default void received(JsonNode message) {}
}
