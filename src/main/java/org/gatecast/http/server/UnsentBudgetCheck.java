package org.gatecast.http.server;

import io.vertx.core.http.HttpServerRequest;
import org.gatecast.limits.ClientConnection;
import org.gatecast.limits.ReservationResult;
import org.gatecast.limits.ResponseMemory;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** Checks a response against the budget of unread response bytes. */
public final class UnsentBudgetCheck {
    private UnsentBudgetCheck() {}

    /**
     * Reserves memory for a response until it has been sent.
     *
     * @throws RefusedException if the budget of the client's address or of all clients is used up
     */
    public static void reserve(HttpServerRequest request, ResponseMemory memory) {
        ClientConnection connection = ClientConnection.of(request);
        // A client that has disconnected is sent nothing.
        ReservationResult result = connection == null ? ReservationResult.TAKEN : connection.reserve(request, memory);
        if (result == ReservationResult.TAKEN) {
            return;
        }
        // Refusals for a limit have the same headers on all paths.
        request.response().headers().remove("Access-Control-Allow-Origin").remove("Access-Control-Expose-Headers");
        throw result == ReservationResult.ADDRESS_FULL
                ? new RefusedException(
                        ErrorCode.RateLimited,
                        "Your address leaves too many responses unread; read them, then try again.")
                : new RefusedException(ErrorCode.Unavailable, "Too many responses wait to be read; try again shortly.");
    }
}
