package org.gatecast.limits;

import java.util.Locale;

/** Why somebody was not let in, not let on, or cut off; each is counted. */
public enum RejectionReason {
    /** The address has too many connections at once. */
    CONNECTIONS,
    /** The address opens connections too fast. */
    CONNECT_RATE,
    /** The address asks too fast. */
    REQUEST_RATE,
    /** A key or password was wrong or missing. */
    WRONG_KEY,
    /** More of those came from the address than it is allowed. */
    FAILED_CREDENTIALS,
    /** A browser came on behalf of another site. */
    CROSS_SITE,
    /** The service has all the connections that it takes. */
    FULL,
    /** Too many connections had not yet asked for anything; the oldest of them went. */
    HALF_OPEN,
    /** An idle connection went to make room for a new one. */
    IDLE,
    /** The head of a request took too long. */
    SLOW_HEAD,
    /** The body of a request took too long. */
    SLOW_BODY,
    /** Too many requests were sent before their answers were awaited. */
    PIPELINE,
    /** An answer was not read, or hardly. */
    SLOW_READER,
    /** Too many bytes of answers wait for readers: of the address, or of all. */
    UNSENT,
    /** What came was no HTTP, or HTTP that servers understand differently. */
    MALFORMED;

    /** As metrics name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
