package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {
    private final SerialExecutor executor = new SerialExecutor();
    private final List<String> begun = new ArrayList<>();

    @Test
    void workBeginsWhenAllThatWasAskedForBeforeIsDone() {
        Promise<Void> first = Promise.promise();
        SerialExecutor.Task<Void> one = take("one", first.future());
        SerialExecutor.Task<Void> two = take("two", Future.succeededFuture());
        assertThat(begun).containsExactly("one");
        assertThat(two.done().isComplete()).isFalse();
        first.complete();
        assertThat(begun).containsExactly("one", "two");
        assertThat(one.done().succeeded() && two.done().succeeded()).isTrue();
    }

    @Test
    void whatFailsOrThrowsLetsTheNextOneIn() {
        SerialExecutor.Task<Void> failing = take("failing", Future.failedFuture("no"));
        SerialExecutor.Task<Void> throwing = executor.submit("TEST", () -> {
            throw new IllegalStateException("no");
        });
        take("next", Future.succeededFuture());
        assertThat(failing.done().failed() && throwing.done().failed()).isTrue();
        assertThat(begun).containsExactly("failing", "next");
    }

    @Test
    void whatIsWithdrawnInTimeIsNeverDone() {
        Promise<Void> first = Promise.promise();
        SerialExecutor.Task<Void> one = take("one", first.future());
        SerialExecutor.Task<Void> two = take("two", Future.succeededFuture());
        take("three", Future.succeededFuture());
        assertThat(one.withdraw()).as("it has begun").isFalse();
        assertThat(two.withdraw()).isTrue();
        first.complete();
        assertThat(begun).containsExactly("one", "three");
        assertThat(two.done().isComplete()).isFalse();
        assertThat(two.withdraw()).isFalse();
    }

    /** However many tasks one event has, another event waits for at most the running one. */
    @Test
    void eventsTakeTurnsAndEachKeepsItsOrder() {
        Promise<Void> first = Promise.promise();
        take("A", "A1", first.future());
        take("A", "A2", Future.succeededFuture());
        Promise<Void> third = Promise.promise();
        take("A", "A3", third.future());
        take("A", "A4", Future.succeededFuture());
        take("B", "B1", Future.succeededFuture());
        first.complete();
        assertThat(begun).containsExactly("A1", "B1", "A2", "A3");
        take("C", "C1", Future.succeededFuture());
        take("B", "B2", Future.succeededFuture());
        third.complete();
        assertThat(begun).containsExactly("A1", "B1", "A2", "A3", "C1", "A4", "B2");
        assertThat(executor.length()).isZero();
    }

    @Test
    void whatIsWithdrawnLeavesTheOthersTheirTurns() {
        Promise<Void> first = Promise.promise();
        take("A", "A1", first.future());
        SerialExecutor.Task<Void> only = take("B", "B1", Future.succeededFuture());
        SerialExecutor.Task<Void> one = take("C", "C1", Future.succeededFuture());
        take("C", "C2", Future.succeededFuture());
        assertThat(only.withdraw() && one.withdraw()).isTrue();
        assertThat(executor.length()).isEqualTo(2);
        first.complete();
        assertThat(begun).containsExactly("A1", "C2");
    }

    @Test
    void theLastTurnComesWhenAllOthersAreOver() {
        Promise<Void> first = Promise.promise();
        take("A", "A1", first.future());
        SerialExecutor.Task<Void> end = executor.submitLast(() -> {
            begun.add("end");
            return Future.succeededFuture();
        });
        take("B", "B1", Future.succeededFuture());
        take("A", "A2", Future.succeededFuture());
        first.complete();
        assertThat(begun).containsExactly("A1", "B1", "A2", "end");
        assertThat(end.done().succeeded()).isTrue();
    }

    @Test
    void severalEventsRunAtOnceButEachOneTaskAtATime() {
        executor.runAtOnce(2);
        Promise<Void> a = Promise.promise();
        Promise<Void> b = Promise.promise();
        take("A", "A1", a.future());
        take("A", "A2", Future.succeededFuture());
        take("B", "B1", b.future());
        take("B", "B2", Future.succeededFuture());
        Promise<Void> c = Promise.promise();
        take("C", "C1", c.future());
        SerialExecutor.Task<Void> end = executor.submitLast(() -> {
            begun.add("end");
            return Future.succeededFuture();
        });
        assertThat(begun).containsExactly("A1", "B1");
        a.complete();
        assertThat(begun).containsExactly("A1", "B1", "A2", "C1");
        b.complete();
        assertThat(begun).containsExactly("A1", "B1", "A2", "C1", "B2");
        assertThat(end.done().isComplete()).isFalse();
        c.complete();
        assertThat(begun).endsWith("end");
        assertThat(executor.length()).isZero();
    }

    private SerialExecutor.Task<Void> take(String name, Future<Void> work) {
        return take("TEST", name, work);
    }

    private SerialExecutor.Task<Void> take(String event, String name, Future<Void> work) {
        return executor.submit(event, () -> {
            begun.add(name);
            return work;
        });
    }
}
