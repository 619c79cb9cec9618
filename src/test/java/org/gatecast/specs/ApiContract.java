package org.gatecast.specs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.gatecast.specs.HttpContract.Address;
import org.gatecast.specs.HttpContract.Operation;
import org.gatecast.specs.SpecFile.Spot;
import org.gatecast.testing.HttpExchange;

/**
 * Holds what the server says to {@code specs/openapi.yaml} and {@code specs/asyncapi.yaml}, and keeps count of what has
 * been exercised. Strict: an address, a status, a header, a field or a message that is not documented is a mismatch,
 * as is one that is missing; so is every 500, however well documented. Any thread.
 */
public final class ApiContract {
    static final int INTERNAL = 500;

    private static final int MOST_REMEMBERED = 2_048;

    private final HttpContract http;
    private final MessageContract live;
    private final ResponseCheck responses;
    private final Coverage coverage;

    /** One broadcast reaches hundreds of spectators: it is judged once. */
    private final Map<String, List<String>> judged = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    private static final class Run {
        static final ApiContract CONTRACT = load();
    }

    private ApiContract(SpecFile openApi, SpecFile asyncApi) {
        Schemas schemas = new Schemas(openApi, asyncApi);
        http = new HttpContract(openApi);
        live = new MessageContract(asyncApi, schemas);
        responses = new ResponseCheck(schemas);
        coverage = new Coverage(http, live);
    }

    /** A contract of its own, which has seen nothing yet. */
    static ApiContract load() {
        return new ApiContract(SpecFile.read("openapi.yaml"), SpecFile.read("asyncapi.yaml"));
    }

    /** The one that this test run shares, and that the check at its end reads. */
    public static ApiContract ofThisRun() {
        return Run.CONTRACT;
    }

    public Coverage coverage() {
        return coverage;
    }

    /** What of an exchange is not as documented; empty when all is. */
    public List<String> check(HttpExchange exchange) {
        List<String> problems = problems(exchange);
        String what = exchange.method() + " " + exchange.target() + " -> "
                + exchange.response().status() + ": ";
        problems.forEach(problem -> coverage.mismatch(what + problem));
        return problems;
    }

    /** What of a message to a spectator is not as documented; empty when all is. */
    public List<String> check(JsonNode message) {
        String text = message.toString();
        List<String> known = judged.get(text);
        if (known != null) {
            return known;
        }
        MessageContract.Verdict verdict = live.judge(message);
        if (verdict.problems().isEmpty()) {
            coverage.met(verdict.name());
        }
        String shown = text.substring(0, Math.min(text.length(), 200));
        verdict.problems().forEach(problem -> coverage.mismatch(verdict.name() + " " + shown + ": " + problem));
        judged.put(text, verdict.problems());
        return verdict.problems();
    }

    private List<String> problems(HttpExchange exchange) {
        int status = exchange.response().status();
        Optional<Operation> meant =
                http.address(exchange.path()).flatMap(address -> HttpContract.operation(address, exchange.method()));
        boolean own = meant.isPresent() && meant.get().response(status).isPresent();
        return own
                ? problemsOfOperation(exchange)
                : http.anywhere(status)
                        .map(response -> responses.problems(exchange, response))
                        .orElseGet(() -> problemsOfOperation(exchange));
    }

    private List<String> problemsOfOperation(HttpExchange exchange) {
        Optional<Address> address = http.address(exchange.path());
        if (address.isEmpty()) {
            return answered(exchange, 404, http.nothingHere(), "no such address is documented");
        }
        Optional<Operation> operation = HttpContract.operation(address.get(), exchange.method());
        if (operation.isEmpty()) {
            List<String> problems = new ArrayList<>(
                    answered(exchange, 405, http.methodNotAllowed(), "the address has no such method documented"));
            problems.addAll(allow(exchange, address.get()));
            return problems;
        }
        Optional<Spot> response = operation.get().response(exchange.response().status());
        if (response.isEmpty()) {
            return List.of("the status is not documented for " + operation.get().id());
        }
        if (exchange.response().status() == INTERNAL) {
            return List.of("the server failed");
        }
        List<String> problems = new ArrayList<>(responses.problems(exchange, response.get()));
        Spot call = operation.get().spot();
        if (exchange.response().status() < 300 && call.has("requestBody")) {
            problems.addAll(responses.requestProblems(exchange, call.child("requestBody")));
        }
        if (problems.isEmpty()) {
            coverage.met(operation.get().id(), exchange.response().status());
        }
        return problems;
    }

    private List<String> answered(HttpExchange exchange, int status, Spot response, String why) {
        return exchange.response().status() == status
                ? responses.problems(exchange, response)
                : List.of(why + ", and the answer is not " + status);
    }

    private static List<String> allow(HttpExchange exchange, Address address) {
        String allow = exchange.response().headers().firstValue("Allow").orElse("");
        return new TreeSet<>(List.of(allow.split(", ", -1))).equals(new TreeSet<>(address.methods()))
                ? List.of()
                : List.of("header Allow is '" + allow + "', not " + address.methods());
    }
}
