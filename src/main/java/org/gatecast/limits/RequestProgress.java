package org.gatecast.limits;

import java.util.concurrent.Executor;

/** How far the current request of a connection and its response are. Confined to the event loop of the connection. */
final class RequestProgress {
    private long bodyBytes;
    /** From the head of a request to the end of its response. */
    private boolean responding;

    private boolean sending;
    private boolean inBody;
    private boolean bodyBroken;
    private Runnable onBrokenBody;

    void headRead() {
        responding = true;
        inBody = true;
        bodyBytes = 0;
    }

    void bodyBytesRead(int bytes) {
        bodyBytes += bytes;
    }

    void bodyRead() {
        inBody = false;
    }

    void bodyBroken() {
        bodyBroken = true;
    }

    void runOnBrokenBody() {
        if (onBrokenBody != null) {
            onBrokenBody.run();
        }
    }

    void onBrokenBody(Runnable action, Executor loop) {
        onBrokenBody = action;
        if (bodyBroken) {
            loop.execute(action);
        }
    }

    /** All of the response is written, and waits for the socket. */
    void responseWritten() {
        onBrokenBody = null;
        sending = true;
    }

    void responseSent() {
        sending = false;
        responding = false;
    }

    long bodyBytes() {
        return bodyBytes;
    }

    boolean isResponding() {
        return responding;
    }

    boolean isSending() {
        return sending;
    }

    boolean isInBody() {
        return inBody;
    }

    boolean isBodyBroken() {
        return bodyBroken;
    }
}
