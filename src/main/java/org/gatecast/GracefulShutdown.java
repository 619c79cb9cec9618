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
 * Ends the process on SIGTERM or SIGINT: the first signal drains the service, the second one stops it at once. In both cases
 * everything acknowledged is on disk.
 */
final class GracefulShutdown {
    private static final Logger LOG = LoggerFactory.getLogger(GracefulShutdown.class);
    /** Supervisors commonly kill a process 30 s after SIGTERM. */
    private static final long TIMEOUT_SECONDS = 28;

    private final Future<Supplier<Future<Void>>> started;
    private final AtomicBoolean requested = new AtomicBoolean();

    /**
     * @param started completes when the service runs, with the function that stops it
     */
    GracefulShutdown(Future<Supplier<Future<Void>>> started) {
        this.started = started;
    }

    /** Installs the signal handlers. */
    void listen() {
        Signals.onSignal("TERM", this::requestStop);
        Signals.onSignal("INT", this::requestStop);
    }

    private void requestStop(String signal) {
        if (requested.compareAndSet(false, true)) {
            LOG.info("Stopping after SIG{}", signal);
            stop();
        } else {
            LOG.warn("A second signal, SIG{}: stopping at once", signal);
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
            LOG.error("Stopped with a failure", e.getCause());
        } catch (TimeoutException e) {
            LOG.error("Not finished after {} s; stopping anyway", TIMEOUT_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.STOP_TIMED_OUT;
    }

    /** Ends the process. Any thread; returns at once. */
    void end(ExitCode code) {
        new Thread(() -> exit(code), "ending").start();
    }

    private static void exit(ExitCode code) {
        Logging.close();
        System.exit(code.code());
    }
}
