package org.gatecast.testing;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.threadchecker.BlockedThreadEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Vert.x's blocked-thread checker at 50 ms, made fair. The checker measures how long a handler has been going, on a
 * machine that tests share with others; what the handler answers for is less: not the time in which the whole JVM stood
 * still (a collection, a machine asleep), which a thread that only looks at the clock sees too, and not the time in
 * which the loop was ready to run but the kernel ran something else, which Linux counts per thread. What is left (its own
 * computing, its waiting for locks, files, sockets, sleep) must stay under the limit.
 */
final class LoopWatch implements AutoCloseable {
    private static final long LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** Looks kept: what happened before them counts against the loop. */
    private static final int LOOKS = 2_000;

    private static final int MOST_FINDINGS = 20;
    private static final int MOST_FRAMES = 30;

    private final Map<Thread, Loop> loops = new ConcurrentHashMap<>();
    private final List<String> findings = new CopyOnWriteArrayList<>();
    private final long[] lookedAt = new long[LOOKS];
    private final long[] stoodStill = new long[LOOKS];
    private final Thread watcher = new Thread(this::look, "loop-watch");
    private volatile int looks;
    private volatile boolean closed;
    private volatile long begun = Long.MAX_VALUE;

    /** A loop's waits for the processor: all of them so far, and at each look. */
    private static final class Loop {
        private final Path schedule;
        private final long[] waited = new long[LOOKS];

        Loop(Path schedule) {
            this.schedule = schedule;
        }

        /** Nanoseconds spent ready to run but not running; 0 where the system does not tell. */
        long waited() {
            try {
                return schedule == null
                        ? 0
                        : Long.parseLong(Files.readString(schedule).split(" ", -1)[1]);
            } catch (IOException e) {
                return 0;
            }
        }
    }

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
                            public Future<?> start() throws IOException {
                                loops.put(Thread.currentThread(), new Loop(ownSchedule()));
                                return Future.succeededFuture();
                            }
                        },
                        new DeploymentOptions().setInstances(eventLoops))
                .compose(vertx::undeploy);
    }

    private static Path ownSchedule() throws IOException {
        Path self = Path.of("/proc/thread-self");
        return Files.exists(self)
                ? Path.of("/proc").resolve(Files.readSymbolicLink(self)).resolve("schedstat")
                : null;
    }

    private void look() {
        long last = System.nanoTime();
        long still = 0;
        for (int look = 0; !closed; looks = ++look) {
            LockSupport.parkNanos(LOOK_NANOS);
            long now = System.nanoTime();
            still += Math.max(0, now - last - 2 * LOOK_NANOS);
            last = now;
            int slot = look % LOOKS;
            lookedAt[slot] = now;
            stoodStill[slot] = still;
            loops.values().forEach(loop -> loop.waited[slot] = loop.waited());
        }
    }

    /** On the checker's thread, every 10 ms while a handler takes too long. */
    private void judge(BlockedThreadEvent event) {
        Loop loop = loops.get(event.thread());
        if (loop == null || System.nanoTime() - event.duration() < begun || findings.size() >= MOST_FINDINGS) {
            return;
        }
        int before = lookBefore(System.nanoTime() - event.duration());
        int latest = Math.floorMod(looks - 1, LOOKS);
        long still = stoodStill[latest] - stoodStill[before];
        long waited = loop.waited() - loop.waited[before];
        long own = event.duration() - Math.max(still, waited);
        if (own > LIMIT_NANOS) {
            findings.add(event.thread().getName() + " was held up " + millis(own) + " ms of " + millis(event.duration())
                    + " (JVM stood still " + millis(still) + ", waited for a processor " + millis(waited) + ") at\n    "
                    + String.join(
                            "\n    ",
                            Arrays.stream(event.thread().getStackTrace())
                                    .limit(MOST_FRAMES)
                                    .map(Object::toString)
                                    .toList()));
        }
    }

    private int lookBefore(long time) {
        int latest = looks - 1;
        int oldest = Math.max(0, looks - LOOKS + 1);
        int look = latest;
        while (look > oldest && lookedAt[look % LOOKS] > time) {
            look--;
        }
        return Math.floorMod(look, LOOKS);
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    /** From here on, findings count: while the service starts, nobody waits for it, and the JVM loads classes. */
    void begin() {
        begun = System.nanoTime();
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
