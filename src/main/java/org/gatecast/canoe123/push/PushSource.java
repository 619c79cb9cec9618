package org.gatecast.canoe123.push;

import io.vertx.core.json.JsonObject;

/** What one lane sends. Confined to the pusher's event loop. */
interface PushSource {
    DataKind kind();

    /** The next call, made of the newest data; {@code null} if there is nothing to send now. */
    PushCall next();

    /** The service has accepted the last call. */
    void accepted(JsonObject response);

    /**
     * The last call will never be accepted: its data is not sent again.
     *
     * @param reason in the words of the response
     */
    void refused(String reason);
}
