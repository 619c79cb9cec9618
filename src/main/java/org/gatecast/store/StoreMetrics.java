package org.gatecast.store;

import io.vertx.core.Future;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.gatecast.metrics.DurationHistogram;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.store.StorageException.Reason;

/** The store's metrics: waiting commands, commit times, failed commits. Updated on the store's thread. */
final class StoreMetrics {
    private final DurationHistogram commits = DurationHistogram.ofCalls();
    private final Map<Reason, LongAdder> failures = new EnumMap<>(Reason.class);
    private long committedAt = System.nanoTime() - TimeUnit.DAYS.toNanos(1);

    void registerWith(MetricsRegistry metrics, SerialExecutor executor) {
        metrics.gauge(
                "gatecast_store_queue_size",
                "Changes in the store's queue, the one being worked on included.",
                executor::length);
        metrics.durations(
                "gatecast_commit_seconds", "From the beginning of a transaction until it is on the disk.", commits);
        for (Reason reason : Reason.values()) {
            LongAdder count = new LongAdder();
            failures.put(reason, count);
            metrics.counter(
                    "gatecast_commit_failures_total",
                    "Transactions that did not reach the disk, by what is wrong with the database.",
                    count::sum,
                    "reason",
                    reason.name().toLowerCase(Locale.ROOT));
        }
    }

    <T> Future<T> commit(Supplier<Future<T>> commit) {
        long begun = System.nanoTime();
        return commit.get()
                .onSuccess(done -> {
                    committedAt = System.nanoTime();
                    commits.record(committedAt - begun);
                })
                .onFailure(failure -> failures.get(countFailure(failure)).increment());
    }

    boolean hasCommittedWithin(long nanos) {
        return System.nanoTime() - committedAt < nanos;
    }

    private static Reason countFailure(Throwable failure) {
        return failure instanceof StorageException known ? known.reason() : Reason.REFUSED;
    }
}
