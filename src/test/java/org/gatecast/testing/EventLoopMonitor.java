package org.gatecast.testing;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.threadchecker.BlockedThreadEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Vert.x's blocked-thread checker at 50 ms, made fair. The checker goes by the clock, on a machine that tests share with
 * others; what a handler answers for is the time in which its thread ran, and the time in which it waited for anything
 * but a processor: a lock, a file, a socket, a sleep. Left out is the time in which it was ready but something else ran,
 * and the time in which the whole JVM stood still. For that, a thread looks at every loop each few milliseconds; while
 * it cannot look itself, nobody is to blame.
 */
final class EventLoopMonitor implements AutoCloseable {
    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Looks kept, ten seconds' worth. */
    private static final int LOOKS = 2_000;

    private static final int MOST_FINDINGS = 20;
    private static final int MOST_FRAMES = 30;

    private final Map<Thread, Track> tracks = new ConcurrentHashMap<>();
    private final List<String> findings = new CopyOnWriteArrayList<>();
    private final Thread watcher = new Thread(this::look, "loop-watch");
    private volatile boolean closed;
    private volatile long begun = Long.MAX_VALUE;

    /** What the looks at one loop found: two running sums and when they stood there, the oldest overwritten. */
    private static final class Track {
        private final EventLoopThread thread;
        private final long[] at = new long[LOOKS];
        private final long[] ran = new long[LOOKS];
        private final long[] asleep = new long[LOOKS];
        private int looks;

        Track(EventLoopThread thread) {
            this.thread = thread;
            at[0] = System.nanoTime();
            ran[0] = thread.ranNanos();
            looks = 1;
        }

        synchronized void look() {
            int last = (looks - 1) % LOOKS;
            int slot = looks % LOOKS;
            at[slot] = System.nanoTime();
            ran[slot] = thread.ranNanos();
            asleep[slot] = asleep[last] + (thread.isAsleep() ? Math.min(at[slot] - at[last], 2 * LOOK_NANOS) : 0);
            looks++;
        }

        /** What it did since {@code time}. */
        synchronized Doing since(long time) {
            look();
            int latest = looks - 1;
            int before = latest;
            while (before > Math.max(0, looks - LOOKS) && at[before % LOOKS] > time) {
                before--;
            }
            return new Doing(
                    ran[latest % LOOKS] - ran[before % LOOKS], asleep[latest % LOOKS] - asleep[before % LOOKS]);
        }
    }

    /** Nanoseconds that a handler answers for. */
    private record Doing(long ran, long asleep) {}

    static VertxOptions tighten(VertxOptions options) {
        return options.setBlockedThreadCheckInterval(10)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS)
                .setMaxEventLoopExecuteTime(LIMIT_NANOS)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.NANOSECONDS);
    }

    /** Completes when every event loop is watched. */
    Future<?> watch(Vertx vertx, int eventLoops) {
        watcher.setDaemon(true);
        watcher.start();
        ((VertxInternal) vertx).blockedThreadChecker().setThreadBlockedHandler(this::judge);
        return vertx.deployVerticle(
                        () -> new VerticleBase() {
                            @Override
                            public Future<?> start() {
                                tracks.put(Thread.currentThread(), new Track(EventLoopThread.current()));
                                return Future.succeededFuture();
                            }
                        },
                        new DeploymentOptions().setInstances(eventLoops))
                .compose(vertx::undeploy);
    }

    /** From here on, findings count: while the service starts, nobody waits for it, and the JVM loads classes. */
    void begin() {
        begun = System.nanoTime();
    }

    private void look() {
        while (!closed) {
            tracks.values().forEach(Track::look);
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** On the checker's thread, every 10 ms while a handler takes too long. */
    private void judge(BlockedThreadEvent event) {
        Track track = tracks.get(event.thread());
        long since = System.nanoTime() - event.duration();
        if (track == null || since < begun || findings.size() >= MOST_FINDINGS) {
            return;
        }
        Doing doing = track.since(since);
        Thread.State state = event.thread().getState();
        StackTraceElement[] stack = event.thread().getStackTrace();
        boolean waits = state != Thread.State.RUNNABLE || isInForeignCode(stack);
        if (doing.ran + (waits ? doing.asleep : 0) > LIMIT_NANOS) {
            findings.add("%s busy for %d ms, of which it ran for %d and waited for %d:%s"
                    .formatted(
                            event.thread().getName(),
                            millis(event.duration()),
                            millis(doing.ran),
                            millis(doing.asleep),
                            Arrays.stream(stack)
                                    .limit(MOST_FRAMES)
                                    .map(frame -> "\n    at " + frame)
                                    .collect(Collectors.joining())));
        }
    }

    /**
     * Whether the thread may be waiting for a file, a socket or a database. In Java code it can be asleep only for the
     * JVM's own ends, in {@code epollWait} only because the handler came to its end meanwhile, and in {@code start0} until
     * a newborn thread gets a processor.
     */
    private static boolean isInForeignCode(StackTraceElement[] stack) {
        return stack.length > 0
                && stack[0].isNativeMethod()
                && !stack[0].getMethodName().startsWith("epollWait")
                && !stack[0].getMethodName().equals("start0");
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** What held an event loop up, with stack traces; empty when nothing did. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(watcher);
    }
}
