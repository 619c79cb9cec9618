package org.gatecast.bench.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.gatecast.testing.ApiClient;

/** What must hold of every answer, whatever was asked. */
final class Rules {
    private static final int MOST_SEARCHED = 100_000;
    private static final Set<Integer> FAILURES = Set.of(503, 505);

    private Rules() {}

    /** What is wrong with an answer; {@code null} when nothing is. */
    static String breach(World world, FuzzedRequest request, Reply reply) {
        int status = reply.status();
        if (status == Reply.SILENT) {
            return "nothing was answered, and the connection is open";
        }
        if (status == Reply.BROKEN) {
            return "what was answered is no answer: " + reply.trouble();
        }
        if (status == Reply.ENDED) {
            return request.intact() ? "the connection ended without an answer" : null;
        }
        if (status >= 500 && !FAILURES.contains(status)) {
            return "an internal failure";
        }
        if ((status == 429 || status == 503)
                && !reply.headers().getOrDefault("retry-after", "").matches("[1-9]\\d*")) {
            return "no Retry-After";
        }
        if (status == 405 && !reply.headers().containsKey("allow")) {
            return "no Allow";
        }
        if (status >= 400 && reply.body().length() > 0) {
            return errorBreach(request, reply);
        }
        return status < 300 ? successBreach(world, request, reply) : null;
    }

    private static String errorBreach(FuzzedRequest request, Reply reply) {
        String text = reply.text();
        if (text.contains("org.gatecast") || text.contains("Exception") || text.contains("\tat ")) {
            return "the answer tells of the inside";
        }
        boolean page = reply.headers().getOrDefault("content-type", "").startsWith("text/html");
        if (page && !request.operation().path().startsWith("/api/")) {
            return null;
        }
        try {
            JsonNode error = ApiClient.MAPPER.readTree(text);
            boolean told = error.path("error").isTextual()
                    && !error.path("message").asText().isBlank();
            return told && reply.headers().getOrDefault("content-type", "").startsWith("application/json")
                    ? null
                    : "an error without its code and sentence";
        } catch (JsonProcessingException e) {
            return "an error that is no JSON";
        }
    }

    private static String successBreach(World world, FuzzedRequest request, Reply reply) {
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
        if (!request.asMaster() && reply.body().length() < MOST_SEARCHED) {
            String text = reply.text();
            for (String secret : world.secrets()) {
                if (text.contains(secret)) {
                    return "a key is told";
                }
            }
        }
        return null;
    }
}
