package org.gatecast.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.ServiceLoader;

/** Passes every HTTP exchange and every message of the suite to the {@link TrafficListener}s. */
final class TrafficLog {
    private static final List<TrafficListener> ALL = ServiceLoader.load(TrafficListener.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private TrafficLog() {}

    static void publish(HttpExchange exchange) {
        ALL.forEach(listener -> listener.received(exchange));
    }

    static void publish(JsonNode message) {
        ALL.forEach(listener -> listener.received(message));
    }
}
