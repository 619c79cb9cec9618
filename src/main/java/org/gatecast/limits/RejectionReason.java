package org.gatecast.limits;

import java.util.Locale;

/** Why a request was refused or a connection closed. Each is counted. */
public enum RejectionReason {
    /** The address has too many connections at once. */
    CONNECTIONS,
    /** The address opens connections too fast. */
    CONNECT_RATE,
    /** The address sends requests too fast. */
    REQUEST_RATE,
    /** A key or password was wrong or missing. */
    WRONG_KEY,
    /** The address sent too many wrong keys or passwords. */
    FAILED_CREDENTIALS,
    /** A browser sent the request for another site. */
    CROSS_SITE,
    /** The service has as many connections as it takes. */
    FULL,
    /** Too many connections had not sent a request; the oldest was closed. */
    HALF_OPEN,
    /** An idle connection was closed for a new one. */
    IDLE,
    /** The head of a request took too long. */
    SLOW_HEAD,
    /** The body of a request took too long. */
    SLOW_BODY,
    /** The client sent too many requests without waiting for responses. */
    PIPELINE,
    /** The client read a response too slowly. */
    SLOW_READER,
    /** Too many bytes of responses are unread, of the address or of all. */
    UNSENT,
    /** The request was not HTTP, or servers could understand it differently. */
    MALFORMED;

    /** The name in metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
