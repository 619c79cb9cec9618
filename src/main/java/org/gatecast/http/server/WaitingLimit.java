package org.gatecast.http.server;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** How many requests wait for slow work at the same time, on all event loops together. */
public final class WaitingLimit {
    private final int most;
    private final String refusal;
    private final AtomicInteger waiting = new AtomicInteger();

    /** @param refusal what a client is told that is one too many */
    public WaitingLimit(int most, String refusal) {
        this.most = most;
        this.refusal = refusal;
    }

    /** @throws RefusedException if too many wait; then the work is not begun */
    public <T> Future<T> run(Supplier<Future<T>> work) {
        if (waiting.incrementAndGet() > most) {
            waiting.decrementAndGet();
            throw new RefusedException(ErrorCode.Unavailable, refusal);
        }
        try {
            return work.get().onComplete(done -> waiting.decrementAndGet());
        } catch (RuntimeException notBegun) {
            waiting.decrementAndGet();
            throw notBegun;
        }
    }
}
