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

/**
 * The store's metrics: waiting commands, commit times, failed commits, and what is taken of other nodes' commits. Updated on
 * the store's thread.
 */
final class StoreMetrics {
    private final DurationHistogram commits = DurationHistogram.ofCalls();
    private final Map<Reason, LongAdder> failures = new EnumMap<>(Reason.class);
    private final DurationHistogram followed = DurationHistogram.ofCalls();
    private final LongAdder doorbells = new LongAdder();
    private final LongAdder missedDoorbells = new LongAdder();
    private final LongAdder reloads = new LongAdder();
    private volatile long versionsBehind;
    /** A {@link System#nanoTime}; 0 if there are no other nodes. */
    private volatile long currentAt;

    private long committedAt = System.nanoTime() - TimeUnit.DAYS.toNanos(1);

    void registerWith(MetricsRegistry metrics, SerialExecutor executor) {
        metrics.gauge(
                "gatecast_store_queue_size",
                "Changes in the store's queue, the one being worked on included.",
                executor::length);
        metrics.durations(
                "gatecast_commit_seconds", "From the beginning of a transaction until it is on the disk.", commits);
        registerFollowing(metrics);
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

    private void registerFollowing(MetricsRegistry metrics) {
        metrics.durations(
                "gatecast_follow_seconds",
                "From the moment when the service learns of another node's commit until it is published here.",
                followed);
        metrics.gauge(
                "gatecast_follow_lag_versions",
                "Commits in the database that memory did not have when all versions were compared last.",
                () -> versionsBehind);
        metrics.gauge(
                "gatecast_follow_lag_seconds",
                "Since memory last had all commits of a database that is shared; 0 if it is not shared.",
                () -> currentAt == 0 ? 0 : (System.nanoTime() - currentAt) / 1e9);
        metrics.counter("gatecast_doorbells_total", "Doorbells of other nodes.", doorbells::sum);
        metrics.counter(
                "gatecast_missed_doorbells_total",
                "Commits of other nodes that were found by comparing versions, without a doorbell.",
                missedDoorbells::sum);
        metrics.counter(
                "gatecast_event_reloads_total",
                "Events that were loaded again because they were new, gone, replaced or older in the database.",
                reloads::sum);
    }

    void countDoorbell() {
        doorbells.increment();
    }

    void countReload() {
        reloads.increment();
    }

    /**
     * All versions were compared.
     *
     * @param at when that began, a {@link System#nanoTime}
     */
    void setVersionsBehind(long versions, long at) {
        versionsBehind = versions;
        if (versions == 0 || currentAt == 0) {
            currentAt = at;
        }
    }

    /** Counts commits of another node that are published here now. */
    void countFollowed(long nanos, boolean byDoorbell) {
        followed.record(nanos);
        if (!byDoorbell) {
            missedDoorbells.increment();
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
