package org.gatecast.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;

/** Speaks HTTP to one server, and waits for its answers. Any thread. */
public final class ApiClient {
    public static final ObjectMapper MAPPER = new ObjectMapper();

    private static final byte[] NOTHING = {};
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final int port;
    private final String[] master;
    private final boolean direct;

    public ApiClient(int port) {
        this(port, new String[0], true);
    }

    private ApiClient(int port, String[] master, boolean direct) {
        this.port = port;
        this.master = master;
        this.direct = direct;
    }

    /** The service behind a proxy, which adds to answers what it likes: nobody listens. */
    public static ApiClient behindProxy(int port) {
        return new ApiClient(port, new String[0], false);
    }

    /** One that sends a master password where one is asked for. */
    public ApiClient asMaster(String password) {
        return new ApiClient(port, new String[] {"X-Master-Key", password}, direct);
    }

    public int port() {
        return port;
    }

    /** Text with single quotes for double ones, as JSON. */
    public static JsonNode json(String text) {
        return parse(text.replace('\'', '"'));
    }

    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    public ApiResponse get(String target, String... headers) {
        return send("GET", target, NOTHING, headers);
    }

    public ApiResponse post(String target, JsonNode body, String... headers) {
        return sendJson("POST", target, body, headers);
    }

    public ApiResponse patch(String target, JsonNode body, String... headers) {
        return sendJson("PATCH", target, body, headers);
    }

    public ApiResponse delete(String target, String... headers) {
        return send("DELETE", target, NOTHING, headers);
    }

    private ApiResponse sendJson(String method, String target, JsonNode body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return send(method, target, body.toString().getBytes(StandardCharsets.UTF_8), all);
    }

    /**
     * Any request at all.
     *
     * @param target path and query, encoded
     * @param headers name, value, name, value
     */
    public ApiResponse send(String method, String target, byte[] body, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(Await.LONG)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            builder.headers(headers);
        }
        HttpRequest request = builder.build();
        try {
            ApiResponse response = ApiResponse.of(CLIENT.send(request, BodyHandlers.ofByteArray()));
            if (direct) {
                TrafficLog.publish(new HttpExchange(method, target, request.headers(), Buffer.buffer(body), response));
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Makes an event, in draft, whose key is valid at any time until an export gives it dates. */
    public BoothClient createEvent(String eventId) {
        return createEvent(json("{'eventId': '%1$s', 'mainTitle': 'Test of %1$s'}".formatted(eventId)));
    }

    public BoothClient createEvent(JsonNode event) {
        ApiResponse response = post("/api/v1/admin/events", event, master);
        if (response.status() != 201) {
            throw new AssertionError("no event was created: " + response);
        }
        return new BoothClient(
                this,
                event.get("eventId").asText(),
                response.body().get("apiKey").asText());
    }

    public JsonNode adminEvents() {
        return get("/api/v1/admin/events", master).body();
    }

    public ApiResponse deleteEvent(String eventId) {
        return delete("/api/v1/admin/events/" + eventId, master);
    }

    public ApiResponse event(String eventId) {
        return get("/api/v1/events/" + eventId);
    }

    public ApiResponse results(String eventId, String raceId) {
        return get("/api/v1/events/" + eventId + "/results/" + raceId);
    }

    public ApiResponse startlist(String eventId, String raceId) {
        return get("/api/v1/events/" + eventId + "/startlist/" + raceId);
    }

    public ApiResponse oncourse(String eventId) {
        return get("/api/v1/events/" + eventId + "/oncourse");
    }

    public ApiResponse categories(String eventId) {
        return get("/api/v1/events/" + eventId + "/categories");
    }

    /** The ids of a public event's races, in its order. */
    public List<String> raceIds(String eventId) {
        return StreamSupport.stream(event(eventId).body().path("races").spliterator(), false)
                .map(race -> race.get("raceId").asText())
                .toList();
    }
}
