package org.gatecast;

import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.gatecast.config.Logging;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process on SIGTERM or SIGINT: the first time in good order, the second time at once. In both cases everything that
 * was acknowledged is on the disk, since nothing is acknowledged before.
 */
final class GracefulShutdown {
    private static final Logger LOG = LoggerFactory.getLogger(GracefulShutdown.class);
    /** Supervisors commonly kill a process 30 s after SIGTERM. */
    private static final long TIMEOUT_SECONDS = 28;

    private final Future<Supplier<Future<Void>>> started;
    private final AtomicBoolean requested = new AtomicBoolean();

    /**
     * @param started completes, once the service runs, with what stops it
     */
    GracefulShutdown(Future<Supplier<Future<Void>>> started) {
        this.started = started;
    }

    /** Installs the signal handlers. Before, a signal ends the JVM in its usual way. */
    void listen() {
        Signals.onSignal("TERM", this::requestStop);
        Signals.onSignal("INT", this::requestStop);
    }

    private void requestStop(String signal) {
        if (requested.compareAndSet(false, true)) {
            LOG.info("Told to stop by SIG{}", signal);
            stop();
        } else {
            LOG.warn("Told to stop again by SIG{}: stopping at once", signal);
            Logging.close();
            Runtime.getRuntime().halt(ExitCode.STOPPED_FORCIBLY.code());
        }
    }

    private void stop() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        started.onSuccess(
                stop -> stop.get().onSuccess(done -> stopped.complete(null)).onFailure(stopped::completeExceptionally));
        new Thread(() -> exit(outcome(stopped)), "ending").start();
    }

    private static ExitCode outcome(CompletableFuture<Void> stopped) {
        try {
            stopped.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            LOG.info("Stopped");
            return ExitCode.STOPPED;
        } catch (ExecutionException e) {
            LOG.error("Stopped, but not in good order", e.getCause());
        } catch (TimeoutException e) {
            LOG.error("Not finished after {} s; stopping all the same", TIMEOUT_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.STOP_TIMED_OUT;
    }

    /** Ends the process, with whatever else runs in it; from any thread, which need not wait for it. */
    void end(ExitCode code) {
        new Thread(() -> exit(code), "ending").start();
    }

    private static void exit(ExitCode code) {
        Logging.close();
        System.exit(code.code());
    }
}
