package org.gatecast.http.server;

import io.vertx.core.http.HttpServerRequest;
import org.gatecast.limits.ClientConnection;
import org.gatecast.limits.ReservationResult;
import org.gatecast.limits.ResponseMemory;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** Answers only where there is room for what may stay unread. */
public final class UnsentBudgetCheck {
    private UnsentBudgetCheck() {}

    /**
     * Takes room for an answer until it has left.
     *
     * @throws RefusedException when too much waits for its readers already: of the caller's address, or of all
     */
    public static void reserve(HttpServerRequest request, ResponseMemory memory) {
        ClientConnection connection = ClientConnection.of(request);
        // Who has left meanwhile is sent nothing.
        ReservationResult result = connection == null ? ReservationResult.TAKEN : connection.reserve(request, memory);
        if (result == ReservationResult.TAKEN) {
            return;
        }
        // Refusals for a limit are the same on all addresses.
        request.response().headers().remove("Access-Control-Allow-Origin").remove("Access-Control-Expose-Headers");
        throw result == ReservationResult.ADDRESS_FULL
                ? new RefusedException(
                        ErrorCode.RateLimited,
                        "Your address leaves too many answers unread; read them, then ask again.")
                : new RefusedException(
                        ErrorCode.Unavailable, "Too many answers wait for those who asked; try again shortly.");
    }
}
