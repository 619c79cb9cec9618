package org.gatecast.canoe123.reader;

import io.vertx.core.Future;

/** Where the stream is to be found now. Asked before each attempt, since a timing PC may change its address. */
@FunctionalInterface
public interface StreamAddress {
    int PORT = 27333;

    /** Host and port; may take as long as it takes until a timing PC is found. */
    Future<HostPort> find();

    /** The address that the operator has given. */
    static StreamAddress of(HostPort given) {
        return () -> Future.succeededFuture(given);
    }
}
