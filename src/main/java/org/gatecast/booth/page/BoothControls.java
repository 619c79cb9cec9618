package org.gatecast.booth.page;

import io.vertx.core.Future;
import org.gatecast.booth.setup.BoothSetup;

/** What the operator can see and do. Called on the booth's event loop, where futures complete. */
public interface BoothControls {
    BoothView view();

    /** Replaces the setup, which is kept, and starts the booth with it. Fails with a sentence in the message. */
    Future<Void> setUp(BoothSetup setup);

    /** Whether the booth moves the event's state. Fails with a sentence in the message. */
    Future<Void> automatic(boolean on);

    /** Moves the event's state, and ends the automatic mode. Fails with a sentence in the message. */
    Future<Void> changeStatus(String status);

    /** Takes an export. Fails with a sentence in the message if it is not whole. */
    Future<Void> upload(byte[] xml);

    /** Tries at once what waits for the network. */
    void retryNow();
}
