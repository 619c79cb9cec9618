package org.gatecast.canoe123.push;

import io.vertx.core.Future;

/** Where calls go: to a server over HTTP, or to the store of the same process. */
@FunctionalInterface
public interface CallSender {
    /** Completes on the caller's context; never fails. */
    Future<PushOutcome> post(DataKind kind, PushCall call);
}
