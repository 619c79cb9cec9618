package org.gatecast.http;

import io.vertx.core.http.HttpServerRequest;
import org.gatecast.guard.AnswerMemory;
import org.gatecast.guard.AnswerRoom;
import org.gatecast.guard.Doorman;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** Answers only where there is room for what may stay unread. */
final class Unsent {
    private Unsent() {}

    /**
     * Takes room for an answer until it has left.
     *
     * @throws RefusedException when too much waits for its readers already: of the caller's address, or of all
     */
    static void reserve(HttpServerRequest request, AnswerMemory memory) {
        Doorman doorman = Doorman.of(request);
        // Who has left meanwhile is sent nothing.
        AnswerRoom room = doorman == null ? AnswerRoom.TAKEN : doorman.reserve(request, memory);
        if (room == AnswerRoom.TAKEN) {
            return;
        }
        // Refusals for a limit are the same on all addresses.
        request.response().headers().remove("Access-Control-Allow-Origin").remove("Access-Control-Expose-Headers");
        throw room == AnswerRoom.ADDRESS_FULL
                ? new RefusedException(
                        ErrorCode.RateLimited,
                        "Your address leaves too many answers unread; read them, then ask again.")
                : new RefusedException(
                        ErrorCode.Unavailable, "Too many answers wait for those who asked; try again shortly.");
    }
}
