package org.gatecast.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.gatecast.model.RefusedException;
import org.junit.jupiter.api.Test;

class WaitingLimitTest {
    private final WaitingLimit limit = new WaitingLimit(1, "Too many.");

    @Test
    void oneTooManyIsRefusedUntilOneHasEnded() {
        Promise<String> first = Promise.promise();
        assertThat(limit.run(first::future).isComplete()).isFalse();
        assertThatThrownBy(() -> limit.run(() -> {
                    throw new AssertionError("begun");
                }))
                .isInstanceOf(RefusedException.class)
                .hasMessage("Too many.");

        first.fail("written in vain");
        assertThat(limit.run(() -> Future.succeededFuture("next")).result()).isEqualTo("next");
    }

    @Test
    void workThatCannotBeginDoesNotWait() {
        assertThatThrownBy(() -> limit.run(() -> {
                    throw new IllegalStateException("stopped");
                }))
                .hasMessage("stopped");
        assertThat(limit.run(() -> Future.succeededFuture("next")).result()).isEqualTo("next");
    }
}
