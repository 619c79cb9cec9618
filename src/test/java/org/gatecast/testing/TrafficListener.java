package org.gatecast.testing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Hears all that tests and server say to each other, on whatever thread it is said. What it throws fails the test: at
 * once for an exchange, when the spectator is next asked for something for a message. Found by {@link
 * java.util.ServiceLoader}.
 */
public interface TrafficListener {

    default void heard(HttpExchange exchange) {}

    /** A message that a spectator received; before the spectator makes anything of it. */
    default void heard(JsonNode message) {}
}
