package org.gatecast.http.errors;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import org.gatecast.limits.MalformedRequestException;
import org.gatecast.limits.UnsupportedHttpVersionException;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Refusal;

/** Explains why a request is not valid HTTP. */
final class MalformedRequests {
    private MalformedRequests() {}

    static Refusal refusal(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        if (cause instanceof UnsupportedHttpVersionException) {
            return new Refusal(ErrorCode.HttpVersionNotSupported, "This service supports HTTP/1.1 and HTTP/1.0.");
        }
        return new Refusal(ErrorCode.InvalidRequest, message(cause));
    }

    private static String message(Throwable cause) {
        if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException) {
            return "The request's first line or its headers are longer than this service takes.";
        }
        return cause instanceof MalformedRequestException
                ? "The request is malformed: " + cause.getMessage() + "."
                : "The request is malformed.";
    }
}
