package org.gatecast.store;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for futures of the store. */
public final class StoreFutures {
    private static final int SECONDS = 20;

    private StoreFutures() {}

    public static <T> T await(Future<T> future) {
        try {
            return future.await(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("nothing came of it in " + SECONDS + " s", e);
        }
    }

    public static StorageException awaitTrouble(Future<?> future) {
        StorageException trouble = catchThrowableOfType(StorageException.class, () -> await(future));
        if (trouble == null) {
            throw new AssertionError("it succeeded");
        }
        return trouble;
    }
}
