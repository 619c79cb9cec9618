package org.gatecast.specs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.gatecast.testing.Exchange;
import org.gatecast.testing.ExchangeListener;

/** Fails the test in which server and specification part. Found by {@link java.util.ServiceLoader}. */
public final class ContractListener implements ExchangeListener {
    @Override
    public void heard(Exchange exchange) {
        judge(
                exchange.method() + " " + exchange.target() + " -> " + exchange.answer(),
                ApiContract.ofThisRun().check(exchange));
    }

    @Override
    public void heard(JsonNode message) {
        judge(message, ApiContract.ofThisRun().check(message));
    }

    private static void judge(Object said, List<String> problems) {
        if (!problems.isEmpty()) {
            throw new AssertionError("not as specs/ has it:\n  " + String.join("\n  ", problems) + "\nin " + said);
        }
    }
}
