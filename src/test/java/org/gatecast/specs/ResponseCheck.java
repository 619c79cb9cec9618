package org.gatecast.specs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.gatecast.specs.SpecFile.Spot;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.HttpExchange;

/** Holds bodies and headers to what is documented of them: all that must be there, and nothing else. */
final class ResponseCheck {
    /** How a response travels is HTTP's business; {@code Vary} and {@code Content-Encoding} are in the prose. */
    private static final Set<String> TRANSPORT = Set.of(
            "connection", "content-encoding", "content-length", "content-type", "date", "transfer-encoding", "vary");

    /** On every response, says the prose, and what they must be like. */
    private static final Map<String, Pattern> FOR_BROWSERS = Map.of(
            "x-content-type-options", Pattern.compile("nosniff"),
            "referrer-policy", Pattern.compile("same-origin"),
            "content-security-policy", Pattern.compile("default-src 'none';.*frame-ancestors .+"));

    private static final String STRICT_TRANSPORT = "strict-transport-security";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Schemas schemas;

    ResponseCheck(Schemas schemas) {
        this.schemas = schemas;
    }

    /** What is wrong with a response, as a documented response has it. */
    List<String> problems(HttpExchange exchange, Spot response) {
        List<String> problems = new ArrayList<>(headers(exchange.response().headers(), response));
        if (!opensAStream(exchange.response())) {
            problems.addAll(forBrowsers(exchange.response().headers()));
        }
        problems.addAll(body(exchange, response));
        return problems;
    }

    /** What is wrong with the body of a request that was granted. */
    List<String> requestProblems(HttpExchange exchange, Spot requestBody) {
        if (exchange.requestBody().length() == 0
                && !requestBody.node().path("required").asBoolean()) {
            return List.of();
        }
        String named = mediaType(exchange.requestHeaders());
        String type = named.isEmpty() ? "application/json" : named;
        Spot content = requestBody.child("content");
        List<String> problems = content.has(type)
                ? json(content.child(type), sentBody(exchange))
                : List.of("a body of type " + type + " was taken, which is not documented");
        return problems.stream().map(problem -> "request: " + problem).toList();
    }

    private static byte[] sentBody(HttpExchange exchange) {
        byte[] bytes = exchange.requestBody().getBytes();
        String encoding =
                exchange.requestHeaders().firstValue("Content-Encoding").orElse("");
        return encoding.equals("gzip") ? inflated(bytes) : bytes;
    }

    private static boolean opensAStream(ApiResponse response) {
        return response.status() == 101 || mediaType(response.headers()).equals("text/event-stream");
    }

    private static List<String> forBrowsers(HttpHeaders answered) {
        List<String> problems = new ArrayList<>();
        FOR_BROWSERS.forEach((name, pattern) -> {
            List<String> values = answered.allValues(name);
            if (values.size() != 1 || !pattern.matcher(values.get(0)).matches()) {
                problems.add("header " + name + " is " + values);
            }
        });
        return problems;
    }

    private List<String> headers(HttpHeaders answered, Spot response) {
        List<String> problems = new ArrayList<>();
        Set<String> documented = new HashSet<>(TRANSPORT);
        documented.addAll(FOR_BROWSERS.keySet());
        documented.add(STRICT_TRANSPORT);
        if (response.has("headers")) {
            Spot headers = response.child("headers");
            headers.node().fieldNames().forEachRemaining(name -> {
                documented.add(name.toLowerCase(Locale.ROOT));
                problems.addAll(header(name, answered.allValues(name), headers.child(name)));
            });
        }
        answered.map().forEach((name, values) -> {
            if (!documented.contains(name.toLowerCase(Locale.ROOT))) {
                problems.add("header " + name + " " + values + " is not documented");
            }
        });
        return problems;
    }

    private List<String> header(String name, List<String> values, Spot header) {
        if (values.isEmpty()) {
            boolean required = header.node().path("required").asBoolean();
            return required ? List.of("header " + name + " is missing") : List.of();
        }
        if (values.size() > 1) {
            return List.of("header " + name + " is there " + values.size() + " times");
        }
        String text = values.get(0);
        boolean number = header.child("schema").node().path("type").asText().equals("integer");
        JsonNode value =
                number && text.matches("[0-9]{1,9}") ? IntNode.valueOf(Integer.parseInt(text)) : TextNode.valueOf(text);
        return schemas.problems(header.child("schema"), value).stream()
                .map(problem -> "header " + name + " '" + text + "': " + problem)
                .toList();
    }

    private List<String> body(HttpExchange exchange, Spot described) {
        ApiResponse response = exchange.response();
        if (exchange.method().equals("HEAD") || !described.has("content")) {
            return response.bytes().length() == 0
                    ? List.of()
                    : List.of("a body of " + response.bytes().length() + " bytes");
        }
        Spot content = described.child("content");
        String type = mediaType(response.headers());
        if (!content.has(type)) {
            return List.of("media type '" + type + "' is not documented");
        }
        return json(content.child(type), decoded(response));
    }

    private List<String> json(Spot mediaType, byte[] body) {
        if (body.length == 0) {
            return List.of("the body is empty");
        }
        if (!mediaType.has("schema")) {
            return List.of();
        }
        try {
            return schemas.problems(mediaType.child("schema"), JSON.readTree(body));
        } catch (JsonProcessingException e) {
            return List.of("the body is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return List.of("the body is not UTF-8: " + e.getMessage());
        }
    }

    private static byte[] decoded(ApiResponse response) {
        byte[] bytes = response.bytes().getBytes();
        if (!"gzip".equals(response.header("Content-Encoding"))) {
            return bytes;
        }
        return inflated(bytes);
    }

    private static byte[] inflated(byte[] bytes) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the body is not what gzip makes", e);
        }
    }

    /** Without parameters; {@code ""} when there is none. */
    private static String mediaType(HttpHeaders headers) {
        String type = headers.firstValue("Content-Type").orElse("");
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
