package org.gatecast.bench.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.gatecast.testing.ApiClient;

/** The rules that every response must keep. */
final class ResponseRules {
    private static final int MOST_SEARCHED = 100_000;
    private static final Set<Integer> FAILURES = Set.of(503, 505);

    private ResponseRules() {}

    /** What is wrong with a response; {@code null} when nothing is. */
    static String breach(FuzzEvents events, FuzzedRequest request, FuzzResponse response) {
        int status = response.status();
        if (status == FuzzResponse.SILENT) {
            return "nothing was answered, and the connection is open";
        }
        if (status == FuzzResponse.BROKEN) {
            return "what was answered is no answer: " + response.trouble();
        }
        if (status == FuzzResponse.ENDED) {
            return request.intact() ? "the connection ended without an answer" : null;
        }
        if (status >= 500 && !FAILURES.contains(status)) {
            return "an internal failure";
        }
        if ((status == 429 || status == 503)
                && !response.headers().getOrDefault("retry-after", "").matches("[1-9]\\d*")) {
            return "no Retry-After";
        }
        if (status == 405 && !response.headers().containsKey("allow")) {
            return "no Allow";
        }
        if (status >= 400 && response.body().length() > 0) {
            return errorBreach(request, response);
        }
        return status < 300 ? successBreach(events, request, response) : null;
    }

    private static String errorBreach(FuzzedRequest request, FuzzResponse response) {
        String text = response.text();
        if (text.contains("org.gatecast") || text.contains("Exception") || text.contains("\tat ")) {
            return "the answer tells of the inside";
        }
        boolean page = response.headers().getOrDefault("content-type", "").startsWith("text/html");
        if (page && !request.operation().path().startsWith("/api/")) {
            return null;
        }
        try {
            JsonNode error = ApiClient.MAPPER.readTree(text);
            boolean expected = error.path("error").isTextual()
                    && !error.path("message").asText().isBlank();
            return expected
                            && response.headers()
                                    .getOrDefault("content-type", "")
                                    .startsWith("application/json")
                    ? null
                    : "an error without its code and sentence";
        } catch (JsonProcessingException e) {
            return "an error that is no JSON";
        }
    }

    private static String successBreach(FuzzEvents events, FuzzedRequest request, FuzzResponse response) {
        boolean reads = Set.of("GET", "HEAD", "OPTIONS").contains(request.method());
        boolean guarded =
                request.plainPath() ? request.isProtected() && !request.method().equals("OPTIONS") : !reads;
        if (guarded && !request.entitled()) {
            return "granted without a key";
        }
        boolean aboutDraft = request.eventId().equals("still-draft");
        if (aboutDraft
                && reads
                && request.plainPath()
                && request.operation().path().startsWith("/api/v1/events/")
                && !request.method().equals("OPTIONS")) {
            return "a draft is public";
        }
        boolean ingests = request.operation().path().startsWith("/api/v1/ingest/")
                && request.method().equals("POST");
        if (ingests
                && request.plainPath()
                && !request.asMaster()
                && request.keyed().equals("used-official")) {
            return "official results were taken";
        }
        if (!request.asMaster() && response.body().length() < MOST_SEARCHED) {
            String text = response.text();
            for (String secret : events.secrets()) {
                if (text.contains(secret)) {
                    return "a key is told";
                }
            }
        }
        return null;
    }
}
