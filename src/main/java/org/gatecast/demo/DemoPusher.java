package org.gatecast.demo;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sends calls as a real pusher does: one after the other, and again if the service is busy. Blocks its one thread. */
final class DemoPusher {
    /** That of the real pusher. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int ATTEMPTS = 5;
    private static final long DEFAULT_WAIT_SECONDS = 1;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI service;
    private String eventPath = "";
    private String keyHeader = "X-Master-Key";
    private String key;

    /**
     * @param call method and path
     * @param status 0 if there was no response
     */
    record PushResponse(String call, int status, String body) {
        boolean isRefusal() {
            return status / 100 != 2;
        }

        @Override
        public String toString() {
            return call + ": " + (status == 0 ? "" : status + " ") + body;
        }
    }

    /**
     * @param masterPassword used for {@link #create} only
     */
    DemoPusher(URI service, String masterPassword) {
        this.service = service;
        this.key = masterPassword;
    }

    /** Creates an event; all later calls are for it, with its key. */
    PushResponse create(String eventId, String mainTitle) throws InterruptedException {
        String events = "/api/v1/admin/events";
        JsonObject event = new JsonObject().put("eventId", eventId).put("mainTitle", mainTitle);
        PushResponse pushResponse = send("POST", events, "application/json", event.encode());
        if (!pushResponse.isRefusal()) {
            eventPath = events + '/' + eventId;
            keyHeader = "X-API-Key";
            key = new JsonObject(pushResponse.body()).getString("apiKey");
        }
        return pushResponse;
    }

    /** Changes the state of the event. That it has this state already is a success: the response to an earlier attempt was lost. */
    PushResponse enter(String status) throws InterruptedException {
        PushResponse pushResponse = send(
                "PATCH",
                eventPath + "/status",
                "application/json",
                new JsonObject().put("status", status).encode());
        boolean isThere = pushResponse.status() == 400
                && status.equals(new JsonObject(pushResponse.body()).getString("currentStatus"));
        return isThere ? new PushResponse(pushResponse.call(), 200, pushResponse.body()) : pushResponse;
    }

    PushResponse push(String path, JsonObject body) throws InterruptedException {
        return send("POST", path, "application/json", body.encode());
    }

    private PushResponse send(String method, String path, String type, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", type)
                .header(keyHeader, key)
                .method(method, BodyPublishers.ofString(body))
                .build();
        String call = method + ' ' + path;
        for (int attempt = 1; ; attempt++) {
            PushResponse pushResponse;
            long waitSeconds = DEFAULT_WAIT_SECONDS;
            try {
                HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
                pushResponse = new PushResponse(call, response.statusCode(), response.body());
                waitSeconds = response.headers().firstValueAsLong("Retry-After").orElse(DEFAULT_WAIT_SECONDS);
            } catch (IOException e) {
                pushResponse = new PushResponse(call, 0, e.toString());
            }
            if (attempt == ATTEMPTS || !isRetryable(pushResponse)) {
                return pushResponse;
            }
            TimeUnit.SECONDS.sleep(waitSeconds);
        }
    }

    private static boolean isRetryable(PushResponse pushResponse) {
        return pushResponse.status() == 0 || pushResponse.status() == 429 || pushResponse.status() >= 500;
    }
}
