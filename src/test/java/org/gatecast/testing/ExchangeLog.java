package org.gatecast.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.ServiceLoader;

/** The one place that everything said passes through. */
final class ExchangeLog {
    private static final List<ExchangeListener> ALL = ServiceLoader.load(ExchangeListener.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    private ExchangeLog() {}

    static void tell(Exchange exchange) {
        ALL.forEach(listener -> listener.heard(exchange));
    }

    static void tell(JsonNode message) {
        ALL.forEach(listener -> listener.heard(message));
    }
}
