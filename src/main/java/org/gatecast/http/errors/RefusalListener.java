package org.gatecast.http.errors;

import org.gatecast.http.server.ContextKey;
import org.gatecast.model.Refusal;

/** Logs a refused request in place of {@link ErrorResponses}. Called on the request's event loop. */
@FunctionalInterface
public interface RefusalListener {
    /** The listener of a request, which its route sets. */
    ContextKey<RefusalListener> LISTENER = new ContextKey<>("refusalListener");

    /** Called once, before the error response is sent. */
    void refused(Refusal refusal);
}
