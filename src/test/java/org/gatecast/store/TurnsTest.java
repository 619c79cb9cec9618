package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();
    private final List<String> begun = new ArrayList<>();

    @Test
    void workBeginsWhenAllThatWasAskedForBeforeIsDone() {
        Promise<Void> first = Promise.promise();
        Turns.Turn<Void> one = take("one", first.future());
        Turns.Turn<Void> two = take("two", Future.succeededFuture());
        assertThat(begun).containsExactly("one");
        assertThat(two.done().isComplete()).isFalse();
        first.complete();
        assertThat(begun).containsExactly("one", "two");
        assertThat(one.done().succeeded() && two.done().succeeded()).isTrue();
    }

    @Test
    void whatFailsOrThrowsLetsTheNextOneIn() {
        Turns.Turn<Void> failing = take("failing", Future.failedFuture("no"));
        Turns.Turn<Void> throwing = turns.take(() -> {
            throw new IllegalStateException("no");
        });
        take("next", Future.succeededFuture());
        assertThat(failing.done().failed() && throwing.done().failed()).isTrue();
        assertThat(begun).containsExactly("failing", "next");
    }

    @Test
    void whatIsWithdrawnInTimeIsNeverDone() {
        Promise<Void> first = Promise.promise();
        Turns.Turn<Void> one = take("one", first.future());
        Turns.Turn<Void> two = take("two", Future.succeededFuture());
        take("three", Future.succeededFuture());
        assertThat(one.withdraw()).as("it has begun").isFalse();
        assertThat(two.withdraw()).isTrue();
        first.complete();
        assertThat(begun).containsExactly("one", "three");
        assertThat(two.done().isComplete()).isFalse();
        assertThat(two.withdraw()).isFalse();
    }

    private Turns.Turn<Void> take(String name, Future<Void> work) {
        return turns.take(() -> {
            begun.add(name);
            return work;
        });
    }
}
