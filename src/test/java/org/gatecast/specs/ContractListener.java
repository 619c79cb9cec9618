package org.gatecast.specs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.gatecast.testing.HttpExchange;
import org.gatecast.testing.TrafficListener;

/** Fails the test in which server and specification part. Found by {@link java.util.ServiceLoader}. */
public final class ContractListener implements TrafficListener {
    @Override
    public void received(HttpExchange exchange) {
        fail(ApiContract.ofThisRun().check(exchange), exchange);
    }

    @Override
    public void received(JsonNode message) {
        fail(ApiContract.ofThisRun().check(message), message);
    }

    private static void fail(List<String> problems, Object traffic) {
        if (!problems.isEmpty()) {
            throw new AssertionError("not as specs/ has it:\n  " + String.join("\n  ", problems) + "\nin " + traffic);
        }
    }
}
