package org.gatecast.canoe123.push;

import io.vertx.core.json.JsonObject;

/** What became of a call. The reason is a sentence, in the words of the response if there was one. */
public sealed interface PushOutcome {
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

    /** Why a call was not accepted; empty if it was. */
    static String reasonOf(PushOutcome outcome) {
        if (outcome instanceof Refused refusal) {
            return refusal.reason();
        } else if (outcome instanceof NotNow notNow) {
            return notNow.reason();
        } else if (outcome instanceof KeyRefused key) {
            return key.reason();
        } else if (outcome instanceof Retryable failed) {
            return failed.reason();
        }
        return outcome instanceof Unreachable lost ? lost.reason() : "";
    }
}
