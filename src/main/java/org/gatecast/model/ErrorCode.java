package org.gatecast.model;

/** Every error code that a response can have, with its HTTP status (contract section 2). */
public enum ErrorCode {
    InvalidRequest(400),
    InvalidTransition(400),
    Unauthorized(401),
    Forbidden(403),
    NotFound(404),
    EventNotFound(404),
    MethodNotAllowed(405),
    Conflict(409),
    EventOfficial(410),
    PayloadTooLarge(413),
    UnsupportedMediaType(415),
    ExpectationFailed(417),
    RateLimited(429),
    Internal(500),
    ConnectionLimitReached(503),
    Unavailable(503),
    HttpVersionNotSupported(505);

    private final int httpStatus;

    ErrorCode(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    public int httpStatus() {
        return httpStatus;
    }
}
