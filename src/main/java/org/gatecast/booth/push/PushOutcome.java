package org.gatecast.booth.push;

import io.vertx.core.json.JsonObject;

/** What became of a call. The reason is a sentence, in the words of the response if there was one. */
sealed interface PushOutcome {
    record Accepted(JsonObject body) implements PushOutcome {}

    /**
     * The line or the service is at fault: the same data may be sent again.
     *
     * @param waitMillis what the service asked for, 0 if it did not
     */
    record Retryable(String reason, long waitMillis) implements PushOutcome {}

    /** There is no connection to the service. */
    record Unreachable(String reason) implements PushOutcome {}

    /** The event takes no such data in its present state, and may in another. */
    record NotNow(String reason) implements PushOutcome {}

    /** This call will never be accepted. */
    record Refused(int status, String reason) implements PushOutcome {}

    /** No call will be accepted with this key. */
    record KeyRefused(String reason) implements PushOutcome {}
}
